import { afterEach, expect, test } from "vitest";
import english from "@/i18n/en/bridge.json";
import chinese from "@/i18n/zh/bridge.json";
import type { NameProblem, Phase } from "@/lib/steem";
import type { Schemas } from "@/api/client";
import type { Deposit, StageKey, Withdrawal } from "@/lib/bridge";
import type { GatewayStatus, LightClientStatus } from "@/chain/types";
import { keep, recallKept, withOne } from "./kept";

/** Every one of a union's members, or it does not compile. */
function all<T extends string>(of: Record<T, true>): T[] {
	return Object.keys(of) as T[];
}

const PHASES = all<Phase>({
	unwritten: true,
	signing: true,
	signed: true,
	expiring: true,
	expired: true,
	window: true,
	over: true,
});
const NAMES = all<NameProblem>({
	empty: true,
	at: true,
	capitals: true,
	short: true,
	long: true,
	characters: true,
	part: true,
	start: true,
	end: true,
});
const DEPOSITS = all<Deposit["state"] | "unproved">({
	unproved: true,
	credited: true,
	waiting: true,
	refunding: true,
	refunded: true,
	donated: true,
});
const WITHDRAWALS = all<Withdrawal["state"]>({
	requested: true,
	signing: true,
	signed: true,
	expired: true,
	paid: true,
	reclaimed: true,
});
const STAGES = all<StageKey>({
	sent: true,
	final: true,
	proved: true,
	credited: true,
	donated: true,
	refundOpened: true,
	requested: true,
	signed: true,
	expired: true,
	paid: true,
	paidFinal: true,
	settled: true,
	reclaimed: true,
});
const STEPS = all<Schemas["BridgeStepKind"]>({
	credited: true,
	released: true,
	refund_opened: true,
	donated: true,
	requested: true,
	attempt_written: true,
	signed: true,
	ready: true,
	expired: true,
	lapsed: true,
	paid: true,
	reclaimed: true,
});
const MODES = all<GatewayStatus["mode"]["type"]>({ Normal: true, DepositsClosed: true, Halted: true });
const CLIENT = all<LightClientStatus["mode"]["type"]>({ Normal: true, Halted: true });

test.each([
	["en", english],
	["zh", chinese],
])("%s: everything that the chain can say of a deposit or withdrawal has words of its own", (_, words) => {
	const groups: [string[], Record<string, string>][] = [
		[PHASES, words.withdrawals.phase],
		[PHASES, words.withdrawals.text],
		[NAMES, words.name],
		[DEPOSITS, words.deposits.states],
		[WITHDRAWALS, words.withdrawals.states],
		[STAGES, words.stages],
		[STEPS, words.steps],
		[MODES, words.numbers.modes],
		[CLIENT, words.numbers.clientModes],
	];
	for (const [keys, texts] of groups) {
		for (const key of keys) expect(texts[key], key).toBeTruthy();
		expect(new Set(keys.map((key) => texts[key])).size).toBe(keys.length);
	}
	// When the window ends is a part of its sentence.
	expect(words.withdrawals.text.window).toContain("{{when}}");
});

afterEach(() => localStorage.clear());

test("what the browser remembers belongs to one chain and account, and may be anything", () => {
	const id = `0x${"0a".repeat(20)}` as const;
	keep("0x0123456789abcdef", "5Alice", { deposits: [id], withdrawals: ["7"] });
	expect(recallKept("0x0123456789abcdef", "5Alice")).toEqual({ deposits: [id], withdrawals: ["7"] });
	const nothing = { deposits: [], withdrawals: [] };
	expect(recallKept("0x0123456789abcdef", "5Bob")).toEqual(nothing);
	expect(recallKept("0xfedcba9876543210", "5Alice")).toEqual(nothing);
	for (const text of [
		"{",
		"null",
		'{"deposits":["x"],"withdrawals":[]}',
		'{"deposits":[],"withdrawals":["-1"]}',
	]) {
		localStorage.setItem("nutbox.bridge.0123456789ab.5Alice", text);
		expect(recallKept("0x0123456789abcdef", "5Alice")).toEqual(nothing);
	}
});

test("what is remembered twice is there once, in front, and no more than can be looked up", () => {
	expect(withOne(["a", "b"], "b")).toEqual(["b", "a"]);
	const many = Array.from({ length: 50 }, (_, one) => String(one));
	expect(withOne(many, "new")).toHaveLength(50);
	expect(withOne(many, "new")[0]).toBe("new");
});
