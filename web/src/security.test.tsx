/**
 * What must hold for every page, whoever writes it: nothing inline, nothing asked of third parties, no way for a user's
 * text to become markup or a link that we do not follow. The server's headers are tested in services/indexer, the
 * policy in a real browser by e2e.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import {
	createMemoryHistory,
	createRootRoute,
	createRoute,
	createRouter,
	RouterProvider,
} from "@tanstack/react-router";
import i18next from "i18next";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { initReactI18next } from "react-i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en } from "@/i18n/words";
import { embedCode } from "@/lib/embed";
import { CommunityCard } from "@/screens/home/CommunityCard";

const root = process.cwd();

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}

const sources = ["src", "public"]
	.flatMap((folder) => filesBelow(join(root, folder)))
	.filter((path) => !/\.test\.tsx?$|schema\.d\.ts$|testing\.tsx?$/.test(path))
	.map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, "utf8") }));
const code = sources.filter(({ path }) => /\.(tsx?|js)$/.test(path));
const styles = sources.filter(({ path }) => path.endsWith(".css"));

/** Without comments, in which anything may be named. */
function bare(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[\s;{(])\/\/.*$/gm, "$1");
}

/** The whole list of them: who adds one says here why it is harmless. */
const CHECKED = [
	"src/screens/community/CommunityScreen.tsx: link",
	// Of our own API; an address is encoded.
	'src/screens/portfolio/History.tsx: apiUrl("/api/v1/accounts/{address',
];

/** All of a page, with what lies in its templates. */
function elementsOf(part: Document | DocumentFragment): Element[] {
	return Array.from(part.querySelectorAll("*")).flatMap((element) =>
		element instanceof HTMLTemplateElement ? [element, ...elementsOf(element.content)] : [element],
	);
}

// As it is written and, where it has been built, as it is served: with the pictures of pages that the build adds.
describe.each(["index.html", "dist/index.html"].filter((path) => existsSync(join(root, path))))(
	"%s",
	(path) => {
		const page = readFileSync(join(root, path), "utf8");
		// The parser of the tests would ask for style sheets.
		const quiet = page.replaceAll('rel="stylesheet"', 'rel="sheet"');
		const elements = elementsOf(new DOMParser().parseFromString(quiet, "text/html"));

		it("is looked at as a whole", () => {
			const tags = (page.replace(/<!--[\s\S]*?-->/g, "").match(/<[a-z]/gi) ?? []).length;
			expect(elements.length).toBeGreaterThanOrEqual(tags);
		});

		it("has no inline script, style or handler", () => {
			const scripts = elements.filter((element) => element.localName === "script");
			expect(scripts.length).toBeGreaterThan(0);
			for (const script of scripts) {
				expect(script.getAttribute("src")).toMatch(/^\//);
				expect(script.textContent).toBe("");
			}
			for (const element of elements) {
				expect(element.localName).not.toMatch(/^(style|base|iframe|object|embed)$/);
				for (const { name, value } of Array.from(element.attributes)) {
					expect(name).not.toMatch(/^(style|srcdoc|on.*)$/i);
					expect(value).not.toMatch(/^\s*(javascript|data):/i);
				}
			}
			expect(page).not.toMatch(/<[^>]*\s(on[a-z]+|style)\s*=/i);
		});

		it("asks nobody but its own server for anything", () => {
			for (const element of elements) {
				for (const name of ["src", "href", "action", "formaction", "poster"]) {
					const address = element.getAttribute(name);
					if (address !== null) expect(address).toMatch(/^(\/(?!\/)|#)/);
				}
			}
		});
	},
);

describe("the code", () => {
	it.each(code)("$path makes no markup or code out of text", ({ text }) => {
		expect(bare(text)).not.toMatch(
			/dangerouslySetInnerHTML|\.(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/,
		);
	});

	it.each(code)("$path names no other host", ({ text }) => {
		const named = bare(text).match(/\b(https?|wss?):\/\/[a-z0-9][^\s"'`<]*/gi) ?? [];
		expect(named).toEqual([]);
	});

	it.each(styles)("$path loads nothing from elsewhere", ({ text }) => {
		expect(text).not.toMatch(/url\(\s*["']?(https?:|\/\/|data:)/i);
		for (const [, from] of text.matchAll(/@import\s+["']([^"']+)["']/g))
			expect(from).toMatch(/^(\.|@fontsource)/);
	});

	// A link to what a user wrote comes from `safeLink`, which is tested beside it.
	it("links to computed addresses only where they were checked", () => {
		const links = code.flatMap(({ path, text }) =>
			Array.from(
				bare(text).matchAll(/\b(?:href|src|formAction)=\{([^}]*)\}/g),
				([, what]) => `${path}: ${what}`,
			),
		);
		expect(links.sort()).toEqual(CHECKED);
		const community = code.find(({ path }) => path.endsWith("CommunityScreen.tsx"));
		expect(community?.text).toContain("const link = safeLink(community.website);");
	});

	it("opens what a user wrote without handing over the page or the address it comes from", () => {
		for (const { path, text } of code) {
			for (const [tag] of bare(text).matchAll(/<a\s[^>]*target="_blank"[^>]*>/g)) {
				expect(tag, path).toMatch(/rel="noopener noreferrer/);
			}
		}
	});
});

describe("text of users", () => {
	const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

	beforeAll(async () => {
		await i18next.use(initReactI18next).init({
			lng: "en",
			resources: { en },
			defaultNS: "common",
			interpolation: { escapeValue: false },
		});
	});

	it("stays text in the list of communities, without characters that deceive", async () => {
		const page = createRootRoute();
		const home = createRoute({
			getParentRoute: () => page,
			path: "/",
			component: () => (
				<CommunityCard
					line={{
						id: 7,
						name: `\u202e${hostile}`,
						description: `\u200b${hostile}`,
						token: { symbol: "<b>X</b>" },
						fund_share: 100_000_000,
						staked: 1n,
					}}
				/>
			),
		});
		const community = createRoute({ getParentRoute: () => page, path: "/communities/$community" });
		const router = createRouter({
			routeTree: page.addChildren([home, community]),
			history: createMemoryHistory({ initialEntries: ["/"] }),
		});
		// The types of the app's own router are registered; this one is a part of it.
		const { container, findByRole } = render(
			<QueryClientProvider client={new QueryClient()}>
				<RouterProvider router={router as never} />
			</QueryClientProvider>,
		);
		const link = await findByRole("link");
		expect(link.getAttribute("href")).toBe("/communities/7");
		expect(link.textContent).toContain('<img src=x onerror="alert(1)">');
		expect(container.querySelectorAll("img, script, b")).toHaveLength(0);
		expect(container.textContent).not.toMatch(/[\u202e\u200b]/);
	});

	it("cannot break out of the text that shows a community on other pages", () => {
		const code = embedCode("https://nutbox.example", 7, `"><script>alert(1)</script>`);
		expect(code).toBe(
			'<iframe src="https://nutbox.example/widget/communities/7" width="380" height="300" ' +
				'title="scriptalert1script"></iframe>',
		);
	});
});
