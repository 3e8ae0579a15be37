/**
 * Journey 4: a validator is slashed; the loss is absorbed in the documented order, the pages say so, and nobody
 * leaves ahead of it. On a chain of its own, since its tNUT is not whole afterwards.
 */
import { expect, inEachLanguage, LANGUAGES, testOnOwnChain as test } from "./app";
import { until } from "./chain";
import { devAddress, UNIT, type TestClient } from "./client";
import { formatAmount } from "../src/lib/amount";

const at = { at: "best" } as const;
test.describe.configure({ mode: "serial" });

const ledger = async (client: TestClient) => {
	const now = await client.api.view.LiquidStaking.ledger(at);
	if (!now) throw new Error("the chain states no ledger");
	return now;
};

/** Has the staking pallet slash the chain's validator, and with it those who nominate it; as an offence report does. */
async function slash(client: TestClient, percent: number): Promise<void> {
	const [validator] = await client.api.view.LiquidStaking.validators(at);
	const era = (await client.api.query.Staking.ActiveEra.getValue(at))?.index ?? 0;
	const call = client.api.tx.Staking.manual_slash({
		validator_stash: validator ?? "",
		era,
		slash_fraction: percent * 10_000_000,
	}).decodedCall;
	const events = await client.submit(client.api.tx.Sudo.sudo({ call }), "Alice");
	const [done] = client.api.event.Sudo.Sudid.filter(events);
	expect(done?.payload.sudo_result.success, "the slash was carried out").toBe(true);
}

/** More than the buffer holds, so that it waits for its turn. */
async function redeem(client: TestClient, who: string, tokens: bigint): Promise<void> {
	await client.submit(client.api.tx.LiquidStaking.redeem({ amount: tokens * UNIT }), who);
}

const LEAVER = { en: "Bob", zh: "Charlie" };

test("the liquid stake is elected and earns", async ({ chain }) => {
	test.setTimeout(180_000);
	await until("there are yield and insurance to lose", 150, async () => {
		const now = await ledger(chain);
		return now.ledger.insurance > 0n && now.ledger.bonded > 100_000n * UNIT;
	});
	// A redemption that is open when it happens, and so large that it cannot be settled before.
	await redeem(chain, "Charlie", 20_000n);
});

inEachLanguage(LANGUAGES, (language) => {
	const first = language === LANGUAGES[0];
	test("a slash is shown with what covered it, and everybody bears the rest alike", async ({
		page,
		app,
		words,
		chain,
		own,
	}) => {
		await page.goto("/solvency");
		const card = app.card(words("solvency:slash.title"));
		if (first) {
			await expect(
				page.getByRole("heading", { level: 2, name: words("solvency:covered") }),
			).toBeVisible();
			await expect(card).toContainText(words("solvency:slash.none"));
			await app.accessible("solvency before the slash");
			// The page is open when it happens, and says so without being loaded again.
			await slash(chain, 10);
		}
		await expect(page.getByRole("heading", { level: 2, name: words("solvency:short") })).toBeVisible();
		await expect(card).toContainText(words.pattern("solvency:slash.last"), { timeout: 30_000 });

		// In the documented order: yield not released, the insurance, then all alike. To the planck, from the chain.
		const now = await ledger(chain);
		const missing =
			now.supply + now.ledger.queued - now.ledger.bonded - now.ledger.unbonding - now.ledger.buffer;
		expect(now.solvent).toBe(false);
		expect(now.minting_open).toBe(false);
		const shown = (await (await fetch(`${own.url}/api/v1/liquid-staking/slashes`)).json()) as {
			items: Record<string, string>[];
		};
		const last = shown.items[0] ?? {};
		const part = (name: string): bigint => BigInt(last[name] ?? "0");
		const lost =
			part("bonded_before") + part("unbonding_before") - part("bonded_after") - part("unbonding_after");
		expect(lost).toBeGreaterThan(0n);
		expect(part("from_insurance")).toBeGreaterThan(0n);
		expect(part("from_yield") + part("from_insurance") + part("deficit")).toBe(lost);
		const nut = (value: bigint): string => `${formatAmount(value, 12, 2)} NUT`;
		await expect(app.stat(words("solvency:slash.lost"), card)).toHaveText(`−${nut(lost)}`);
		await expect(app.stat(words("solvency:slash.fromYield"), card)).toHaveText(nut(part("from_yield")));
		await expect(app.stat(words("solvency:slash.fromInsurance"), card)).toHaveText(
			nut(part("from_insurance")),
		);
		await expect(app.stat(words("solvency:slash.deficit"), card)).toHaveText(nut(part("deficit")));
		expect(part("deficit")).toBeGreaterThanOrEqual(missing);
		await expect(app.stat(words("solvency:insurance.minting"))).toHaveText(
			words("solvency:insurance.closed"),
		);
		await expect(
			page
				.getByRole("row")
				.filter({ hasText: words.pattern("solvency:validators.slashed") })
				.first(),
		).toBeVisible();
		await app.accessible("solvency after a slash");
		await app.expectNoOverflow("solvency");

		// Nobody enters.
		await page.goto("/stake");
		await app.choose("Ferdie");
		await expect(page.getByText(words("stake:mint.insolvent"))).toBeVisible();
		await app.field(words("stake:mint.give")).fill("10");
		await expect(app.button(words("stake:mint.action"), page.getByRole("tabpanel"))).toBeDisabled();
		await app.accessible("getting tNUT while it is not whole");

		// Nobody leaves ahead of the loss: every way out pays by the index.
		const leaver = LEAVER[language];
		await app.choose(leaver);
		await page.getByRole("tab", { name: words("stake:exit.tab") }).click();
		await app.field(words("stake:exit.give")).fill("1000");
		const queue = page.getByRole("radio", { name: new RegExp(words("stake:exit.way.queue")) });
		await expect(queue).toHaveAccessibleName(words.pattern("stake:exit.each"));
		expect((await ledger(chain)).rate_ppb).toBeLessThan(1_000_000_000n);

		// An open redemption is settled by the index, and pays less than was asked for.
		await redeem(chain, leaver, 29_000n);
		await page.goto("/redemptions");
		await expect(page.getByText(words.pattern("redemptions:deficit"))).toBeVisible();
		await app.accessible("redemptions after a slash");
		let asked = 0n;
		let pays = 0n;
		await until("the redemptions are settled", 120, async () => {
			const requests = await chain.api.view.LiquidStaking.requests_of(devAddress(leaver), at);
			asked = requests.reduce((sum, request) => sum + request.amount, 0n);
			pays = requests.reduce((sum, request) => sum + (request.claimable ?? 0n), 0n);
			return requests.every((request) => request.claimable !== undefined);
		});
		expect(pays).toBeGreaterThan(0n);
		expect(pays).toBeLessThan(asked);
		const amount = formatAmount(pays, 12);
		await expect(app.stat(words("redemptions:ready"))).toHaveText(`${amount} NUT`);
		await app.button(words("redemptions:claimAll")).click();
		await app.sign(words("redemptions:claimTitle", { amount: `${amount} NUT` }));
		await expect(
			app
				.card(words("redemptions:past"))
				.getByRole("row")
				.filter({ hasText: words("redemptions:states.claimed") })
				.first(),
		).toBeVisible({ timeout: 30_000 });
	});
});
