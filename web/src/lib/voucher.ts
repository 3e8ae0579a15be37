/** A signed voucher as text: what an app hands to a member, in a link or to be pasted. */
import { z } from "zod";

z.config({ jitless: true });

const number = z.string().regex(/^\d{1,39}$/);
const shape = z.object({
	community: z.number().int().min(0).max(0xffff_ffff),
	pool: z.number().int().min(0).max(0xffff_ffff),
	member: z.string().max(64),
	amount: number,
	id: number,
	expires: z.number().int().min(0).max(0xffff_ffff),
	signer: z.string().max(64),
	kind: z.enum(["Sr25519", "Ed25519", "Ecdsa"]),
	signature: z.string().regex(/^0x([0-9a-f]{128}|[0-9a-f]{130})$/),
});
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
