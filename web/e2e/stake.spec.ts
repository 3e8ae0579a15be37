/**
 * Journey 3: a staker mints tNUT one to one, stakes it, watches the token accrue and the fund grow, claims, unstakes,
 * and redeems through the queue and instantly.
 */
import { expect, inEachLanguage, LANGUAGES, numberOf, test } from "./app";
import { devAddress } from "./client";
import { POSITION_DEPOSIT } from "../src/chain/deposits";

const STAKER = { en: "Ferdie", zh: "Eve" };

inEachLanguage(LANGUAGES, (language) => {
	test("a staker mints, stakes, earns, claims, unstakes and redeems both ways", async ({
		page,
		app,
		words,
		chain,
	}) => {
		const staker = STAKER[language];
		const held = async (): Promise<bigint> =>
			(await chain.api.query.System.Account.getValue(devAddress(staker), { at: "best" })).data.reserved;
		await page.goto("/stake");
		await app.choose(staker);
		const panel = page.getByRole("tabpanel");

		await app.field(words("stake:mint.give")).fill("1000");
		await app.accessible("getting tNUT");
		await app.button(words("stake:mint.action"), panel).click();
		await app.sign(words("stake:mint.title", { amount: "1,000 tNUT" }));
		await expect(page.getByText(words("stake:mint.done", { amount: "1,000 tNUT" }))).toBeVisible();
		// What was carried out is not offered a second time.
		await expect(app.field(words("stake:mint.give"))).toHaveValue("");

		await page.goto("/");
		await expect(page.getByRole("heading", { level: 3, name: "Walnut Grove" })).toBeVisible();
		await app.accessible("home");
		await page.getByRole("link", { name: /^Walnut Grove/ }).click();
		await page
			.getByRole("link", {
				name: new RegExp(`^${words("community:pools.kind.Asset", { symbol: "tNUT" })}`),
			})
			.click();
		const before = await held();
		await app.field(words("pool:act.amount")).fill("400");
		await app.button(words("pool:act.stake"), page.getByRole("main")).click();
		await app.sign(words("pool:act.stakeTitle", { amount: "400 tNUT", name: "Walnut Grove" }));
		// The deposit that the review names is the one that the chain holds.
		expect((await held()) - before).toBe(POSITION_DEPOSIT);

		// The rewards are the chain's own word, and grow block by block.
		const yours = app.card(words("pool:you.title"));
		const pending = app.stat(words("pool:you.pending"), yours).first();
		const shown = async (): Promise<number> => numberOf(await pending.textContent());
		await expect.poll(shown, { timeout: 60_000 }).toBeGreaterThan(0);
		const first = await shown();
		await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(first);
		await app.accessible("pool, with a stake");

		// The fund grows with each era: by what is due and by what was collected.
		await page.getByRole("link", { name: "Walnut Grove", exact: true }).click();
		const fund = app.card(words("community:fund.title"));
		const due = app.stat(words("community:fund.due"), fund).first();
		const income = async (): Promise<number> => numberOf(await due.textContent());
		const start = await income();
		await expect.poll(income, { timeout: 60_000 }).toBeGreaterThan(start);
		const then = await income();
		await expect.poll(income, { timeout: 60_000 }).toBeGreaterThan(then);
		await expect(fund.getByRole("img", { name: words("community:fund.chart") })).toBeVisible({
			timeout: 60_000,
		});
		await app.accessible("community");
		await page
			.getByRole("link", {
				name: new RegExp(`^${words("community:pools.kind.Asset", { symbol: "tNUT" })}`),
			})
			.click();

		await app.button(words("pool:you.claim")).click();
		await app.sign(
			words.pattern("pool:you.claimTitle", { name: "Walnut Grove" }),
			words("pool:you.claim"),
		);
		const token = await chain.api.view.Communities.community(1, { at: "best" });
		const account = await chain.api.query.Assets.Account.getValue(
			token?.token?.value.asset ?? 0,
			devAddress(staker),
			{ at: "best" },
		);
		expect(account?.balance).toBeGreaterThan(0n);

		await page.getByRole("tab", { name: words("pool:act.unstake") }).click();
		await app.field(words("pool:act.amount")).fill("150");
		await app.button(words("pool:act.unstake"), panel).click();
		await app.sign(words("pool:act.unstakeTitle", { amount: "150 tNUT", name: "Walnut Grove" }));
		await expect(app.stat(words("pool:you.staked"), yours)).toHaveText("250 tNUT");

		// Out through the queue, one to one.
		await page.goto("/stake");
		await page.getByRole("tab", { name: words("stake:exit.tab") }).click();
		await app.field(words("stake:exit.give")).fill("200");
		const queue = page.getByRole("radio", { name: new RegExp(words("stake:exit.way.queue")) });
		await queue.check();
		await app.accessible("ways out of tNUT");
		await app.button(words("stake:exit.action.queue"), panel).click();
		await app.sign(words("stake:exit.title.queue", { amount: "200 tNUT" }));
		await page.getByRole("link", { name: words("stake:exit.follow") }).click();
		await expect(page.getByRole("heading", { level: 1, name: words("redemptions:title") })).toBeVisible();
		await app.accessible("redemptions");
		// Settled with an era's work.
		const claim = app.button(words("redemptions:claimAll"));
		await expect(claim).toBeEnabled({ timeout: 120_000 });
		await expect(app.stat(words("redemptions:ready"))).toHaveText("200 NUT");
		await claim.click();
		await app.sign(words("redemptions:claimTitle", { amount: "200 NUT" }));
		await expect(
			app
				.card(words("redemptions:past"))
				.getByRole("row")
				.filter({ hasText: words("redemptions:states.claimed") })
				.first(),
		).toContainText("200 NUT", { timeout: 30_000 });

		// Out at once, for a fee; what was promised is what arrives.
		await page.goto("/stake");
		await page.getByRole("tab", { name: words("stake:exit.tab") }).click();
		await app.field(words("stake:exit.give")).fill("50");
		await page.getByRole("radio", { name: new RegExp(words("stake:exit.way.instant")) }).check();
		await app.button(words("stake:exit.action.instant"), panel).click();
		await expect(app.review).toContainText(words("stake:exit.firm"));
		await app.sign(words("stake:exit.title.instant", { amount: "50 tNUT" }));

		await page.goto("/portfolio");
		await expect(page.getByRole("row").filter({ hasText: "Liquid staked NUT" })).toContainText("250");
		await expect(
			page.getByText(words("community:activity.redeemed_instantly"), { exact: true }),
		).toBeVisible({ timeout: 30_000 });
		await app.accessible("portfolio");
		await app.expectNoOverflow("portfolio");
	});
});
