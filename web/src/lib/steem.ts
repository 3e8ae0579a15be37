/** What the app says to Steem and about it, without the chain: names, memos, amounts, and where a withdrawal stands. */
import { exactAmount } from "./amount";

/** What is counted on Steem, for `Amount` and `AmountField`. */
export const STEEM = { symbol: "STEEM", decimals: 3 } as const;
export const VESTS = { symbol: "VESTS", decimals: 6 } as const;

/** The id of the `custom_json` that binds an account on Steem to an address. */
export const BIND_ID = "nutbox";

/** The source of stakes in pools of the kind `Delegation` that Steem proves. */
export const STEEM_SOURCE = 1;

const MEMO_PREFIX = "nutbox:";

/** Why no account on Steem can have a name; also the last part of the key of its message. */
export type NameProblem =
	"empty" | "at" | "capitals" | "short" | "long" | "characters" | "part" | "start" | "end";

/**
 * Checks a name by Steem's rules: 3 to 16 characters; parts between dots of at least 3 characters, which begin with a
 * letter, end with a letter or digit, and have letters, digits and dashes between.
 *
 * Source: `is_valid_account_name`, `libraries/protocol/authority.cpp`; ours in `AccountName::is_valid`, `steem/`.
 */
export function nameProblem(name: string): NameProblem | undefined {
	if (name === "") return "empty";
	// As people write names in posts; the name itself is without it.
	if (name.startsWith("@")) return "at";
	if (/[A-Z]/.test(name)) return "capitals";
	if (!/^[a-z0-9.-]+$/.test(name)) return "characters";
	if (name.length < 3) return "short";
	if (name.length > 16) return "long";
	const parts = name.split(".");
	if (parts.some((part) => part.length < 3)) return "part";
	if (parts.some((part) => !/^[a-z]/.test(part))) return "start";
	if (parts.some((part) => part.endsWith("-"))) return "end";
	return undefined;
}

/** The address in the memo that the chain gives for an account, in the form of this chain's addresses. */
export function addressOfMemo(memo: string): string | undefined {
	const address = memo.startsWith(MEMO_PREFIX) ? memo.slice(MEMO_PREFIX.length) : "";
	return /^[1-9A-HJ-NP-Za-km-z]{40,50}$/.test(address) ? address : undefined;
}

/** The text that binds an account on Steem to an address: this one field and nothing else. */
export function bindJson(address: string): string {
	return JSON.stringify({ bind: address });
}

/** An amount as Steem and its wallets write it, with every decimal: `1.000`. */
export function steemDigits(value: bigint, decimals: number): string {
	const [whole = "0", part = ""] = exactAmount(value, decimals).split(".");
	return `${whole}.${part.padEnd(decimals, "0")}`;
}

/** The id of a transaction on Steem, as somebody pasted it: 40 hexadecimal digits. */
export function transactionId(text: string): `0x${string}` | undefined {
	const digits = text.trim().toLowerCase().replace(/^0x/, "");
	return /^[0-9a-f]{40}$/.test(digits) ? `0x${digits}` : undefined;
}

/** What is known of time, in seconds since 1970. */
export interface Times {
	/** This chain's clock. */
	chain: bigint;
	/** The time of the newest final block of Steem that this chain knows. */
	steem: number | undefined;
}

export interface OpenWithdrawal {
	deadline: bigint;
	expiration?: number | undefined;
	lapses_at?: bigint | undefined;
	signatures: readonly unknown[];
	threshold: number;
}

/**
 * Where a withdrawal stands:
 *
 * * `unwritten`: no transaction waits for signatures; one has to be asked for.
 * * `signing`: custodians are signing. `signed`: enough have; it is on its way to Steem.
 * * `expiring`: its time is over by this chain's clock; the light client has not seen so much of Steem yet.
 * * `expired`: no block of Steem can contain it any more; somebody has to note that.
 * * `window`: a payment can still be proved, until `lapses_at`.
 * * `over`: it was not paid; another transaction can be asked for.
 */
export type Phase = "unwritten" | "signing" | "signed" | "expiring" | "expired" | "window" | "over";

export interface Standing {
	phase: Phase;
	/** Whether the deadline has passed: only the owner may ask for another transaction, and can take it back. */
	late: boolean;
	/** What the chain would take from the owner now. */
	canLapse: boolean;
	canRenew: boolean;
	canReclaim: boolean;
}

/** The chain's own rules (`progress`, `do_renew`, `do_reclaim` of the gateway), for what to offer; it checks them again. */
export function standingOf(withdrawal: OpenWithdrawal, times: Times, authorityMatches: boolean): Standing {
	const phase = phaseOf(withdrawal, times);
	const late = times.chain >= withdrawal.deadline;
	const free = phase === "unwritten" || phase === "over";
	return {
		phase,
		late,
		canLapse: phase === "expired",
		canRenew: free && authorityMatches,
		canReclaim: free && late,
	};
}

function phaseOf(withdrawal: OpenWithdrawal, times: Times): Phase {
	const { expiration, lapses_at: end } = withdrawal;
	if (expiration === undefined) return "unwritten";
	const steem = times.steem === undefined ? undefined : BigInt(times.steem);
	if (end !== undefined) {
		return times.chain >= end && steem !== undefined && steem >= end ? "over" : "window";
	}
	if (steem !== undefined && steem >= BigInt(expiration)) return "expired";
	if (times.chain >= BigInt(expiration)) return "expiring";
	return withdrawal.signatures.length >= withdrawal.threshold ? "signed" : "signing";
}
