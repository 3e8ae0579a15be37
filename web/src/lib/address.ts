/** Addresses of accounts (SS58). Only screens that are loaded when they are visited use this: it brings a hash library. */
import { getSs58AddressInfo } from "polkadot-api";

/**
 * The 32 bytes of the account that the text is an address of, as hex; `undefined` if it is none, its checksum
 * included. The prefix of any chain will do: it is the same key.
 */
export function accountKey(text: string): string | undefined {
	// Decoding takes time with the square of the length, and 36 bytes have at most 50 characters.
	if (text.length > 50) return undefined;
	const info = getSs58AddressInfo(text);
	if (!info.isValid || info.publicKey.length !== 32) return undefined;
	return Array.from(info.publicKey, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function isAddress(text: string): boolean {
	return accountKey(text) !== undefined;
}

/** Whether both are addresses of one account, for whichever chain each is written. */
export function sameAccount(one: string, other: string): boolean {
	const key = accountKey(one);
	return key !== undefined && key === accountKey(other);
}
