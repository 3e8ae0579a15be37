/** Journey 2: a founder opens the app, creates a community, sees the preview, signs once, lands on its page. */
import { expect, inEachLanguage, LANGUAGES, test } from "./app";
import { devAddress } from "./client";
import { formatAmount } from "../src/lib/amount";

const at = { at: "best" } as const;
const UNIT = 10n ** 12n;
const NAMES = {
	en: { name: "Almond Yard", about: "People who plant almond trees.", token: "Almond", symbol: "ALMD" },
	zh: { name: "杏仁小院", about: "一起种杏树的人。", token: "杏仁币", symbol: "杏仁" },
};

inEachLanguage(LANGUAGES, (language) => {
	test("a founder creates a community with one signature and lands on its page", async ({
		page,
		app,
		words,
		chain,
	}) => {
		const given = NAMES[language];
		const founder = devAddress("Dave");
		const next = app.button(words("create:next"));
		await page.goto("/");
		await page
			.getByRole("main")
			.getByRole("link", { name: words("home:create") })
			.first()
			.click();
		await app.choose("Dave");

		await page.getByRole("button", { name: new RegExp(`^${words("create:template.savings")}`) }).click();
		await expect(next).toBeDisabled();
		await app.field(words("create:name")).fill(given.name);
		await app.field(words("create:description")).fill(given.about);
		await app.accessible("wizard: profile");
		await next.click();

		await app.field(words("create:tokenName")).fill(given.token);
		await app.field(words("create:symbol")).fill(given.symbol);
		// What was typed survives that the page is closed.
		await page.reload();
		await expect(app.field(words("create:symbol"))).toHaveValue(given.symbol);
		await app.accessible("wizard: token");
		await next.click();

		// A halving schedule: what the chain says that it pays out is what one computes by hand.
		await app.field(words("create:startsIn")).fill("0.1");
		await app.field(words("create:firstPerDay")).fill("86400");
		await app.field(words("create:halvesEvery")).fill("2");
		await app.field(words("create:halvings")).fill("3");
		await app.accessible("wizard: distribution");
		const slot = BigInt((await chain.api.query.Timing.Lengths.getValue({ at: "best" })).slot_millis);
		const period = (2n * 86_400_000n) / slot;
		const perBlock = (86_400n * UNIT * slot) / 86_400_000n;
		const total = [0n, 1n, 2n, 3n].reduce((sum, k) => sum + (perBlock >> k) * period, 0n);
		const preview = app.card(words("create:preview.title"));
		await expect(app.stat(words("create:preview.total"), preview)).toHaveText(
			`${formatAmount(total, 12, 0)} ${given.symbol}`,
		);
		await expect(preview.getByRole("img", { name: words("create:preview.chart") })).toBeVisible();
		await next.click();

		await expect(page.getByText(words("create:sum", { sum: "100" }))).toBeVisible();
		await expect(app.stat(words("create:preview.pool", { n: 2 }), preview)).toHaveText(
			`${formatAmount((total * 4n) / 10n, 12, 0)} ${given.symbol}`,
		);
		await app.accessible("wizard: pools");
		await next.click();

		await expect(page.getByRole("heading", { name: words("create:review.title") })).toBeVisible();
		const create = app.button(words("create:review.create"), page.getByRole("main"));
		await expect(create).toBeEnabled();
		await app.accessible("wizard: review");
		const deposit = await app
			.stat(words("create:review.deposit"), page.getByRole("main"))
			.locator("strong")
			.textContent();
		const held = async (): Promise<bigint> =>
			(await chain.api.query.System.Account.getValue(founder, at)).data.reserved;
		const before = await held();
		await create.click();
		await expect(app.review).toContainText(words("create:review.txTitle", { name: given.name }));
		await app.accessible("review of a transaction");
		await app.sign(words("create:review.txTitle", { name: given.name }), words("create:review.create"));

		await expect(page).toHaveURL(/\/communities\/\d+\?launched/);
		await expect(page.getByRole("heading", { level: 1, name: given.name })).toBeVisible();
		await expect(page.getByText(words("community:launched.title", { name: given.name }))).toBeVisible();
		await expect(
			page.getByRole("link", {
				name: new RegExp(
					`^${words("community:pools.kind.Asset", { symbol: "tNUT" })} ${words("community:pools.pool")}`,
				),
			}),
		).toContainText("50%");
		await expect(
			page.getByRole("link", {
				name: new RegExp(
					`^${words("community:pools.kind.Term", { symbol: "tNUT" })} ${words("community:pools.pool")}`,
				),
			}),
		).toContainText("40%");
		await expect(page.getByRole("link", { name: words("community:header.manage") })).toBeVisible();
		await app.accessible("community, just launched");
		await app.expectNoOverflow("community");

		// What the founder left is what was said: for the community, its fund and two pools. It is counted by the
		// records, as the founder has more of them in a test beside this one.
		const id = Number(/communities\/(\d+)/.exec(page.url())?.[1]);
		const view = await chain.api.view.Communities.community(id, at);
		const pools = view?.open_pools ?? [];
		expect(pools).toHaveLength(2);
		const { CommunityDeposits, PoolDeposits } = chain.api.query.Communities;
		const ofFund = await chain.api.query.Assets.Account.getValue(
			view?.token?.value.asset ?? 0,
			view?.fund.account ?? "",
			at,
		);
		const records = [
			await CommunityDeposits.getValue(id, at),
			...(await Promise.all(pools.map((pool) => PoolDeposits.getValue(pool, at)))),
			ofFund?.reason.type === "DepositFrom" ? ofFund.reason.value : undefined,
		];
		expect(records.map((record) => record?.[0])).toEqual(records.map(() => founder));
		const left = records.reduce((sum, record) => sum + (record?.[1] ?? 0n), 0n);
		expect(`${formatAmount(left, 12, 12)} NUT`).toBe(deposit);
		expect((await held()) - before).toBeGreaterThanOrEqual(left);

		// Gone from the wizard: what was created is not kept as a draft.
		await page.goto("/create");
		await expect(app.field(words("create:name"))).toHaveValue("");
	});
});
