import { ed25519CreateDerive, sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy } from "@polkadot-labs/hdkd-helpers";
import { expect, it } from "vitest";
import { toBytes } from "@/lib/text";
import { signatureOf } from "./signature";

const seed = entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE));
const message = toBytes("a voucher");
const wrapped = toBytes("<Bytes>a voucher</Bytes>");

it.each([
	["Ed25519", ed25519CreateDerive(seed)("//App")],
	["Sr25519", sr25519CreateDerive(seed)("//App")],
] as const)("finds out that a signature is %s, if the wallet does not say so", async (kind, pair) => {
	const of = (raw: Uint8Array) => signatureOf(raw, undefined, message, pair.publicKey);
	expect((await of(pair.sign(wrapped)))?.kind).toBe(kind);
	expect((await of(pair.sign(message)))?.kind).toBe(kind);
	// And that it is none of this message, or of this key.
	expect(await of(pair.sign(toBytes("another voucher")))).toBeUndefined();
	expect(await of(new Uint8Array(64))).toBeUndefined();
	expect(await of(new Uint8Array(65))).toBeUndefined();
});

it("takes the wallet's word for the kind of its key", async () => {
	const raw = new Uint8Array(64).fill(7);
	expect(await signatureOf(raw, "ed25519", message, new Uint8Array(32))).toEqual({
		kind: "Ed25519",
		bytes: raw,
	});
	expect(await signatureOf(raw, "ethereum", message, new Uint8Array(32))).toBeUndefined();
});
