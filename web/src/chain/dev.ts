/** The development accounts that every Substrate chain's documentation names. Their keys are public. */
import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy, ss58Address } from "@polkadot-labs/hdkd-helpers";
import type { PolkadotSigner } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { SS58_PREFIX } from "@/lib/address";

const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)));

export function devAddress(name: string): string {
	return ss58Address(derive(`//${name}`).publicKey, SS58_PREFIX);
}

export function devSigner(name: string): PolkadotSigner {
	const pair = derive(`//${name}`);
	return getPolkadotSigner(pair.publicKey, "Sr25519", (input) => pair.sign(input));
}
