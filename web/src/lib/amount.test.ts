import { describe, expect, it } from "vitest";
import {
	exactAmount,
	formatAmount,
	formatShort,
	formatExact,
	formatPpb,
	MAX_BALANCE,
	parseAmount,
	parsePercent,
} from "./amount";

describe("parseAmount", () => {
	it.each([
		["1", 1_000_000_000_000n],
		["0", 0n],
		["1.5", 1_500_000_000_000n],
		[".5", 500_000_000_000n],
		["5.", 5_000_000_000_000n],
		["0.000000000001", 1n],
		["  12 ", 12_000_000_000_000n],
		["1.5000000000000000", 1_500_000_000_000n],
		["１．５", 1_500_000_000_000n],
		["1。5", 1_500_000_000_000n],
		["007", 7_000_000_000_000n],
	])("reads %s", (text, value) => {
		expect(parseAmount(text, 12)).toEqual({ ok: true, value });
	});

	it.each([
		["", "empty"],
		["  ", "empty"],
		["1,000", "separator"],
		["1 000", "separator"],
		["1'000", "separator"],
		["1，5", "separator"],
		["1e5", "exponent"],
		["1E-5", "exponent"],
		["-1", "negative"],
		["+1", "notANumber"],
		[".", "notANumber"],
		["1.2.3", "notANumber"],
		["0x10", "notANumber"],
		["Infinity", "notANumber"],
		["1.0000000000001", "decimals"],
		["9".repeat(40), "tooLarge"],
		["9".repeat(1_000_000), "tooLarge"],
	])("refuses %.20s", (text, problem) => {
		expect(parseAmount(text, 12)).toEqual({ ok: false, problem });
	});

	it("takes the largest amount and refuses one more", () => {
		expect(parseAmount(MAX_BALANCE.toString(), 0)).toEqual({ ok: true, value: MAX_BALANCE });
		expect(parseAmount((MAX_BALANCE + 1n).toString(), 0)).toEqual({ ok: false, problem: "tooLarge" });
	});

	it("gives back what exactAmount wrote, for any decimals", () => {
		for (const decimals of [0, 1, 6, 12, 18]) {
			for (const value of [0n, 1n, 9n, 10n, 123_456_789_012_345_678n, MAX_BALANCE]) {
				expect(parseAmount(exactAmount(value, decimals), decimals)).toEqual({ ok: true, value });
			}
		}
	});
});

describe("formatAmount", () => {
	it.each([
		[0n, 12, "0"],
		[1n, 12, "<0.0001"],
		[-1n, 12, ">-0.0001"],
		[1_234_567_890_000_000_000n, 12, "1,234,567.89"],
		[1_999_999_999_999n, 12, "1.9999"],
		[100_000_000n, 12, "0.0001"],
		[7n, 0, "7"],
		[1_000n, 0, "1,000"],
		[-1_500_000_000_000n, 12, "-1.5"],
	])("shows %s with %s decimals as %s", (value, decimals, text) => {
		expect(formatAmount(value, decimals)).toBe(text);
	});

	it("shows everything on demand", () => {
		expect(formatExact(1_234_000_000_000_001n, 12)).toBe("1,234.000000000001");
	});
});

describe("percentages", () => {
	it("shows parts per billion", () => {
		expect(formatPpb(123_456_789)).toBe("12.34%");
		expect(formatPpb(1_000_000_000)).toBe("100%");
		expect(formatPpb(1)).toBe("<0.01%");
	});
	it("reads what was typed and refuses more than everything", () => {
		expect(parsePercent("12.5")).toEqual({ ok: true, value: 125_000_000n });
		expect(parsePercent("12.5 %")).toEqual({ ok: true, value: 125_000_000n });
		expect(parsePercent("100.0000001")).toEqual({ ok: false, problem: "tooLarge" });
		expect(parsePercent("0.00000001")).toEqual({ ok: false, problem: "decimals" });
	});
});

it.each([
	[0n, "0"],
	[231_481_481_481n, "0.23"],
	[40_500_000_000_000n, "40.5"],
	[999_990_000_000_000n, "999"],
	[9_999_000_000_000_000n, "9,999"],
	[12_345_000_000_000_000n, "12.3K"],
	[123_456_789_000_000_000_000n, "123M"],
	[1_999_999_999_000_000_000_000n, "1.99B"],
	[5_000_000_000_000_000_000_000_000_000n, "5,000T"],
])("says %s planck on an axis as %s", (value, text) => {
	expect(formatShort(value, 12)).toBe(text);
});
