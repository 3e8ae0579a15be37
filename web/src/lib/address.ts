/** Addresses of accounts (SS58). Only screens that are loaded when they are visited use this: it brings a hash library. */
import { AccountId, getSs58AddressInfo } from "polkadot-api";

/** The prefix of this chain's addresses: `Ss58Prefix` of the runtime. */
export const SS58_PREFIX = 42;

/** The 32 bytes of the account that the text is an address of; `undefined` if it is none, its checksum included. */
function keyOf(text: string): Uint8Array | undefined {
	// Decoding takes time with the square of the length, and 36 bytes have at most 50 characters.
	if (text.length > 50) return undefined;
	const info = getSs58AddressInfo(text);
	return info.isValid && info.publicKey.length === 32 ? info.publicKey : undefined;
}

/** The account's 32 bytes as hex. The prefix of any chain will do: it is the same key. */
export function accountKey(text: string): string | undefined {
	const key = keyOf(text);
	return key && Array.from(key, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function isAddress(text: string): boolean {
	return accountKey(text) !== undefined;
}

/** Whether both are addresses of one account, for whichever chain each is written. */
export function sameAccount(one: string, other: string): boolean {
	const key = accountKey(one);
	return key !== undefined && key === accountKey(other);
}

/**
 * The address as this chain and its index write it. Wallets can be set to write those of any chain. What is no address is left as
 * it is.
 */
export function asOurs(address: string): string {
	const key = keyOf(address);
	return key ? AccountId(SS58_PREFIX).dec(key) : address;
}
