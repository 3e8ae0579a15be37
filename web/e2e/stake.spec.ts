import { chooseAccount, expect, signAndFinalise, test } from "./app";

test("a staker turns NUT into tNUT, stakes it in a community and sees the rewards grow", async ({ page }) => {
	await page.goto("/stake");
	await chooseAccount(page, "Ferdie");

	await page.getByRole("textbox", { name: "You give" }).fill("1000");
	await page.getByRole("tabpanel").getByRole("button", { name: "Get tNUT" }).click();
	await signAndFinalise(page, /Get 1,000(\.0+)? tNUT/);
	await expect(page.getByText(/You received 1,000/)).toBeVisible();
	// What was carried out is not offered a second time.
	await expect(page.getByRole("textbox", { name: "You give" })).toHaveValue("");

	await page.goto("/communities/1/pools/1");
	await page.getByRole("textbox", { name: "Amount" }).fill("400");
	await page.getByRole("button", { name: "Stake", exact: true }).click();
	await signAndFinalise(page, /Stake 400(\.0+)? tNUT in Walnut Grove/);

	// The rewards are the chain's own word and grow with every block.
	const claim = page.getByRole("button", { name: "Claim", exact: true });
	await expect(claim).toBeEnabled({ timeout: 30_000 });
	await claim.click();
	await signAndFinalise(page, /Claim the rewards of pool 1/);
});

test("a stake above the balance is refused before anything is signed", async ({ page }) => {
	await page.goto("/stake");
	await chooseAccount(page, "Eve");
	await page.getByRole("textbox", { name: "You give" }).fill("99999999999");
	await expect(page.getByText(/You have .* NUT\. Enter that or less\./)).toBeVisible();
	await expect(page.getByRole("tabpanel").getByRole("button", { name: "Get tNUT" })).toBeDisabled();
});
