import { describe, expect, it } from "vitest";
import { eraIncomes, ROWS } from "./incomes";

/** Newest first, as the API answers: 10 come in each era, and every other era is collected. */
const rows = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => {
		const era = first + count - 1 - index;
		const due = (era % 2) * 10;
		return {
			era,
			collected: { staking_yield: String(era * 10 - due) },
			due: { staking_yield: String(due) },
		};
	});

describe("the income of eras", () => {
	it("begins with the whole of the fund's first era", () => {
		expect(eraIncomes(rows(1, 3))).toEqual([
			{ name: "1", value: 10n },
			{ name: "2", value: 10n },
			{ name: "3", value: 10n },
		]);
		expect(eraIncomes(rows(1, 24))).toHaveLength(24);
	});

	it("does not take all that came before for the oldest era's", () => {
		const incomes = eraIncomes(rows(100, ROWS));
		expect(incomes).toHaveLength(24);
		expect(incomes?.[0]).toEqual({ name: "101", value: 10n });
		expect(incomes?.every(({ value }) => value === 10n)).toBe(true);
	});

	it("is unknown or empty where there are no rows", () => {
		expect(eraIncomes(undefined)).toBeUndefined();
		expect(eraIncomes([])).toEqual([]);
	});
});
