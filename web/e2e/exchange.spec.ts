/** Journey 8: tNUT and a community's token trade against NUT; liquidity tokens are staked for the token. */
import { expect, inEachLanguage, LANGUAGES, numberOf, test, type App } from "./app";
import { createCommunity, devAddress, tnutPool, UNIT } from "./client";

const at = { at: "best" } as const;
const TRADER = "Alice";

inEachLanguage(LANGUAGES, (language) => {
	test("tNUT and a community token trade, and liquidity mines the token", async ({
		page,
		app,
		words,
		chain,
	}) => {
		const name = language === "en" ? "Chestnut Club" : "板栗社";
		const symbol = language === "en" ? "CHEST" : "板栗";
		const { api } = chain;
		const asset = async (id: number): Promise<bigint> =>
			(await api.query.Assets.Account.getValue(id, devAddress(TRADER), at))?.balance ?? 0n;
		const created = await createCommunity(chain, TRADER, {
			name,
			symbol,
			premint: 10_000n * UNIT,
			pools: [tnutPool(500_000_000)],
		});
		await chain.submit(api.tx.LiquidStaking.mint({ amount: 5_000n * UNIT }), TRADER);

		await page.goto("/exchange");
		await app.choose(TRADER);
		await provide(app, "NUT", "1000", "tNUT", "1000");
		await app.accessible("providing liquidity");
		await provide(app, "NUT", "500", symbol, "2000");
		const markets = app.card(words("exchange:markets"));
		await expect(markets.getByRole("row").filter({ hasText: symbol })).toContainText("2,000");

		// Both ways.
		const before = await asset(1);
		await swap(app, "NUT", "10", "tNUT");
		await app.accessible("exchange");
		expect(await asset(1)).toBeGreaterThan(before + 9n * UNIT);
		const tokens = await asset(created.token);
		await swap(app, symbol, "100", "NUT");
		expect(await asset(created.token)).toBe(tokens - 100n * UNIT);

		// The token has a price now, and with it the pool a yearly rate.
		await page.goto(`/communities/${created.community}/pools/${created.pools[0]}`);
		await app.field(words("pool:act.amount")).fill("100");
		await app.button(words("pool:act.stake"), page.getByRole("main")).click();
		await app.sign(words("pool:act.stakeTitle", { amount: "100 tNUT", name }));
		await expect(app.stat(words("pool:apr.total"))).toHaveText(/%$/);

		// The founder of another community opens a pool for the liquidity tokens, in the wizard.
		await page.goto("/create");
		await page
			.getByRole("button", { name: new RegExp(`^${words("create:template.liquidity")}`) })
			.click();
		await app.field(words("create:name")).fill(`${name} LP`);
		await app.button(words("create:next")).click();
		await app.field(words("create:tokenName")).fill(`${name} LP`);
		await app.field(words("create:symbol")).fill("CLP");
		await app.button(words("create:next")).click();
		await app.field(words("create:startsIn")).fill("0.1");
		await app.button(words("create:next")).click();
		const pair = page
			.getByRole("group", { name: new RegExp(`^${words("create:pool", { n: 2 })}`) })
			.getByRole("combobox", { name: words("create:asset"), exact: true });
		await pair.selectOption({ label: `NUT/${symbol} LP` });
		await app.button(words("create:next")).click();
		const create = app.button(words("create:review.create"), page.getByRole("main"));
		await expect(create).toBeEnabled();
		await create.click();
		await app.sign(words("create:review.txTitle", { name: `${name} LP` }), words("create:review.create"));

		// Staked, they mine.
		await page
			.getByRole("link", {
				name: new RegExp(`^${words("community:pools.kind.Asset", { symbol: `NUT/${symbol} LP` })}`),
			})
			.click();
		await app.button(words("amount.maxOf", { label: words("pool:act.amount") })).click();
		const amount = await app.field(words("pool:act.amount")).inputValue();
		expect(Number(amount)).toBeGreaterThan(0);
		await app.button(words("pool:act.stake"), page.getByRole("main")).click();
		await app.sign(words.pattern("pool:act.stakeTitle", { name: `${name} LP` }));
		const yours = app.card(words("pool:you.title"));
		const pending = app.stat(words("pool:you.pending"), yours).first();
		await expect
			.poll(async () => numberOf(await pending.textContent()), { timeout: 60_000 })
			.toBeGreaterThan(0);
		await app.accessible("pool of liquidity tokens");
		await app.button(words("pool:you.claim")).click();
		await app.sign(words.pattern("pool:you.claimTitle", { name: `${name} LP` }), words("pool:you.claim"));
	});
});

/** Adds liquidity, and opens the market where there is none. */
async function provide(app: App, first: string, much: string, second: string, many: string): Promise<void> {
	const { page, words } = app;
	await page.getByRole("tab", { name: words("exchange:liquidity"), exact: true }).click();
	const panel = page.getByRole("tabpanel");
	const choose = async (label: string, symbol: string): Promise<void> => {
		await panel
			.getByRole("combobox", { name: words(label), exact: true })
			.selectOption({ label: symbol });
	};
	await choose("exchange:first", first);
	await choose("exchange:second", second);
	await app.field(words("exchange:amount", { symbol: first }), panel).fill(much);
	const other = app.field(words("exchange:amount", { symbol: second }), panel);
	const opens = panel.getByText(words.pattern("exchange:openNote", { fee: "10 NUT" }));
	// Either the market is opened here, or its price says how much of the other goes with it.
	await expect(opens.or(panel.locator("input:disabled")).first()).toBeVisible();
	if (await opens.isVisible()) await other.fill(many);
	else await expect(other).not.toHaveValue("");
	await app.button(words("exchange:add"), panel).click();
	await app.sign(words.pattern("exchange:addTitle"));
}

async function swap(app: App, pay: string, much: string, receive: string): Promise<void> {
	const { page, words } = app;
	await page.getByRole("tab", { name: words("exchange:swap"), exact: true }).click();
	const panel = page.getByRole("tabpanel");
	await panel
		.getByRole("combobox", { name: words("exchange:pay"), exact: true })
		.selectOption({ label: pay });
	await panel
		.getByRole("combobox", { name: words("exchange:receive"), exact: true })
		.selectOption({ label: receive });
	await app.field(words("exchange:amount", { symbol: pay }), panel).fill(much);
	await app.button(words("exchange:doSwap"), panel).click();
	await app.sign(words.pattern("exchange:swapTitle"));
}
