import { describe, expect, it } from "vitest";
import type { Schedule } from "@/chain/types";
import { isTooHigh, presentRate } from "./schedule";

const steps: Schedule = {
	type: "Steps",
	value: [
		{ start: 100, end: 200, per_block: 10n },
		{ start: 300, end: 400, per_block: 50n },
		{ start: 400, end: 500, per_block: 5n },
	],
};
const halving: Schedule = {
	type: "Halving",
	value: { start: 100, first_per_block: 7n, period: 10, halvings: 4 },
};

describe("the rate that a new schedule is measured by", () => {
	it.each([
		[0, 10n],
		[100, 10n],
		[250, 10n],
		[300, 50n],
		[499, 5n],
		[9_000, 5n],
	])("is in block %d of steps %d planck", (block, rate) => {
		expect(presentRate(steps, block)).toBe(rate);
	});

	it("is the last that paid something where it halves to nothing", () => {
		expect(presentRate(halving, 0)).toBe(7n);
		expect(presentRate(halving, 115)).toBe(3n);
		expect(presentRate(halving, 1_000)).toBe(1n);
	});

	it("is not known where nothing is ever paid", () => {
		expect(presentRate({ type: "Steps", value: [] }, 10)).toBeUndefined();
		expect(isTooHigh({ type: "Steps", value: [] }, 10, 1_000n)).toBe(false);
	});
});

it("is too high above twice the present rate, unless the present schedule pays as much one day", () => {
	expect(isTooHigh(steps, 150, 20n)).toBe(false);
	expect(isTooHigh(steps, 150, 50n)).toBe(false);
	expect(isTooHigh(steps, 150, 51n)).toBe(true);
	expect(isTooHigh(halving, 1_000, 7n)).toBe(false);
	expect(isTooHigh(halving, 100, 14n)).toBe(false);
	expect(isTooHigh(halving, 100, 15n)).toBe(true);
});
