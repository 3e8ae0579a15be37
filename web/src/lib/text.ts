/** Characters that show nothing or turn the direction of what follows: they let one name look like another. */
const HIDDEN =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu; // eslint-disable-line no-control-regex

const decoder = new TextDecoder("utf-8", { fatal: false });
const encoder = new TextEncoder();

/** Text of a user of the chain for the screen: without characters that deceive, and with no more than `most` of them. */
export function shown(text: string, most = 512): string {
	const clean = text.replace(HIDDEN, "").trim();
	return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

export function fromBytes(bytes: Uint8Array): string {
	return decoder.decode(bytes);
}

export function toBytes(text: string): Uint8Array {
	return encoder.encode(text);
}

/** How long the chain finds a text: bytes of UTF-8. */
export function byteLength(text: string): number {
	return encoder.encode(text).length;
}

/** `5Grwva…utQY` */
export function shortAddress(address: string): string {
	return address.length > 14 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
}
