import { describe, expect, it } from "vitest";
import { accountKey } from "@/lib/address";
import {
	EMPTY_POOL,
	emptyDraft,
	homeLiquidity,
	problemsOf,
	problemsOfPool,
	sameDraft,
	withTemplate,
	type PoolDraft,
} from "./draft";

const limits = { slotMillis: 6_000, minNotice: 100, maxNotice: 1_000_000 };
const draft = emptyDraft({ count: "7", unit: "days" });
const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
/** The same key on Polkadot. */
const ALICE_THERE = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

describe("a pool", () => {
	const wrong = (pool: Partial<PoolDraft>) =>
		Object.fromEntries(
			Object.entries(problemsOfPool({ ...EMPTY_POOL, ...pool }, limits, accountKey)).map(
				([field, { key }]) => [field, key],
			),
		);

	it("is right as it is offered", () => {
		expect(wrong({})).toEqual({});
		expect(wrong({ kind: "Delegation" })).toEqual({});
	});

	it("says that a part of the staking reward is none", () => {
		expect(wrong({ toFund: "101" })).toEqual({ toFund: "percent" });
		expect(wrong({ toFund: "" })).toEqual({ toFund: "percent" });
		// Other assets have no staking reward.
		expect(wrong({ toFund: "", asset: "local:1007" })).toEqual({});
		expect(wrong({ asset: "native" })).toEqual({ asset: "asset" });
	});

	it("has terms that are some", () => {
		const days = { count: "30", unit: "days" as const };
		expect(wrong({ kind: "Term" })).toEqual({ terms: "terms" });
		expect(wrong({ kind: "Term", terms: [{ length: days, multiplier: "1.5" }] })).toEqual({});
		expect(
			wrong({
				kind: "Term",
				terms: [
					{ length: { ...days, count: "0" }, multiplier: "1" },
					{ length: days, multiplier: "0" },
					{ length: days, multiplier: "100.1" },
				],
			}),
		).toEqual({
			"terms.0.length": "time",
			"terms.1.multiplier": "multiplier",
			"terms.2.multiplier": "multiplier",
		});
	});

	it("names each signer once, however it is written", () => {
		const signers = (text: string) => wrong({ kind: "Contribution", signers: text });
		expect(signers(`${ALICE}\n${BOB}`)).toEqual({});
		for (const text of [
			"",
			"Alice",
			`${ALICE} ${ALICE}`,
			`${ALICE}\n${ALICE_THERE}`,
			`${ALICE}\n${BOB.slice(1)}`,
		]) {
			expect(signers(text), text).toEqual({ signers: "signer" });
		}
	});

	it("is judged the same in the wizard", () => {
		const pools: PoolDraft[] = [
			{ ...EMPTY_POOL, weight: "40" },
			{ ...EMPTY_POOL, weight: "50", kind: "Contribution", signers: `${ALICE} ${ALICE}` },
		];
		expect(problemsOf({ ...draft, pools }, 3, limits, accountKey)).toEqual({
			"pools.1.signers": { key: "signer" },
		});
	});
});

describe("the template for liquidity", () => {
	const strange = { id: "liquidity:0", symbol: "NUT/FAKE LP", pair: ["native", "local:1009"] } as const;
	const other = { id: "liquidity:1", symbol: "tNUT/FAKE LP", pair: ["local:1", "local:1009"] } as const;
	const home = { id: "liquidity:2", symbol: "NUT/tNUT LP", pair: ["native", "local:1"] } as const;
	const list = (...assets: (typeof strange | typeof other | typeof home)[]) =>
		assets.map((asset) => ({ ...asset, pair: [...asset.pair] as ["native", "local:1"] }));

	it("takes the market of NUT and tNUT, whatever was opened before it", () => {
		expect(homeLiquidity(list(strange, other, home))).toBe("liquidity:2");
		expect(homeLiquidity([{ id: "local:1", symbol: "tNUT" }])).toBeUndefined();
		expect(homeLiquidity(list(strange, other))).toBeUndefined();
	});

	it("has no pool for it where there is no such market", () => {
		expect(withTemplate(draft, "liquidity", "liquidity:2", "").pools.map(({ asset }) => asset)).toEqual([
			"local:1",
			"liquidity:2",
		]);
		expect(withTemplate(draft, "liquidity", undefined, "").pools.map(({ asset }) => asset)).toEqual([
			"local:1",
		]);
	});
});

it("is the same draft on another step, and another one with another word", () => {
	expect(sameDraft(draft, { ...draft, step: 4 })).toBe(true);
	expect(sameDraft(draft, JSON.parse(JSON.stringify(draft)) as typeof draft)).toBe(true);
	expect(sameDraft(draft, { ...draft, name: "Walnut" })).toBe(false);
});
