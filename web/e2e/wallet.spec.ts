/** A browser wallet that signs, refuses, shows nothing or vanishes. */
import { expect, inEachLanguage, LANGUAGES, test, whole, type App } from "./app";
import { Wallet, WALLET_ADDRESS, WALLET_NAME } from "./wallet";

async function openWallet(app: App): Promise<void> {
	const { page, words } = app;
	await app.banner.getByRole("button", { name: whole(words("account.connect")) }).click();
	const picker = page.getByRole("dialog", { name: words("account.title") });
	await expect(picker.getByRole("heading", { name: "test-wallet" })).toBeVisible();
	await app.button(words("account.open"), picker).click();
}

async function connectWallet(app: App): Promise<void> {
	await openWallet(app);
	const picker = app.page.getByRole("dialog", { name: app.words("account.title") });
	await picker.getByRole("button", { name: new RegExp(`^${WALLET_NAME}`) }).click();
	await expect(picker).toBeHidden();
	await expect(app.banner).toContainText(WALLET_NAME);
}

/** Up to the review of 10 tNUT. */
async function review(app: App): Promise<void> {
	const { words } = app;
	await app.field(words("stake:mint.give")).fill("10");
	await app.button(words("stake:mint.action"), app.page.getByRole("tabpanel")).click();
	await expect(app.review).toContainText(words("stake:mint.title", { amount: "10 tNUT" }));
}

inEachLanguage(LANGUAGES, () => {
	test("a wallet signs, and refuses", async ({ page, app, words }) => {
		const wallet = new Wallet(page);
		await wallet.install();
		await page.goto("/stake");
		await connectWallet(app);
		await app.accessible("an account of a wallet is chosen");
		// The wallet writes it for another chain; here it is what the chain and the index call it.
		const kept = await page.evaluate(() => localStorage.getItem("nutbox.account"));
		expect(JSON.parse(kept ?? "{}")).toMatchObject({ address: WALLET_ADDRESS });

		await review(app);
		await app.sign(words("stake:mint.title", { amount: "10 tNUT" }));
		expect(wallet.asked).toBe(1);

		// It is remembered, and asked again when the page comes back.
		await page.reload();
		await expect(app.banner).toContainText(WALLET_NAME);

		wallet.mood = "refuse";
		await review(app);
		await app.button(words("tx:review.sign"), app.review).click();
		await expect(app.toasts.first()).toContainText(words("errors:other.refused.what"));
		await expect(app.toasts.first()).toContainText(words("tx:nothingPaid"));
		await expect(app.field(words("stake:mint.give"))).toHaveValue("10");
		await app.accessible("the wallet has refused");

		// Nobody answers: the page says what it waits for and goes on working.
		wallet.mood = "never";
		await app.button(words("stake:mint.action"), page.getByRole("tabpanel")).click();
		await app.button(words("tx:review.sign"), app.review).click();
		await expect(app.toasts.first()).toContainText(words("tx:status.signing"));
		await page.getByRole("tab", { name: words("stake:exit.tab") }).click();
		await expect(app.field(words("stake:exit.give"))).toBeEditable();
	});

	test("a wallet vanishes between the review and the signature", async ({ page, app, words }) => {
		const wallet = new Wallet(page);
		await wallet.install();
		await page.goto("/stake");
		await connectWallet(app);
		await review(app);
		await wallet.lock();
		await app.button(words("tx:review.sign"), app.review).click();
		await expect(app.toasts.first()).toContainText(words("errors:other.walletGone.what"));
		await expect(app.toasts.first()).toContainText(words("errors:other.walletGone.todo"));
		expect(wallet.asked).toBe(0);
		await expect(app.field(words("stake:mint.give"))).toHaveValue("10");
		// Nobody is chosen any more, and the page says so.
		await expect(app.banner).toContainText(words("account.connect"));
	});

	test("a wallet shows no account to the page", async ({ page, app, words }) => {
		await new Wallet(page).install("deny");
		await page.goto("/");
		await openWallet(app);
		const picker = page.getByRole("dialog", { name: words("account.title") });
		await expect(picker).toContainText(words("account.walletRefused", { wallet: "test-wallet" }));
		await expect(app.button(words("account.open"), picker)).toBeEnabled();
		await app.accessible("the wallet refuses the page");
	});

	test("a wallet has no account", async ({ page, app, words }) => {
		await new Wallet(page).install("empty");
		await page.goto("/");
		await openWallet(app);
		const picker = page.getByRole("dialog", { name: words("account.title") });
		await expect(picker).toContainText(words("account.walletEmpty", { wallet: "test-wallet" }));
	});

	test("the wallet of last time is gone", async ({ page, app, words }) => {
		const gone = {
			address: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
			name: "x",
			source: "gone",
		};
		await page.addInitScript(
			(text) => localStorage.setItem("nutbox.account", text),
			JSON.stringify(gone),
		);
		await page.goto("/stake");
		await expect(app.banner).toContainText(words("account.connect"));
		await app.field(words("stake:mint.give")).fill("10");
		await expect(app.button(words("account.connect"), page.getByRole("tabpanel"))).toBeEnabled();
	});
});
