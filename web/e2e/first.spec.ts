/** What is to be seen before the app's code is there (public/shell.js), and that the app takes its place unnoticed. */
import { expect, inEachLanguage, LANGUAGES, test } from "./app";
import type { Page } from "@playwright/test";

/** Holds the app's code back until the function that it returns is called. */
async function holdCode(page: Page): Promise<() => void> {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/assets/*.js", async (route) => {
		await held;
		await route.continue();
	});
	return release;
}

inEachLanguage(LANGUAGES, () => {
	for (const width of [390, 1440]) {
		test(`the home page is seen at once and stays where it is, ${width} wide`, async ({
			page,
			words,
		}) => {
			await page.setViewportSize({ width, height: 900 });
			const release = await holdCode(page);
			await page.goto("/", { waitUntil: "commit" });
			const title = page.getByText(words("home:title"), { exact: true });
			await expect(title).toBeVisible();
			await expect(page.getByText(words("home:lead"), { exact: true })).toBeVisible();
			await page.evaluate(() => document.fonts.ready);
			const before = await title.boundingBox();
			// What is shown does not answer yet, to nobody.
			const shell = page.locator("#root > [inert][aria-hidden=true]");
			await expect(shell).toHaveCount(1);
			await expect(page.getByRole("link")).toHaveCount(0);

			release();
			await expect(
				page.getByRole("heading", { level: 1, name: words("home:title"), exact: true }),
			).toBeVisible();
			await expect(shell).toHaveCount(0);
			expect(await title.boundingBox()).toEqual(before);
		});
	}

	test("a community is named at once", async ({ page, words }) => {
		const release = await holdCode(page);
		await page.goto("/communities/1", { waitUntil: "commit" });
		const name = page.getByText("Walnut Grove", { exact: true });
		await expect(name).toBeVisible();
		await expect(page).toHaveTitle("Walnut Grove · Nutbox");
		const before = await name.boundingBox();
		release();
		await expect(page.getByRole("heading", { level: 1, name: "Walnut Grove" })).toBeVisible();
		await expect(page.getByRole("region", { name: words("community:pools.title") })).toBeVisible();
		await expect(page.locator("[inert]")).toHaveCount(0);
		expect(await page.getByRole("heading", { level: 1 }).getByText("Walnut Grove").boundingBox()).toEqual(
			before,
		);
	});

	test("a page of which nothing is known yet has its frame", async ({ page, words }) => {
		const release = await holdCode(page);
		await page.goto("/solvency", { waitUntil: "commit" });
		await expect(page.getByText(words("nav.solvency"), { exact: true }).first()).toBeVisible();
		release();
		await expect(page.getByRole("heading", { level: 1, name: words("solvency:title") })).toBeVisible();
	});
});
