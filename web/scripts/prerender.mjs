// The last step of `npm run build`: puts the first picture of each page, in each language, into dist/index.html as
// templates. public/shell.js shows the one that fits; src/app/prerender.tsx says what they are.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = here("node_modules/.cache/nutbox-prerender");
await build({
	root: here(""),
	logLevel: "warn",
	build: { ssr: here("src/app/prerender.tsx"), outDir: folder, emptyOutDir: true, copyPublicDir: false },
});
const { shells } = await import(pathToFileURL(`${folder}/prerender.js`));

const page = here("dist/index.html");
const before = readFileSync(page, "utf8");
const mark = '<script src="/shell.js"></script>';
if (before.split(mark).length !== 2) throw new Error(`dist/index.html must have ${mark} once`);
const templates = Object.entries(await shells()).map(([name, markup]) => {
	if (markup.length < 1_000) throw new Error(`nothing was rendered for ${name}`);
	// The content security policy allows no style in markup.
	return `<template id="shell-${name}">${markup.replaceAll(' style="', ' data-style="')}</template>\n`;
});
const filled = before.replace(mark, () => templates.join("") + mark);

// A browser asks for six files at a time, in the order of the page. What is seen first comes first: styles, letters and the
// script that shows it; then the app's code.
const modules = filled.match(/^\s*<(?:script type="module"|link rel="modulepreload")[^\n]*\n/gm) ?? [];
const font = readdirSync(here("dist/assets")).find((name) =>
	/^figtree-latin-wght-normal-.*\.woff2$/.test(name),
);
if (modules.length === 0 || !font) throw new Error("dist/ has no module or no font to begin with");
const first = [
	`<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/${font}">`,
	'<link rel="preload" as="script" href="/shell.js">',
];
const rest = modules.reduce((text, line) => text.replace(line, ""), filled);
writeFileSync(
	page,
	rest.replace(
		"\t</head>",
		() => `${first.map((line) => `\t\t${line}\n`).join("")}${modules.join("")}\t</head>`,
	),
);
rmSync(folder, { recursive: true });
// What was rendered may have left timers behind.
process.exit(0);
