import { describe, expect, it } from "vitest";
import { isAddress } from "./address";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

describe("isAddress", () => {
	it("takes an account, written for any chain", () => {
		expect(isAddress(ALICE)).toBe(true);
		// The same key on Polkadot.
		expect(isAddress("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5")).toBe(true);
	});

	it("refuses it with any character mistyped", () => {
		for (let at = 0; at < ALICE.length; at++) {
			for (const other of ["1", "z", "0", "I"]) {
				if (ALICE[at] === other) continue;
				const text = ALICE.slice(0, at) + other + ALICE.slice(at + 1);
				expect(isAddress(text), text).toBe(false);
			}
		}
	});

	it("refuses what is none", () => {
		const others = [
			"",
			" ",
			"Alice",
			`0x${"ab".repeat(32)}`,
			ALICE.slice(1),
			`${ALICE} `,
			"5".repeat(100_000),
		];
		for (const text of others) expect(isAddress(text), text.slice(0, 60)).toBe(false);
	});
});
