// Pictures of the app on a chain that this starts (e2e/chain.ts says with which programs):
//
//   npm run screenshots [-- FOLDER]     every screen × language × theme × width, and index.html to look at them
//   npm run screenshots -- --guide      the pictures of docs/user, and nothing else
//   --only NAME[,NAME..]                screens whose names begin so; --language en|zh, --width 390|1440,
//                                       --theme light|dark|system likewise
//   --app URL --node URL                an app and a node that run already, with development accounts
//
// It ends with an error if a page scrolled sideways, cut a text, logged an error or asked anybody but our own services.
// Node 20 has a WebSocket behind --experimental-websocket.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runnerImport } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		guide: { type: "boolean", default: false },
		only: { type: "string" },
		language: { type: "string" },
		theme: { type: "string" },
		width: { type: "string" },
		app: { type: "string" },
		node: { type: "string" },
	},
});
if (positionals.length > 1 || (values.app === undefined) !== (values.node === undefined)) {
	console.error(
		"usage: npm run screenshots -- [FOLDER] [--guide] [--only NAME[,NAME..]] [--language ..] [--width ..] [--theme ..] [--app URL --node URL]",
	);
	process.exit(2);
}
const folder = positionals[0] ?? here(values.guide ? "../../docs/user/pictures" : "../screenshots");
const { module } = await runnerImport(here("../e2e/pictures/take.ts"), {
	root: here(".."),
	configFile: false,
	resolve: { alias: { "@": here("../src") } },
});
const found = await module.take({ ...values, folder }, (text) => console.log(text));
console.log(
	`The pictures are in ${folder}${found.length > 0 ? `; ${found.length} problems, see above` : ""}.`,
);
process.exit(found.length > 0 ? 1 : 0);
