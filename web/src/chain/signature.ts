/** Which kind of signature a wallet has given: the chain wants to be told. */
import { signaturesIn, type Signature } from "@/lib/voucher";
import { toBytes } from "@/lib/text";

/**
 * The signature in a wallet's answer, by the kind of the account's key. Where the wallet has not said which that is, it
 * is the kind that verifies; `undefined` if there is none.
 */
export async function signatureOf(
	raw: Uint8Array,
	keyType: string | undefined,
	message: Uint8Array,
	publicKey: Uint8Array,
): Promise<Signature | undefined> {
	const found = signaturesIn(raw, keyType);
	if (keyType !== undefined) return found[0];
	const { ed25519, sr25519 } = await import("@polkadot-labs/hdkd-helpers");
	// As it is, or as wallets wrap it: the chain takes both.
	const wrapped = Uint8Array.of(...toBytes("<Bytes>"), ...message, ...toBytes("</Bytes>"));
	return found.find(({ kind, bytes }) => {
		// The account of an ECDSA key is a hash, against which nothing can be checked here.
		const curve = kind === "Ed25519" ? ed25519 : kind === "Sr25519" ? sr25519 : undefined;
		return [wrapped, message].some((text) => {
			try {
				return curve?.verify(bytes, text, publicKey) === true;
			} catch {
				return false;
			}
		});
	});
}
