import { expect, test } from "vitest";
import { payable } from "./payable";

const curve = [
	{ start: 10, end: 20, perBlock: 5n },
	{ start: 30, end: 40, perBlock: 2n },
];

test("a minted token pays to the end of its schedule", () => {
	expect(payable(undefined, curve, 12)).toEqual({ kind: "toTheEnd", block: 40 });
});

test("an escrow that covers every coming block pays to the end, and one planck less does not", () => {
	// Blocks 13 to 19 at 5 and 30 to 39 at 2.
	expect(payable(55n, curve, 12)).toEqual({ kind: "toTheEnd", block: 40 });
	expect(payable(54n, curve, 12)).toEqual({ kind: "until", block: 39 });
});

test("the block named is the first that is not paid in full", () => {
	expect(payable(10n, curve, 12)).toEqual({ kind: "until", block: 15 });
	expect(payable(11n, curve, 12)).toEqual({ kind: "until", block: 15 });
	expect(payable(0n, curve, 12)).toEqual({ kind: "until", block: 13 });
});

test("gaps cost nothing, and what begins later is paid from its beginning", () => {
	expect(payable(4n, curve, 25)).toEqual({ kind: "until", block: 32 });
});

test("a schedule without a coming block has ended", () => {
	expect(payable(100n, curve, 39)).toEqual({ kind: "ended" });
	expect(payable(undefined, [], 0)).toEqual({ kind: "ended" });
	expect(payable(100n, [{ start: 0, end: 100, perBlock: 0n }], 5)).toEqual({ kind: "ended" });
});
