/** public/shell.js, which has no module of its own: what it shows before the app is there, and when it does not come. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readTold } from "./told";

const code = readFileSync(join(process.cwd(), "public/shell.js"), "utf8");
const template = (page: string) =>
	`<template id="shell-${page}-en"><h1><span data-style="width:56px"></span><span data-fill="name"></span></h1>` +
	`<p class="lead"><span data-fill="description"></span></p><p>frame of ${page}</p></template>`;

function load(path: string, meta: Record<string, string> = {}): HTMLElement {
	history.replaceState(null, "", path);
	document.documentElement.lang = "en";
	document.head.replaceChildren(
		...Object.entries(meta).map(([property, content]) => {
			const element = document.createElement("meta");
			element.setAttribute("property", `og:${property}`);
			element.setAttribute("content", content);
			return element;
		}),
	);
	document.body.innerHTML = `<div id="root"></div>${["home", "community", "other"].map(template).join("")}`;
	// What the browser does with the file.
	new Function(code)();
	return document.getElementById("root") as HTMLElement;
}

const alertOf = (root: HTMLElement) => root.querySelector("[role=alert]");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	// Whatever still listens stops.
	dispatchEvent(new Event("nutbox:started"));
	vi.useRealTimers();
	document.head.replaceChildren();
	document.body.replaceChildren();
	history.replaceState(null, "", "/");
});

describe("the first picture of a page", () => {
	it("has what the server told of a community", () => {
		const root = load("/communities/7", { title: "Walnut Grove", description: "Nuts & more" });
		const shell = root.firstElementChild;
		expect(shell?.getAttribute("aria-hidden")).toBe("true");
		expect(shell?.querySelector("h1")?.textContent).toBe("Walnut Grove");
		expect(shell?.querySelector(".lead")?.textContent).toBe("Nuts & more");
		expect(shell?.querySelector("[data-style]")).toBeNull();
		expect(shell?.querySelector("h1 span")?.getAttribute("style")).toContain("56px");
	});

	it("has no line for a description that is empty", () => {
		const root = load("/communities/7", { title: "Walnut Grove", description: "" });
		expect(root.querySelector("h1")?.textContent).toBe("Walnut Grove");
		expect(root.querySelector(".lead")).toBeNull();
	});

	it("is the frame where nothing is told, and nothing in a widget", () => {
		expect(load("/communities/7").textContent).toContain("frame of other");
		expect(load("/").textContent).toContain("frame of home");
		expect(load("/widget/communities/7").childElementCount).toBe(0);
	});
});

describe("code that does not come", () => {
	const failing = () => {
		const script = document.createElement("script");
		script.type = "module";
		return script;
	};

	it("is said in both languages beside what does not answer, with a way on", () => {
		const root = load("/");
		const script = failing();
		script.setAttribute("data-test", "");
		document.body.append(script);
		script.dispatchEvent(new Event("error"));
		script.dispatchEvent(new Event("error"));
		expect(root.querySelectorAll("[role=alert]")).toHaveLength(1);
		const alert = alertOf(root);
		expect(alert?.parentElement).toBe(root);
		expect(
			Array.from(alert?.querySelectorAll("p") ?? [], (line) => [line.lang, line.textContent]),
		).toEqual([
			["en", "The page could not be loaded. Reload it."],
			["zh-CN", "页面未能载入，请重新加载。"],
		]);
		const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
		(alert?.querySelector("button") as HTMLButtonElement).click();
		expect(reload).toHaveBeenCalledOnce();
	});

	it("is said after twenty seconds, when the app says so, and when it breaks before it begins", () => {
		let root = load("/widget/communities/7");
		vi.advanceTimersByTime(19_999);
		expect(alertOf(root)).toBeNull();
		vi.advanceTimersByTime(1);
		expect(alertOf(root)).not.toBeNull();
		dispatchEvent(new Event("nutbox:started"));
		root = load("/");
		dispatchEvent(new Event("nutbox:failed"));
		expect(alertOf(root)).not.toBeNull();
		dispatchEvent(new Event("nutbox:started"));
		root = load("/");
		dispatchEvent(new ErrorEvent("error", { filename: `${location.origin}/assets/index-1.js` }));
		expect(alertOf(root)).not.toBeNull();
	});

	it("is nobody's business when the app is there, nor is what others break", () => {
		const root = load("/");
		dispatchEvent(new ErrorEvent("error", { filename: "chrome-extension://wallet/inject.js" }));
		document.body.append(document.createElement("img"));
		document.body.lastElementChild?.dispatchEvent(new Event("error"));
		expect(alertOf(root)).toBeNull();
		dispatchEvent(new Event("nutbox:failed"));
		expect(alertOf(root)).not.toBeNull();
		dispatchEvent(new Event("nutbox:started"));
		expect(alertOf(root)).toBeNull();
		vi.advanceTimersByTime(60_000);
		expect(alertOf(root)).toBeNull();
	});
});

describe("what the page was told", () => {
	const meta = { title: "Walnut Grove", description: "" };

	it("is of the community of the address only", () => {
		load("/communities/7", meta);
		expect(readTold(document, "/communities/7")).toEqual({
			id: 7,
			name: "Walnut Grove",
			description: "",
		});
		expect(readTold(document, "/communities/7/manage")).toBeUndefined();
		expect(readTold(document, "/")).toBeUndefined();
	});

	it("is nothing where the server knew nothing", () => {
		load("/communities/7");
		expect(readTold(document, "/communities/7")).toBeUndefined();
	});
});
