/** What can go wrong with a transaction, and in which words the reader is told. */
import type { TFunction } from "i18next";

export type Problem =
	| { kind: "module"; pallet: string; name: string }
	| { kind: "token"; name: string }
	| { kind: "dispatch"; name: string }
	| { kind: "invalid"; name: string }
	| {
			kind:
				| "refused"
				| "walletGone"
				| "walletWrongChain"
				| "disconnected"
				| "wrongChain"
				| "noFee"
				| "dropped";
	  }
	| { kind: "unknown"; text: string };

interface Tagged {
	type: string;
	value?: unknown;
}

function tagged(value: unknown): Tagged | undefined {
	return typeof value === "object" && value !== null && typeof (value as Tagged).type === "string"
		? (value as Tagged)
		: undefined;
}

/** The problem of a dispatch error as the chain says it. */
export function ofDispatch(error: unknown): Problem {
	const outer = tagged(error);
	const inner = tagged(outer?.value);
	if (outer?.type === "Module" && inner) {
		return { kind: "module", pallet: inner.type, name: tagged(inner.value)?.type ?? "?" };
	}
	if (outer?.type === "Token" && inner) return { kind: "token", name: inner.type };
	if (outer) return { kind: "dispatch", name: outer.type };
	return { kind: "unknown", text: String(error) };
}

/** The problem of a transaction that the pool refuses. */
export function ofValidity(error: unknown): Problem {
	const outer = tagged(error);
	const inner = tagged(outer?.value);
	const name = inner?.type ?? outer?.type ?? "?";
	return name === "Payment" ? { kind: "noFee" } : { kind: "invalid", name };
}

/** The problem behind something that was thrown while signing or sending. */
export function ofThrown(error: unknown): Problem {
	if (error instanceof Error && error.name === "WalletGone") return { kind: "walletGone" };
	if (error instanceof Error && error.name === "InvalidTxError") {
		return ofValidity((error as Error & { error?: unknown }).error);
	}
	const text = error instanceof Error ? error.message : String(error);
	// Wallets have no codes for it; these are the words of those that are used most.
	if (/cancel|reject|denied|declined|refused|user abort/i.test(text)) return { kind: "refused" };
	if (/disconnect|not connected|socket|stopped|destroyed|timeout/i.test(text))
		return { kind: "disconnected" };
	return { kind: "unknown", text };
}

export interface Sentence {
	/** What happened. */
	what: string;
	/** What to do. */
	todo: string;
}

/** The problem in the reader's language. Chain errors are words by `Pallet.Error`. */
export function describe(problem: Problem, t: TFunction<"errors">): Sentence {
	const known = (key: string, values: Record<string, string> = {}): Sentence | undefined => {
		const exists = (t as unknown as (key: string, options: object) => string)(`${key}.what`, {
			...values,
			defaultValue: "",
		});
		if (exists === "") return undefined;
		const todo = (t as unknown as (key: string, options: object) => string)(`${key}.todo`, {
			...values,
			defaultValue: "",
		});
		return { what: exists, todo };
	};
	switch (problem.kind) {
		case "module":
			return (
				known(`${problem.pallet}.${problem.name}`) ??
				known("other.module", { name: `${problem.pallet}.${problem.name}` }) ?? {
					what: problem.name,
					todo: "",
				}
			);
		case "token":
			return (
				known(`Token.${problem.name}`) ??
				known("other.module", { name: problem.name }) ?? { what: "", todo: "" }
			);
		case "dispatch":
			return (
				known(`Dispatch.${problem.name}`) ??
				known("other.module", { name: problem.name }) ?? { what: "", todo: "" }
			);
		case "invalid":
			return (
				known(`Invalid.${problem.name}`) ??
				known("other.invalid", { name: problem.name }) ?? { what: "", todo: "" }
			);
		case "unknown":
			return (
				known("other.unknown", { text: problem.text.slice(0, 200) }) ?? {
					what: problem.text,
					todo: "",
				}
			);
		default:
			return known(`other.${problem.kind}`) ?? { what: problem.kind, todo: "" };
	}
}
