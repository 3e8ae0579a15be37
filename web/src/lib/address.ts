/** Addresses of accounts (SS58), checked without a hash library: the form only; the chain checks the rest. */
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]+$/;

/** Whether the text can be an address of an account of 32 bytes. Its checksum is checked when it is decoded to be sent. */
export function isAddress(text: string): boolean {
	return BASE58.test(text) && text.length >= 46 && text.length <= 50;
}
