import { describe, expect, it } from "vitest";
import {
	addressOfMemo,
	bindJson,
	nameProblem,
	standingOf,
	steemDigits,
	transactionId,
	type NameProblem,
	type OpenWithdrawal,
} from "./steem";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

describe("names on Steem", () => {
	it.each(["abc", "alice", "custodian-1", "a1b", "a--b", "foo.bar.baz", "abcdefghijklmnop"])(
		"%s can be one",
		(name) => expect(nameProblem(name)).toBeUndefined(),
	);

	it.each<[string, NameProblem]>([
		["", "empty"],
		["@alice", "at"],
		["Alice", "capitals"],
		["al", "short"],
		["abcdefghijklmnopq", "long"],
		["ali ce", "characters"],
		["ali_ce", "characters"],
		["àlice", "characters"],
		[ALICE.toLowerCase(), "long"],
		["alice.b", "part"],
		[".alice", "part"],
		["alice..bob", "part"],
		["1alice", "start"],
		["-alice", "start"],
		["foo.1ar", "start"],
		["alice-", "end"],
		["foo-.bar", "end"],
	])("%s can't: %s", (name, problem) => expect(nameProblem(name)).toBe(problem));
});

describe("what is sent to Steem", () => {
	it("names the address that the memo has", () => {
		expect(addressOfMemo(`nutbox:${ALICE}`)).toBe(ALICE);
		for (const memo of ["nutbox:reserve", ALICE, "nutbox:", `nutbox:${ALICE} `, `Nutbox:${ALICE}`]) {
			expect(addressOfMemo(memo), memo).toBeUndefined();
		}
	});

	it("binds with one field and no white space", () => {
		expect(bindJson(ALICE)).toBe(`{"bind":"${ALICE}"}`);
	});

	it("has every decimal", () => {
		expect(steemDigits(1n, 3)).toBe("0.001");
		expect(steemDigits(1_000n, 3)).toBe("1.000");
		expect(steemDigits(1_234_560n, 3)).toBe("1234.560");
		expect(steemDigits(1_000_000_000n, 6)).toBe("1000.000000");
		expect(steemDigits(9_223_372_036_854_775_807n, 3)).toBe("9223372036854775.807");
	});

	it("is found again by the id of its transaction", () => {
		const id = "0123456789abcdef0123456789abcdef01234567";
		expect(transactionId(id)).toBe(`0x${id}`);
		expect(transactionId(` 0x${id.toUpperCase()} `)).toBe(`0x${id}`);
		expect(transactionId(id.slice(1))).toBeUndefined();
		expect(transactionId(`${id}0`)).toBeUndefined();
		expect(transactionId("g".repeat(40))).toBeUndefined();
	});
});

describe("a withdrawal", () => {
	const open = (part: Partial<OpenWithdrawal> = {}): OpenWithdrawal => ({
		deadline: 10_000n,
		expiration: 3_000,
		signatures: [],
		threshold: 2,
		...part,
	});
	/** `null`: no block of Steem is known. */
	const at = (chain: number, steem: number | null = chain, part: Partial<OpenWithdrawal> = {}) =>
		standingOf(open(part), { chain: BigInt(chain), steem: steem ?? undefined }, true);

	it("is signed, and then sent", () => {
		expect(at(100).phase).toBe("signing");
		expect(at(100, 100, { signatures: [1] }).phase).toBe("signing");
		expect(at(100, 100, { signatures: [1, 2] }).phase).toBe("signed");
		expect(at(100, null).phase).toBe("signing");
	});

	it("can do nothing else while its transaction may be paid", () => {
		for (const standing of [at(100), at(3_500, 2_999), at(20_000, 2_999), at(20_000, null)]) {
			expect(standing).toMatchObject({ canLapse: false, canRenew: false, canReclaim: false });
		}
		expect(at(3_500, 2_999).phase).toBe("expiring");
	});

	it("has to be noted as expired once Steem is past the expiration", () => {
		expect(at(2_000, 3_000)).toMatchObject({ phase: "expired", canLapse: true, canRenew: false });
		expect(at(20_000)).toMatchObject({ phase: "expired", canLapse: true, canReclaim: false });
	});

	it("waits for the end of the window on both chains", () => {
		const window = { lapses_at: 5_000n };
		expect(at(4_999, 6_000, window).phase).toBe("window");
		expect(at(6_000, 4_999, window).phase).toBe("window");
		expect(at(6_000, null, window).phase).toBe("window");
		expect(at(5_000, 5_000, window)).toMatchObject({ phase: "over", canRenew: true, canReclaim: false });
	});

	it("can be taken back after the deadline, when no transaction is under way", () => {
		expect(at(9_999, 9_999, { expiration: undefined }).canReclaim).toBe(false);
		expect(at(10_000, 10_000, { expiration: undefined })).toMatchObject({
			phase: "unwritten",
			late: true,
			canReclaim: true,
		});
		expect(at(10_000, 10_000, { lapses_at: 5_000n }).canReclaim).toBe(true);
		expect(at(10_000, 10_000, { lapses_at: 10_001n }).canReclaim).toBe(false);
	});

	it("gets no new transaction while the account on Steem is not the custodians'", () => {
		const times = { chain: 20_000n, steem: 20_000 };
		expect(standingOf(open({ expiration: undefined }), times, false)).toMatchObject({
			canRenew: false,
			canReclaim: true,
		});
	});
});
