/** The legs of a transfer over the bridge, out of what the index says of it. */
import type { Schemas } from "@/api/client";

export type Deposit = Schemas["Deposit"];
export type Withdrawal = Schemas["Withdrawal"];

/** What a transfer passes on its way; also the last part of the key of its words. */
export type StageKey =
	| "sent"
	| "final"
	| "proved"
	| "credited"
	| "donated"
	| "refundOpened"
	| "requested"
	| "signed"
	| "expired"
	| "paid"
	| "paidFinal"
	| "settled"
	| "reclaimed";

export interface Stage {
	key: StageKey;
	/** `now`: the one that is waited for. */
	state: "done" | "now" | "ahead";
	/** When, in milliseconds; nothing where it is ahead or not known. */
	time?: number | undefined;
	/** The block of Steem. */
	steemBlock?: number | undefined;
}

type Passed = Omit<Stage, "state"> & { done: boolean };

/** The first that is not done is waited for, unless all has ended. */
function inOrder(passed: Passed[]): Stage[] {
	let waited = false;
	return passed.map(({ done, ...stage }) => {
		if (done) return { ...stage, state: "done" };
		const state = waited ? "ahead" : "now";
		waited = true;
		return { key: stage.key, state };
	});
}

const known = (value: number | null | undefined): number | undefined => value ?? undefined;

/** What was sent and is not proved yet: where on the way it is, only Steem knows. */
export function stagesOfUnproved(): Stage[] {
	return inOrder([
		{ key: "sent", done: true },
		{ key: "final", done: false },
		{ key: "proved", done: false },
		{ key: "credited", done: false },
	]);
}

/** The legs of a deposit; with its refund, those of the way back as well. */
export function stagesOfDeposit(deposit: Deposit, refund?: Withdrawal | null): Stage[] {
	const passed: Passed[] = [
		{
			key: "sent",
			done: true,
			time: known(deposit.steem_time),
			steemBlock: known(deposit.steem_block),
		},
		{ key: "final", done: true, time: known(deposit.final_time) },
		{ key: "proved", done: true, time: deposit.proved_time },
	];
	switch (deposit.state) {
		case "credited":
		case "waiting":
			passed.push({
				key: "credited",
				done: deposit.state === "credited",
				time: known(deposit.closed_time),
			});
			break;
		case "donated":
			passed.push({ key: "donated", done: true, time: known(deposit.closed_time) });
			break;
		case "refunding":
		case "refunded":
			passed.push({ key: "refundOpened", done: true, time: known(refund?.requested_time) });
			passed.push(...payment(refund ?? undefined, deposit.state === "refunded"));
	}
	return inOrder(passed);
}

/** The legs of a withdrawal. */
export function stagesOfWithdrawal(withdrawal: Withdrawal): Stage[] {
	const asked: Passed = { key: "requested", done: true, time: withdrawal.requested_time };
	if (withdrawal.state === "reclaimed") {
		return inOrder([asked, { key: "reclaimed", done: true, time: known(withdrawal.closed_time) }]);
	}
	return inOrder([asked, ...payment(withdrawal, withdrawal.state === "paid")]);
}

/** From the custodians' signatures to the proof that it was paid. */
function payment(withdrawal: Withdrawal | undefined, paid: boolean): Passed[] {
	const expired = withdrawal?.state === "expired";
	return [
		{
			key: "signed",
			// An attempt that was signed by enough may have been paid by an earlier one's signatures.
			done: paid || (withdrawal?.ready_time ?? undefined) !== undefined,
			time: known(withdrawal?.ready_time),
		},
		...(expired ? [{ key: "expired", done: true, time: known(withdrawal.expired_time) } as const] : []),
		{
			key: "paid",
			done: paid,
			time: known(withdrawal?.steem_time),
			steemBlock: known(withdrawal?.steem_block),
		},
		{ key: "paidFinal", done: paid, time: known(withdrawal?.final_time) },
		{ key: "settled", done: paid, time: known(withdrawal?.closed_time) },
	];
}

/** Whether they are one deposit: a transaction may hold several. */
export function keyOfDeposit(deposit: Pick<Deposit, "transaction" | "operation">): string {
	return `${deposit.transaction}:${deposit.operation}`;
}

/** Deposits of several lists, each once, those proved last in front. */
export function together(...lists: (Deposit[] | undefined)[]): Deposit[] {
	const all = new Map<string, Deposit>();
	for (const deposit of lists.flatMap((list) => list ?? [])) all.set(keyOfDeposit(deposit), deposit);
	return [...all.values()].sort(
		(a, b) => b.proved_block - a.proved_block || b.proved_event - a.proved_event,
	);
}
