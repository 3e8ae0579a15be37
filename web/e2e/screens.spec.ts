/** Every screen, dark and at the width of a phone, under the accessibility checker. */
import { expect, inEachLanguage, LANGUAGES, test } from "./app";

const SCREENS = [
	"/",
	"/stake",
	"/create",
	"/communities/1",
	"/communities/1/pools/1",
	"/communities/1/manage",
	"/widget/communities/1",
	"/portfolio",
	"/redemptions",
	"/exchange",
	"/bridge",
	"/vouchers",
	"/solvency",
	"/settings",
];

inEachLanguage(LANGUAGES, (language) => {
	test("every screen is accessible, dark and on a phone", async ({ page, app, words }) => {
		await page.emulateMedia({ colorScheme: "dark" });
		await page.setViewportSize({ width: 390, height: 844 });
		// Without an account in one language, with one in the other.
		const account = language === "en" ? undefined : "Alice";
		if (account) {
			await page.goto("/settings");
			await app.choose(account);
		}
		for (const path of SCREENS) {
			await page.goto(path);
			await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
			// Skeletons are gone when everything is there.
			await expect(page.getByText(words("loading"), { exact: true })).toHaveCount(0, {
				timeout: 40_000,
			});
			await app.accessible(`${path}, dark, ${account ?? "without an account"}`);
			await app.expectNoOverflow(path);
		}
		await app.button(words("nav.more")).click();
		await expect(page.getByRole("menuitem", { name: words("nav.solvency") })).toBeVisible();
		await app.accessible("the menu of a phone");
		await page.keyboard.press("Escape");
	});

	test("the keyboard reaches what is there", async ({ page, app, words }) => {
		await page.goto("/");
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
		await page.keyboard.press("Tab");
		const skip = page.getByRole("link", { name: words("skip") });
		await expect(skip).toBeFocused();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("main")).toBeFocused();
		await page.keyboard.press("Tab");
		await expect(page.getByRole("main").getByRole("link", { name: words("home:start") })).toBeFocused();
		// A dialog keeps the focus, closes on Escape and gives it back.
		const connect = app.button(words("account.connect"), app.banner);
		await connect.focus();
		await page.keyboard.press("Enter");
		const picker = page.getByRole("dialog", { name: words("account.title") });
		await expect(picker).toBeVisible();
		await app.accessible("the choice of an account");
		await page.keyboard.press("Escape");
		await expect(picker).toBeHidden();
		await expect(connect).toBeFocused();
		expect(await page.getAttribute("html", "lang")).toBe(language === "zh" ? "zh-CN" : "en");
	});

	test("the other language is one press away, and stays", async ({ page, words }) => {
		await page.goto("/solvency");
		await expect(page.getByRole("heading", { level: 1, name: words("solvency:title") })).toBeVisible();
		const other = language === "en" ? /切换到中文/ : /switch to English/;
		await page.getByRole("button", { name: other }).click();
		const title = language === "en" ? "偿付能力" : "Solvency";
		await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
		await page.reload();
		await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
	});
});
