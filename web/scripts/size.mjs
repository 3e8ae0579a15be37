// A step of `npm run build`: what a visitor's browser loads before it shows the app. The build fails above the limit.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT = 300_000;

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const size = (path) => gzipSync(readFileSync(dist + path), { level: 9 }).length;

const page = readFileSync(`${dist}/index.html`, "utf8");
const tags = page.match(/<(script|link)\b[^>]*>/g) ?? [];
const valueOf = (tag, name) => new RegExp(`\\s${name}="([^"]+)"`).exec(tag)?.[1];
// The entry, what it imports, and the files that come before it.
const files = tags
	.map((tag) =>
		tag.startsWith("<script")
			? valueOf(tag, "src")
			: valueOf(tag, "rel") === "modulepreload"
				? valueOf(tag, "href")
				: undefined,
	)
	.filter((path) => path !== undefined);
if (!tags.some((tag) => /^<script\b.*type="module"/.test(tag))) {
	throw new Error("dist/index.html names no module to begin with");
}
// The words of one language; of the larger one.
const words = ["words", "words.zh"].map((name) => {
	const found = readdirSync(`${dist}/assets`).filter((file) =>
		new RegExp(`^${name.replace(".", "\\.")}-[\\w-]+\\.js$`).test(file),
	);
	if (found.length !== 1) throw new Error(`dist/assets must have one file of ${name}`);
	return size(`/assets/${found[0]}`);
});

const sum = files.reduce((total, path) => total + size(path), 0) + Math.max(...words);
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
const figure = `JavaScript of the first paint, gzipped: ${kilobytes(sum)} of at most ${kilobytes(LIMIT)}`;
if (sum > LIMIT) {
	console.error(figure);
	process.exit(1);
}
console.log(figure);
