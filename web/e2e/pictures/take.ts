/**
 * Pictures of every screen in both languages, all themes, on a phone and a desk, for a person to look at; and those of
 * the guides. See scripts/screenshots.mjs.
 */
import { chromium, type Browser, type Page } from "@playwright/test";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { devAddress } from "@/chain/dev";
import { startChain } from "../chain";
import { cross } from "./bridge";
import { play, reach, sceneOf, signVoucher, type Hand } from "./activity";
import type { Steem } from "../steem";
import { bridgeScreensOf, GUIDE, screensOf, type Language, type Screen } from "./screens";
import words from "./words";

const LANGUAGES: Language[] = ["en", "zh"];
const THEMES = ["light", "dark", "system"] as const;
type Theme = (typeof THEMES)[number];
const WIDTHS = { 390: 844, 1440: 900 } as const;
const GUIDE_WIDTH = 1440;
/** The pictures of the guides are kept in the repository, so they are three quarters of the window's size. */
const GUIDE_SCALE = 0.75;
const GUIDE_BYTES = 150_000;

export interface Options {
	folder: string;
	guide: boolean;
	/** Only screens whose names begin so (several: with commas); only in this language, theme, width. */
	only?: string | undefined;
	language?: string | undefined;
	theme?: string | undefined;
	width?: string | undefined;
	/** An app and its node that run already; otherwise both are started. */
	app?: string | undefined;
	node?: string | undefined;
}

interface Found {
	picture: string;
	problem: string;
}

/** Takes the pictures; resolves to what is wrong with what was seen. */
export async function take(options: Options, say: (text: string) => void): Promise<Found[]> {
	// A chain that runs already has a Steem beside it, or none.
	const ours =
		options.app !== undefined && options.node !== undefined
			? undefined
			: await startChain({
					lengths: { slotMillis: 2_000, epochSlots: 10, sessionsPerEra: 3, bondingEras: 2 },
				});
	const running = ours ?? { url: options.app ?? "", node: { url: options.node ?? "" } };
	const hand = reach(running.node.url);
	const browser = await chromium.launch({
		executablePath:
			process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined),
		chromiumSandbox: process.getuid?.() !== 0,
		args: ["--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"],
	});
	let steem: Steem | undefined;
	try {
		const scene = (await sceneOf(hand)) ?? (await play(hand, say));
		const bridge = ours && !options.guide ? await cross(ours, say) : undefined;
		steem = bridge?.steem;
		const { text } = await signVoucher(hand, scene, "Alice", 2_500_000_000_000n);
		const beginnings = (options.only ?? "").split(",");
		const screens = [...screensOf(scene, text), ...bridgeScreensOf(bridge?.scene)].filter((screen) =>
			beginnings.some((beginning) => screen.name.startsWith(beginning)),
		);
		const camera = new Camera(browser, running, hand, say);
		if (options.guide) await guide(camera, options.folder, screens);
		else await everything(camera, options, screens);
		return camera.found;
	} finally {
		await browser.close();
		hand.client.destroy();
		await steem?.stop();
		await ours?.stop();
	}
}

async function everything(camera: Camera, options: Options, screens: Screen[]): Promise<void> {
	const { folder } = options;
	const chosen = <T extends string | number>(all: readonly T[], one: string | undefined): T[] =>
		all.filter((value) => one === undefined || String(value) === one);
	mkdirSync(folder, { recursive: true });
	for (const language of chosen(LANGUAGES, options.language)) {
		for (const width of chosen([1440, 390] as const, options.width)) {
			for (const screen of screens) {
				await camera.open(screen, { language, width, scale: 1 }, async (page) => {
					for (const theme of chosen(THEMES, options.theme)) {
						await wear(page, theme);
						const picture = `${screen.name}.${language}.${theme}.${width}.png`;
						await camera.shoot(page, screen, join(folder, picture), picture);
					}
				});
			}
		}
	}
	writeFileSync(join(folder, "index.html"), sheet(folder));
}

async function guide(camera: Camera, folder: string, screens: Screen[]): Promise<void> {
	for (const language of LANGUAGES) {
		mkdirSync(join(folder, language), { recursive: true });
		for (const { file, screen: name, height } of GUIDE) {
			const screen = screens.find((one) => one.name === name);
			if (!screen) continue;
			const path = join(folder, language, `${file}.png`);
			await camera.open(
				screen,
				{ language, width: GUIDE_WIDTH, scale: GUIDE_SCALE, height },
				async (page) => {
					await wear(page, "light");
					await camera.shoot(page, { ...screen, window: true }, path, `${language}/${file}.png`);
				},
			);
			// It is not there if the screen could not be pictured, which is noted already.
			const size = existsSync(path) ? statSync(path).size : 0;
			if (size > GUIDE_BYTES)
				camera.note(`${language}/${file}.png`, `${size} bytes, more than ${GUIDE_BYTES}`);
		}
	}
}

/** The page was opened with the theme of the system, which is dark; the other two set what src/app/theme.ts sets. */
async function wear(page: Page, theme: Theme): Promise<void> {
	await page.evaluate((chosen) => {
		document.documentElement.dataset.theme = chosen === "system" ? "dark" : chosen;
	}, theme);
	// Nothing between two colours; what never ends (it turns, or it is held) is not waited for.
	await page.evaluate(() =>
		Promise.race([
			Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
			new Promise((wake) => setTimeout(wake, 1_000)),
		]),
	);
}

class Camera {
	readonly found: Found[] = [];
	/** A page of its own for each language, size and account; loading the chain client anew is what takes long. */
	private pages = new Map<string, { page: Page; picture: { name: string; missing: boolean } }>();

	constructor(
		private browser: Browser,
		private running: { url: string; node: { url: string } },
		private hand: Hand,
		private say: (text: string) => void,
	) {}

	note(picture: string, problem: string): void {
		this.found.push({ picture, problem });
		this.say(`${picture}: ${problem}`);
	}

	/** Opens a screen as the account sees it, does what is to be done there, and waits until everything is read. */
	async open(
		screen: Screen,
		view: { language: Language; width: 390 | 1440; scale: number; height?: number | undefined },
		then: (page: Page) => Promise<void>,
	): Promise<void> {
		const { language, width } = view;
		const name = `${screen.name}.${language}.${width}`;
		// As text: in a list that is joined, nobody and the usual account are the same.
		const key = [language, width, view.scale, String(screen.account)].join();
		try {
			await screen.before?.(this.hand);
			const page = await this.page(key, screen, view);
			const seen = this.pages.get(key);
			if (seen) seen.picture = { name, missing: screen.name.endsWith("-missing") };
			await page.setViewportSize({ width, height: view.height ?? WIDTHS[width] });
			// By way of another page, so that nothing is left of what was typed on this one.
			await page.evaluate(() => window.history.pushState({}, "", "/no/such/page"));
			await page.getByText(words[language].common.notFound.text).waitFor();
			await page.evaluate(
				({ path, kept }) => {
					for (const [what, value] of Object.entries(kept))
						localStorage.setItem(`nutbox.${what}`, value);
					window.history.pushState({}, "", path);
				},
				{ path: screen.path, kept: screen.kept?.(language) ?? {} },
			);
			if (screen.name !== "not-found") {
				await page.getByText(words[language].common.notFound.text).waitFor({ state: "hidden" });
			}
			await settled(page);
			if (screen.act) {
				await screen.act({ page, words: words[language] });
				await settled(page);
			}
			await then(page);
		} catch (error) {
			this.note(name, String(error).split("\n").slice(0, 3).join(" "));
			await this.leave(key);
		}
		// What lies over the page stays there when the page changes.
		if (screen.window) await this.leave(key);
	}

	private async leave(key: string): Promise<void> {
		const seen = this.pages.get(key);
		this.pages.delete(key);
		await seen?.page.context().close();
	}

	private async page(
		key: string,
		{ account = "Alice" }: Screen,
		{ language, width, scale }: { language: Language; width: 390 | 1440; scale: number },
	): Promise<Page> {
		const known = this.pages.get(key);
		if (known) return known.page;
		const context = await this.browser.newContext({
			viewport: { width, height: WIDTHS[width] },
			deviceScaleFactor: scale,
			colorScheme: "dark",
			reducedMotion: "reduce",
			locale: language === "zh" ? "zh-CN" : "en-GB",
			timezoneId: "UTC",
		});
		const page = await context.newPage();
		const seen = { page, picture: { name: key, missing: false } };
		this.pages.set(key, seen);
		const memory: Record<string, string> = { language };
		if (account !== null) {
			memory.account = JSON.stringify({ address: devAddress(account), name: account, source: "dev" });
		}
		await page.addInitScript((entries) => {
			for (const [what, value] of Object.entries(entries))
				localStorage.setItem(`nutbox.${what}`, value);
		}, memory);
		const own = [new URL(this.running.url).host, new URL(this.running.node.url).host];
		const watch = (address: string): void => {
			const url = new URL(address);
			const inline = url.protocol === "data:" || url.protocol === "blob:";
			if (!inline && !own.includes(url.host))
				this.note(seen.picture.name, `asked a third party: ${address}`);
		};
		page.on("request", (request) => watch(request.url()));
		page.on("websocket", (socket) => watch(socket.url()));
		page.on("pageerror", (error) => this.note(seen.picture.name, String(error)));
		page.on("console", (message) => {
			// A page for what is not there asks for it, and the browser logs the answer.
			const asked = message.text().startsWith("Failed to load resource") && seen.picture.missing;
			if (message.type() === "error" && !asked) this.note(seen.picture.name, message.text());
		});
		await page.goto(this.running.url);
		if (account !== null) await page.getByRole("banner").getByText(account).waitFor();
		await settled(page);
		return page;
	}

	async shoot(page: Page, screen: Screen, path: string, picture: string): Promise<void> {
		const size = page.viewportSize();
		if (screen.window !== true && size) {
			// A window as high as the page, so that what is fixed to its edges lies at them.
			const height = await page.evaluate(() => document.documentElement.scrollHeight);
			await page.setViewportSize({ width: size.width, height: Math.min(height, 12_000) });
		}
		await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
		await page.screenshot({ path, animations: "disabled" });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		if (wide > 0) this.note(picture, `scrolls sideways by ${wide} px`);
		for (const text of await page.evaluate(cut)) this.note(picture, `cut: ${text}`);
	}
}

/** Until nothing is being loaded any more, for a moment. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	await page.waitForFunction(
		() => {
			const state = window as { nutboxQuiet?: number };
			if (document.querySelector("main [role=status]")) state.nutboxQuiet = undefined;
			else state.nutboxQuiet ??= performance.now();
			return state.nutboxQuiet !== undefined && performance.now() - state.nutboxQuiet > 500;
		},
		undefined,
		{ timeout: 30_000 },
	);
}

/** Texts that do not fit what holds them. */
function cut(): string[] {
	return Array.from(document.querySelectorAll<HTMLElement>("body *"))
		.filter((element) => {
			if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth <= 1) return false;
			const { overflowX, display } = getComputedStyle(element);
			return overflowX !== "visible" && display !== "inline" && element.tagName !== "INPUT";
		})
		.map((element) => (element.textContent ?? "").trim().slice(0, 60))
		.filter((text) => text !== "");
}

/** All pictures on one page, a row for each screen. */
function sheet(folder: string): string {
	const names = readdirSync(folder).filter((file) => file.endsWith(".png"));
	const screens = [...new Set(names.map((file) => file.split(".")[0] ?? ""))].sort();
	const rows = screens.map((screen) => {
		const own = names.filter((file) => file.startsWith(`${screen}.`)).sort();
		const pictures = own.map(
			(file) =>
				`<figure><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a><figcaption>${file}</figcaption></figure>`,
		);
		return `<h2 id="${screen}">${screen}</h2><div>${pictures.join("")}</div>`;
	});
	const links = screens.map((screen) => `<a href="#${screen}">${screen}</a>`).join(" ");
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nutbox: ${names.length} pictures</title>
<style>body{font:14px sans-serif;margin:16px}div{display:flex;gap:12px;overflow-x:auto;align-items:flex-start}
figure{margin:0}img{height:360px;border:1px solid #999}figcaption{font-size:11px}</style>
<h1>${names.length} pictures</h1><p>${links}</p>${rows.join("\n")}</html>
`;
}
