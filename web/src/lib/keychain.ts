/**
 * Steem Keychain, the browser extension that signs for Steem: what it gives to pages is `window.steem_keychain`, whose
 * functions take what is to be signed and a callback for the answer. It signs and broadcasts by itself; the page never
 * sees a key.
 */
import { useEffect, useState } from "react";

/** What it answers. `result` is what the node of Steem has said, with the transaction's id. */
export interface KeychainAnswer {
	success: boolean;
	error?: unknown;
	message?: unknown;
	result?: unknown;
}

type Callback = (answer: KeychainAnswer) => void;

export interface SteemKeychain {
	/** `amount` with three decimals. `enforce`: no other account may be chosen in the extension. */
	requestTransfer: (
		account: string,
		to: string,
		amount: string,
		memo: string,
		currency: "STEEM" | "SBD",
		callback: Callback,
		enforce?: boolean,
	) => void;
	requestCustomJson: (
		account: string,
		id: string,
		key: "Active" | "Posting",
		json: string,
		display: string,
		callback: Callback,
	) => void;
	/** `amount` with three decimals in SP, six in VESTS. */
	requestDelegation: (
		account: string,
		delegatee: string,
		amount: string,
		unit: "VESTS" | "SP",
		callback: Callback,
	) => void;
}

declare global {
	interface Window {
		steem_keychain?: SteemKeychain;
	}
}

export type KeychainOutcome =
	| {
			ok: true;
			/** The id of the transaction, if the answer has it. */
			id: string | undefined;
	  }
	| { ok: false; refused: boolean; text: string };

/** Makes a request, and waits for the answer for as long as its user takes. */
export function askKeychain(
	request: (keychain: SteemKeychain, callback: Callback) => void,
): Promise<KeychainOutcome> {
	const { steem_keychain: keychain } = window;
	if (!keychain) return Promise.resolve({ ok: false, refused: false, text: "" });
	return new Promise((resolve) => {
		try {
			request(keychain, (answer) => resolve(outcomeOf(answer)));
		} catch (error) {
			resolve({ ok: false, refused: false, text: String(error).slice(0, 200) });
		}
	});
}

/** Reads an answer, of which nothing is certain: it comes from another program. */
export function outcomeOf(answer: KeychainAnswer): KeychainOutcome {
	const { success, error, message, result } = answer;
	if (success) {
		const id = (result as { id?: unknown } | null | undefined)?.id;
		return { ok: true, id: typeof id === "string" && /^[0-9a-f]{40}$/i.test(id) ? id : undefined };
	}
	const text = [message, error].find((one) => typeof one === "string" && one !== "");
	return {
		ok: false,
		refused: error === "user_cancel",
		text: typeof text === "string" ? text.slice(0, 200) : "",
	};
}

/** Whether the extension is there. It puts itself into the page some time after the page has loaded. */
export function useKeychain(): boolean {
	const [there, setThere] = useState(() => window.steem_keychain !== undefined);
	useEffect(() => {
		if (there) return undefined;
		const timer = setInterval(() => {
			if (window.steem_keychain !== undefined) setThere(true);
		}, 1_000);
		return () => clearInterval(timer);
	}, [there]);
	return there;
}
