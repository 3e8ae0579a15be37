import { describe, expect, it } from "vitest";
import type { Schedule } from "@/chain/types";
import { budgetChanges, rateChanges } from "./changes";

const steps = (...parts: [number, number, bigint][]): Schedule => ({
	type: "Steps",
	value: parts.map(([start, end, per_block]) => ({ start, end, per_block })),
});

describe("an announced division", () => {
	const community = { fund_share: 100, free_weight: 0, open_pools: [3, 4] };
	const pools = [
		{ id: 3, weight: 600, yield_split: { fund: 70, stakers: 30 } },
		{ id: 4, weight: 300, yield_split: undefined },
	];
	const budget = {
		fund_share: 200,
		pools: [
			{ pool: 3, weight: 500, yield_split: { fund: 10, stakers: 90 } },
			{ pool: 4, weight: 300, yield_split: { fund: 0, stakers: 100 } },
		],
	};

	it("says the shares and, where tNUT is staked, both parts of its reward", () => {
		expect(budgetChanges(community, pools, budget)).toEqual([
			{ key: "fund", what: "fund", was: 100, will: 200 },
			{ key: "3", what: "weight", pool: 3, was: 600, will: 500 },
			{ key: "3 fund", what: "toFund", pool: 3, was: 70, will: 10 },
			{ key: "3 stakers", what: "toStakers", pool: 3, was: 30, will: 90 },
			{ key: "4", what: "weight", pool: 4, was: 300, will: 300 },
		]);
	});

	it("gives to nobody what was announced for a pool that is closed", () => {
		const closed = { fund_share: 100, free_weight: 300, open_pools: [3] };
		expect(budgetChanges(closed, pools.slice(0, 1), budget).slice(3)).toEqual([
			{ key: "3 stakers", what: "toStakers", pool: 3, was: 30, will: 90 },
			{ key: "free", what: "free", was: 300, will: 300 },
		]);
	});

	it("does not invent what a pool has now", () => {
		expect(budgetChanges(community, [], budget)[1]).toMatchObject({ was: undefined, will: 500 });
	});
});

describe("an announced schedule", () => {
	it("sets the rates of the block in which it takes over against each other", () => {
		const present = steps([0, 100, 8n], [100, 200, 4n]);
		expect(rateChanges(present, { from: 150, schedule: steps([150, 300, 7n]) })).toEqual([
			{ block: 150, was: 4n, will: 7n },
		]);
	});

	it("also says when it begins to pay, if that is later", () => {
		const present = steps([0, 200, 8n]);
		expect(rateChanges(present, { from: 150, schedule: steps([250, 300, 9n]) })).toEqual([
			{ block: 150, was: 8n, will: 0n },
			{ block: 250, was: 0n, will: 9n },
		]);
	});

	it("knows halvings and a schedule that ends it all", () => {
		const present: Schedule = {
			type: "Halving",
			value: { start: 0, first_per_block: 64n, period: 100, halvings: 3 },
		};
		expect(rateChanges(present, { from: 250, schedule: steps() })).toEqual([
			{ block: 250, was: 16n, will: 0n },
		]);
	});
});
