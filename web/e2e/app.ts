/**
 * What the journeys share: the page, opened in one language with nothing remembered, the app's words, and what every
 * journey does. Things are found by their role and name, as a reader of the screen finds them.
 */
import axe, { type AxeResults } from "axe-core";
import { expect, test as base, type Locator, type Page } from "@playwright/test";
import { startChain, type Running } from "./chain";
import { connect, type TestClient } from "./client";
import { wordsOf, type Language, type Words } from "./words";

export { LANGUAGES, type Language, type Words } from "./words";

function environment(name: "NUTBOX_APP" | "NUTBOX_NODE_URL"): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: no app was started (e2e/setup.ts)`);
	return value;
}

interface Options {
	language: Language;
	/** Errors in the console that the test brings about itself. */
	tolerated: RegExp | undefined;
	/** A page that loads too late, breaks a rule of the content security policy or logs an error fails its test. */
	problems: string[];
}

interface Fixtures extends Options {
	words: Words;
	app: App;
	/** The chain that the page speaks to, for what other people do meanwhile. */
	chain: TestClient;
}

export const test = base.extend<Fixtures>({
	language: ["en", { option: true }],
	tolerated: [undefined, { option: true }],
	baseURL: async ({}, use) => use(environment("NUTBOX_APP")), // eslint-disable-line no-empty-pattern
	locale: async ({ language }, use) => use(language === "zh" ? "zh-CN" : "en-US"),
	words: async ({ language }, use) => use(await wordsOf(language)),
	app: async ({ page, words }, use) => use(new App(page, words)),
	// eslint-disable-next-line no-empty-pattern
	chain: async ({}, use) => {
		const client = connect(environment("NUTBOX_NODE_URL"));
		await use(client);
		client.close();
	},
	problems: [
		async ({ page, tolerated }, use) => {
			const problems: string[] = [];
			// The index is a block or two behind the page that has just made something, and knows a deposit when it
			// is proved.
			const early = /status of 404 .*\/api\/v1\/(communities\/\d+|bridge\/deposits\/[0-9a-f]{40})/;
			const note = (text: string): void => {
				if (!early.test(text) && !tolerated?.test(text)) problems.push(text);
			};
			page.on("pageerror", (error) => note(String(error)));
			page.on("console", (message) => {
				if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
			});
			await use(problems);
			expect(problems, "errors in the console").toEqual([]);
		},
		{ auto: true },
	],
});

/** The same on a chain of its own, for what cannot be shared with other tests. */
export const testOnOwnChain = test.extend<object, { own: Running }>({
	own: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const running = await startChain();
			await use(running);
			await running.stop();
		},
		{ scope: "worker", timeout: 240_000 },
	],
	baseURL: async ({ own }, use) => use(own.url),
	chain: async ({ own }, use) => {
		const client = connect(own.node.url);
		await use(client);
		client.close();
	},
});

/** Runs the tests once in each language. */
export function inEachLanguage(languages: readonly Language[], tests: (language: Language) => void): void {
	for (const language of languages) {
		test.describe(language, () => {
			test.use({ language });
			tests(language);
		});
	}
}

/** Words that are taken literally, from the beginning to the end. */
export function whole(text: string): RegExp {
	return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

/** The number that an amount shows: `1,234.5 NUT` is 1234.5. For "has grown" only; `<0.0001` is nothing yet. */
export function numberOf(text: string | null): number {
	if (!text || text.trim().startsWith("<")) return 0;
	const found = /[\d,]+(?:\.\d+)?/.exec(text);
	return found ? Number(found[0].replaceAll(",", "")) : Number.NaN;
}

/** Nothing that the accessibility checker finds, best practices included. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
	// No frame is ours, so that the checker itself, put into the page from outside of it, is all that is needed.
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() =>
		(window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
	);
	const found = violations.map(
		({ id, help, nodes }) =>
			`${where}: ${id}: ${help}\n${nodes
				.slice(0, 5)
				.map((node) => `    ${String(node.target)}: ${node.failureSummary?.split("\n").join(" ")}`)
				.join("\n")}`,
	);
	expect.soft(found, `what axe finds on "${where}"`).toEqual([]);
}

export class App {
	constructor(
		readonly page: Page,
		readonly words: Words,
	) {}

	private account: string | undefined;

	get banner(): Locator {
		return this.page.getByRole("banner");
	}

	/** A section by its heading. */
	card(heading: string): Locator {
		return this.page.getByRole("region", { name: heading, exact: true });
	}

	button(name: string, scope: Locator | Page = this.page): Locator {
		return scope.getByRole("button", { name, exact: true });
	}

	field(name: string, scope: Locator | Page = this.page): Locator {
		return scope.getByRole("textbox", { name, exact: true });
	}

	/** The value below a name in a list of facts. */
	stat(label: string, scope: Locator | Page = this.page): Locator {
		return scope
			.getByRole("term")
			.filter({ hasText: whole(label) })
			.locator("xpath=following-sibling::dd[1]");
	}

	get review(): Locator {
		return this.page.getByRole("dialog", { name: this.words("tx:review.title"), exact: true });
	}

	get toasts(): Locator {
		return this.page
			.getByRole("region", { name: this.words("tx:toasts"), exact: true })
			.getByRole("listitem");
	}

	/** Chooses a development account, also after another one. */
	async choose(name: string): Promise<void> {
		const current = this.account ? new RegExp(this.account) : whole(this.words("account.connect"));
		await this.banner.getByRole("button", { name: current }).click();
		const picker = this.page.getByRole("dialog", { name: this.words("account.title") });
		await picker.getByRole("button", { name: new RegExp(`^${name}`) }).click();
		await expect(picker).toBeHidden();
		this.account = name;
	}

	/** Signs what is under review by the dialog's button, and waits until it is final. */
	async sign(title: string | RegExp, button = this.words("tx:review.sign")): Promise<void> {
		await expect(this.review).toContainText(title);
		await this.button(button, this.review).click();
		await this.final(title);
	}

	/** Waits until the transaction of this title is final; fails at once if it fails. */
	async final(title: string | RegExp): Promise<void> {
		const toast = this.toasts.filter({ hasText: title }).first();
		let status: string | null = null;
		await expect
			.poll(
				async () => {
					status = await toast.getAttribute("data-status", { timeout: 5_000 }).catch(() => null);
					return status === "final" || status === "failed";
				},
				{ message: `"${String(title)}" ends`, timeout: 60_000, intervals: [100, 250, 500] },
			)
			.toBe(true);
		if (status === "failed") throw new Error(`it failed: ${await toast.innerText()}`);
		await expect(toast).toContainText(this.words.pattern("tx:status.final"));
		await this.button(this.words("tx:dismiss"), toast).click();
	}

	async accessible(where: string): Promise<void> {
		await expectAccessible(this.page, where);
	}

	/** No sideways scrolling. */
	async expectNoOverflow(where: string): Promise<void> {
		const { wide, have } = await this.page.evaluate(() => ({
			wide: document.documentElement.scrollWidth,
			have: document.documentElement.clientWidth,
		}));
		expect(wide, `the width of "${where}"`).toBeLessThanOrEqual(have);
	}
}

export { expect };
