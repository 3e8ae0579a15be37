import { chooseAccount, expect, signAndFinalise, test } from "./app";

test("a founder creates a community with one signature and lands on its page", async ({ page }) => {
	await page.goto("/create");
	await chooseAccount(page, "Dave");
	const next = page.getByRole("button", { name: "Next", exact: true });

	await page.getByRole("button", { name: /^Savings/ }).click();
	await page.getByRole("textbox", { name: "Name of the community" }).fill("Almond Yard");
	await page.getByRole("textbox", { name: "What it is about" }).fill("People who plant almond trees.");
	await next.click();

	await page.getByRole("textbox", { name: "Name of the token" }).fill("Almond");
	await page.getByRole("textbox", { name: "Symbol" }).fill("ALMD");
	await next.click();

	await page.getByRole("textbox", { name: "Tokens a day at first" }).fill("10000");
	await next.click();
	await expect(page.getByText("100 % of 100 %")).toBeVisible();
	await next.click();

	await expect(page.getByText("This is what you are about to create")).toBeVisible();
	const create = page.getByRole("main").getByRole("button", { name: "Create the community" });
	await expect(create).toBeEnabled({ timeout: 30_000 });
	await create.click();
	await signAndFinalise(page, /Create the community Almond Yard/);

	await expect(page).toHaveURL(/\/communities\/\d+\?launched/);
	await expect(page.getByRole("heading", { level: 1, name: "Almond Yard" })).toBeVisible();
	// Gone from the wizard: what was created is not kept as a draft.
	await page.goto("/create");
	await expect(page.getByRole("textbox", { name: "Name of the community" })).toHaveValue("");
});
