import { describe, expect, it } from "vitest";
import { accountKey, asOurs, isAddress, sameAccount } from "./address";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
/** The same key on Polkadot. */
const ALICE_THERE = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

describe("isAddress", () => {
	it("takes an account, written for any chain", () => {
		expect(isAddress(ALICE)).toBe(true);
		expect(isAddress(ALICE_THERE)).toBe(true);
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

describe("sameAccount", () => {
	it("compares keys, not how they are written", () => {
		expect(sameAccount(ALICE, ALICE)).toBe(true);
		expect(sameAccount(ALICE, ALICE_THERE)).toBe(true);
		expect(accountKey(ALICE)).toBe("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
	});

	it("finds no account in what is no address", () => {
		expect(sameAccount(ALICE, BOB)).toBe(false);
		expect(sameAccount("", "")).toBe(false);
		expect(sameAccount("Alice", "Alice")).toBe(false);
	});
});

describe("asOurs", () => {
	it("writes an account as this chain does, whatever its wallet is set to", () => {
		expect(asOurs(ALICE_THERE)).toBe(ALICE);
		expect(asOurs(ALICE)).toBe(ALICE);
		expect(asOurs(BOB)).toBe(BOB);
	});

	it("leaves what is no address of an account", () => {
		for (const text of ["", "Alice", `0x${"ab".repeat(20)}`, "5".repeat(100_000)])
			expect(asOurs(text)).toBe(text);
	});
});
