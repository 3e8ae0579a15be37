/** A signed voucher as text: what an app hands to a member, in a link or to be pasted. */
import { z } from "zod";

z.config({ jitless: true });

/** The bytes of each kind of signature that the chain takes. */
const LENGTHS = { Sr25519: 64, Ed25519: 64, Ecdsa: 65, Eth: 65 } as const;
export type SignatureKind = keyof typeof LENGTHS;

/** A whole number of so many bits, in decimal digits. */
const number = (bits: bigint) =>
	z.string().refine((text) => /^\d{1,39}$/.test(text) && BigInt(text) < 1n << bits);
const shape = z
	.object({
		community: z.number().int().min(0).max(0xffff_ffff),
		pool: z.number().int().min(0).max(0xffff_ffff),
		member: z.string().max(64),
		amount: number(128n),
		id: number(64n),
		expires: z.number().int().min(0).max(0xffff_ffff),
		signer: z.string().max(64),
		kind: z.enum(Object.keys(LENGTHS) as SignatureKind[]),
		signature: z.string().regex(/^0x([0-9a-f]{2})+$/),
	})
	.refine(({ kind, signature }) => signature.length === 2 + 2 * LENGTHS[kind]);
export type SignedVoucher = z.infer<typeof shape>;

/** For a link's part behind `#`, which no server gets to see. */
export function writeVoucher(voucher: SignedVoucher): string {
	return btoa(JSON.stringify(voucher)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads a link, its last part or the bare text; `undefined` if it is none. */
export function readVoucher(text: string): SignedVoucher | undefined {
	if (text.length > 4_000) return undefined;
	const part = text.trim().split("#").at(-1) ?? "";
	try {
		const json = part.startsWith("{") ? part : atob(part.replaceAll("-", "+").replaceAll("_", "/"));
		const found = shape.safeParse(JSON.parse(json));
		return found.success ? found.data : undefined;
	} catch {
		return undefined;
	}
}

export function toHex(bytes: Uint8Array): string {
	return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export interface Signature {
	kind: SignatureKind;
	bytes: Uint8Array;
}

/** What wallets call the kinds of keys whose signatures they give, and the byte that some put before a signature. */
const KEYS: Record<string, { kind: SignatureKind; tag: number }> = {
	ed25519: { kind: "Ed25519", tag: 0 },
	sr25519: { kind: "Sr25519", tag: 1 },
	ecdsa: { kind: "Ecdsa", tag: 2 },
};

/**
 * What a wallet's answer can be: of a key whose kind is known, one signature or none; otherwise of every kind that has
 * its form. Ethereum's wallets put words of their own before what they sign, which the chain does not take.
 */
export function signaturesIn(raw: Uint8Array, keyType: string | undefined): Signature[] {
	const known = keyType === undefined ? Object.values(KEYS) : [KEYS[keyType]];
	return known.flatMap((key) => {
		if (!key) return [];
		const length = LENGTHS[key.kind];
		const bytes =
			raw.length === length
				? raw
				: raw.length === length + 1 && raw[0] === key.tag
					? raw.slice(1)
					: undefined;
		return bytes ? [{ kind: key.kind, bytes: key.kind === "Ecdsa" ? recoverable(bytes) : bytes }] : [];
	});
}

/** The recovery id as the chain reads it: 0 or 1, where Bitcoin's and Ethereum's tools write 27 or 28. */
function recoverable(bytes: Uint8Array): Uint8Array {
	const last = bytes.at(-1) ?? 0;
	return last < 27 ? bytes : Uint8Array.of(...bytes.slice(0, -1), last - 27);
}
