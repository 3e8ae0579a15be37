// Refuses packages whose licence is not permissive. What only builds or tests the app and is not shipped in it may have
// a weak copyleft; each such package is named here.
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const PERMISSIVE = new Set([
	"0BSD",
	"Apache-2.0",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"BlueOak-1.0.0",
	"CC0-1.0",
	"ISC",
	"MIT",
	"MIT OR CC0-1.0",
	"(MIT OR CC0-1.0)",
	"OFL-1.1", // the font
	"Unlicense",
]);
const NOT_SHIPPED = {
	"axe-core": "MPL-2.0: the accessibility checks",
	lightningcss: "MPL-2.0: Vite's style sheets",
	"@polkadot-api/smoldot": "the light client of another way to connect, which the app never imports",
	smoldot: "as @polkadot-api/smoldot",
	argparse: "Python-2.0: read by the tools' own configuration",
	"spdx-exceptions": "CC-BY-3.0: a list that npm's tools read",
	"caniuse-lite": "CC-BY-4.0: a list of browsers that tools read",
};

const refused = [];
for (const [path, record] of Object.entries(lock.packages)) {
	if (path === "" || record.link || !path.includes("node_modules/")) continue;
	const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
	const exempt = name in NOT_SHIPPED || name.startsWith("lightningcss-");
	if (!exempt && !PERMISSIVE.has(record.license))
		refused.push(`${name}: ${record.license ?? "no licence named"}`);
	if (record.resolved)
		refused.push(`${name}: package-lock.json names where it was fetched from (see .npmrc)`);
}
if (refused.length > 0) {
	console.error(`Packages that may not be used (web/scripts/licences.mjs):\n${refused.join("\n")}`);
	process.exit(1);
}
