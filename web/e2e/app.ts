/** What the journeys share: the page, opened in English with nothing remembered, and a development account. */
import { expect, test as base, type Page } from "@playwright/test";

function app(): string {
	const url = process.env.NUTBOX_APP;
	if (!url) throw new Error("no app was started (e2e/setup.ts)");
	return url;
}

/** A node to use with an app that has no index behind it. */
const node = process.env.NUTBOX_NODE_URL;

export const test = base.extend<{ problems: string[] }>({
	baseURL: async ({}, use) => use(app()), // eslint-disable-line no-empty-pattern
	// A page that logs an error or breaks a rule of the content security policy fails its test.
	problems: [
		async ({ page }, use) => {
			const problems: string[] = [];
			if (node) await page.addInitScript((url) => localStorage.setItem("nutbox.node", url), node);
			page.on("pageerror", (error) => problems.push(String(error)));
			page.on("console", (message) => {
				if (message.type() !== "error") return;
				if (node && message.text().startsWith("Failed to load resource")) return;
				problems.push(message.text());
			});
			await use(problems);
			expect(problems, "errors in the console").toEqual([]);
		},
		{ auto: true },
	],
});

export async function chooseAccount(page: Page, name: string): Promise<void> {
	await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
	const picker = page.getByRole("dialog", { name: "Choose an account" });
	await picker.getByRole("button", { name }).click();
	await expect(picker).toBeHidden();
}

/** Signs what is under review, and waits until it is final. */
export async function signAndFinalise(page: Page, title: RegExp): Promise<void> {
	const review = page.getByRole("dialog", { name: "Review" });
	await expect(review).toContainText(title);
	await review.getByRole("button", { name: /^(Sign and send|Create the community|Claim)$/ }).click();
	const toast = page
		.getByRole("region", { name: "Transactions" })
		.getByRole("listitem")
		.filter({ hasText: title });
	await expect(toast).toHaveAttribute("data-status", /inBlock|final/, { timeout: 60_000 });
	await expect(toast).toHaveAttribute("data-status", "final", { timeout: 60_000 });
}

export { expect };
