import { expect, it } from "vitest";
import { aprOf, blocksPerYear, type AprInputs } from "./apr";

const UNIT = 1_000_000_000_000n;
const base: AprInputs = {
	blocksPerYear: 100n,
	perBlock: 10n * UNIT,
	weight: 500_000_000n,
	shares: 1_000n * UNIT,
	multiplier: 1_000_000_000n,
	price: UNIT / 2n,
	priceOf: UNIT,
	stakeValue: UNIT,
	stakeUnit: UNIT,
	yieldPerBlock: UNIT,
	yieldTotal: 2_000n * UNIT,
	yieldToStakers: 400_000_000n,
};

it("adds tokens at their price to the staking yield", () => {
	// 10 a block × 50 % × 100 blocks = 500 tokens for 1,000 staked: 0.5 a unit, worth 0.25. Yield: 100 / 2,000 × 40 %.
	expect(aprOf(base)).toEqual({
		tokens: UNIT / 2n,
		fromTokens: 250_000_000n,
		fromYield: 20_000_000n,
		total: 270_000_000n,
	});
});

it("says that it can't without a market, and still how many tokens", () => {
	const apr = aprOf({ ...base, price: undefined });
	expect(apr.tokens).toBe(UNIT / 2n);
	expect(apr.fromTokens).toBeUndefined();
	expect(apr.total).toBeUndefined();
});

it("knows nothing of a pool in which nothing is staked", () => {
	expect(aprOf({ ...base, shares: 0n }).total).toBeUndefined();
});

it("is the yield alone where nothing is emitted", () => {
	expect(aprOf({ ...base, perBlock: 0n, price: undefined }).total).toBe(20_000_000n);
});

it("counts a term's multiplier", () => {
	expect(aprOf({ ...base, multiplier: 2_000_000_000n }).tokens).toBe(UNIT);
});

it("counts blocks by their length", () => {
	expect(blocksPerYear(6_000)).toBe(5_256_000n);
});
