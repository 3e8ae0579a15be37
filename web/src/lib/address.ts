/** Addresses of accounts (SS58). Only screens that are loaded when they are visited use this: it brings a hash library. */
import { getSs58AddressInfo } from "polkadot-api";

/**
 * Whether the text is the address of an account of 32 bytes, its checksum included. The prefix of any chain will do:
 * it is the same key.
 */
export function isAddress(text: string): boolean {
	// Decoding takes time with the square of the length, and 36 bytes have at most 50 characters.
	if (text.length > 50) return false;
	const info = getSs58AddressInfo(text);
	return info.isValid && info.publicKey.length === 32;
}
