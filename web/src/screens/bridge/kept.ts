/** What the browser remembers of an account's deposits and withdrawals: the chain lists only what is open. */
import { recallJson, remember } from "@/lib/storage";

const MOST = 50;

export interface Kept {
	/** Ids of transactions on Steem, newest first. */
	deposits: `0x${string}`[];
	/** Numbers of withdrawals, newest first. */
	withdrawals: string[];
}

const NOTHING: Kept = { deposits: [], withdrawals: [] };

function isKept(value: unknown): value is Kept {
	const kept = value as Partial<Kept> | null;
	return (
		Array.isArray(kept?.deposits) &&
		kept.deposits.every((id) => typeof id === "string" && /^0x[0-9a-f]{40}$/.test(id)) &&
		Array.isArray(kept.withdrawals) &&
		kept.withdrawals.every((nonce) => typeof nonce === "string" && /^\d{1,20}$/.test(nonce))
	);
}

/** Of another chain nothing is remembered here: numbers begin anew there. */
function keyOf(genesis: string, account: string): string {
	return `bridge.${genesis.slice(2, 14)}.${account}`;
}

export function recallKept(genesis: string, account: string): Kept {
	return recallJson(keyOf(genesis, account), isKept) ?? NOTHING;
}

/** `now` with one more in front; each once, and not more than can be looked up at a time. */
export function withOne<T>(now: T[], one: T): T[] {
	return [one, ...now.filter((other) => other !== one)].slice(0, MOST);
}

export function keep(genesis: string, account: string, kept: Kept): void {
	remember(keyOf(genesis, account), JSON.stringify(kept));
}
