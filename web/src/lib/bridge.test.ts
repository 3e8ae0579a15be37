import { expect, test } from "vitest";
import {
	stagesOfDeposit,
	stagesOfUnproved,
	stagesOfWithdrawal,
	together,
	type Deposit,
	type Withdrawal,
} from "./bridge";

const deposit: Deposit = {
	transaction: "0a".repeat(20),
	operation: 0,
	steem_account: "alice",
	account: "5F",
	coin: "STEEM",
	amount: "12345",
	minted: "12345",
	waiting: "0",
	refunded: "0",
	state: "credited",
	refund: null,
	steem_block: 77,
	steem_time: 1_000,
	final_block: 5,
	final_time: 2_000,
	proved_block: 6,
	proved_event: 3,
	proved_time: 3_000,
	closed_block: 6,
	closed_time: 3_000,
	at_block: 6,
};

const withdrawal: Withdrawal = {
	id: 1,
	cause: "withdrawal",
	account: "5F",
	steem_account: "carol",
	coin: "STEEM",
	amount: "5001",
	state: "signing",
	deadline: 9_000,
	deposit_transaction: null,
	deposit_operation: null,
	transaction: "0b".repeat(20),
	expires: 8_000,
	lapses: null,
	signatures: 1,
	threshold: 2,
	attempts: 1,
	requested_block: 10,
	requested_time: 4_000,
	ready_block: null,
	ready_time: null,
	expired_block: null,
	expired_time: null,
	steem_block: null,
	steem_time: null,
	final_block: null,
	final_time: null,
	closed_block: null,
	closed_time: null,
	at_block: 10,
};

const told = (stages: { key: string; state: string }[]): string[] =>
	stages.map(({ key, state }) => `${key} ${state}`);

test("a deposit goes from Steem to tSTEEM, and each leg says when", () => {
	expect(told(stagesOfUnproved())).toEqual(["sent done", "final now", "proved ahead", "credited ahead"]);
	const stages = stagesOfDeposit(deposit);
	expect(told(stages)).toEqual(["sent done", "final done", "proved done", "credited done"]);
	expect(stages.map((stage) => stage.time)).toEqual([1_000, 2_000, 3_000, 3_000]);
	expect(stages[0]?.steemBlock).toBe(77);
});

test("what waits for the cap is not credited yet", () => {
	const waiting: Deposit = {
		...deposit,
		state: "waiting",
		minted: "10000",
		waiting: "2345",
		closed_block: null,
		closed_time: null,
	};
	const stages = stagesOfDeposit(waiting);
	expect(stages.at(-1)).toEqual({ key: "credited", state: "now" });
});

test("a refund that is under way shows where it is, and one that is paid shows when", () => {
	const refunding: Deposit = { ...deposit, state: "refunding", refund: 1, account: null };
	const refund: Withdrawal = { ...withdrawal, cause: "refund", ready_block: 11, ready_time: 5_000 };
	expect(told(stagesOfDeposit(refunding, refund))).toEqual([
		"sent done",
		"final done",
		"proved done",
		"refundOpened done",
		"signed done",
		"paid now",
		"paidFinal ahead",
		"settled ahead",
	]);
	// Before the refund itself is read, nothing is claimed of it.
	expect(told(stagesOfDeposit(refunding)).at(4)).toBe("signed now");
	const paid: Withdrawal = { ...refund, state: "paid", steem_time: 6_000, closed_time: 7_000 };
	const stages = stagesOfDeposit({ ...refunding, state: "refunded" }, paid);
	expect(stages.every((stage) => stage.state === "done")).toBe(true);
	expect(stages.at(-1)?.time).toBe(7_000);
});

test("a withdrawal is signed, paid and settled, or taken back", () => {
	expect(told(stagesOfWithdrawal(withdrawal)).slice(0, 3)).toEqual([
		"requested done",
		"signed now",
		"paid ahead",
	]);
	const expired: Withdrawal = { ...withdrawal, state: "expired", ready_time: 5_000, expired_time: 8_500 };
	expect(told(stagesOfWithdrawal(expired))).toContain("expired done");
	const reclaimed: Withdrawal = { ...withdrawal, state: "reclaimed", closed_time: 9_500 };
	expect(told(stagesOfWithdrawal(reclaimed))).toEqual(["requested done", "reclaimed done"]);
});

test("deposits of several lists are there once, the newest first", () => {
	const older = { ...deposit, transaction: "0c".repeat(20), proved_block: 2 };
	const second = { ...deposit, operation: 1, proved_event: 4 };
	expect(together([older, deposit], undefined, [deposit, second])).toEqual([second, deposit, older]);
});
