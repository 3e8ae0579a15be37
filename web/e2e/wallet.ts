/**
 * A browser wallet as the page sees one (`injectedWeb3`, the interface of polkadot{.js}): its keys stay outside of the
 * page, it signs what it is shown, and it can refuse, lose its accounts or be gone.
 */
import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import {
	blake2b256,
	DEV_PHRASE,
	entropyToMiniSecret,
	mnemonicToEntropy,
	ss58Address,
} from "@polkadot-labs/hdkd-helpers";
import type { Page } from "@playwright/test";

const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)));
/** An account that the development chain endows and that the app does not offer by itself. */
const pair = derive("//Dave//stash");
export const WALLET_ADDRESS = ss58Address(pair.publicKey, 42);
/** As the wallet writes it, which is set to another chain. */
const ADDRESS_THERE = ss58Address(pair.publicKey, 0);
export const WALLET_NAME = "Savings of Dave";

/** `never`: the wallet's window stays open and nobody answers. */
export type Mood = "sign" | "refuse" | "never";

interface Payload {
	method: string;
	era: string;
	nonce: string;
	tip: string;
	mode?: number;
	specVersion: string;
	transactionVersion: string;
	genesisHash: string;
	blockHash: string;
	signedExtensions: string[];
}

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/^0x/, ""), "hex");
const u32 = (hex: string): Buffer => {
	const out = Buffer.alloc(4);
	out.writeUInt32LE(Number(BigInt(hex)));
	return out;
};
/** SCALE's compact form, of what fits 30 bits. */
function compact(hex: string): Buffer {
	const value = Number(BigInt(hex));
	if (value < 64) return Buffer.from([value << 2]);
	if (value < 16_384) return Buffer.from([((value << 2) | 1) & 0xff, value >> 6]);
	const out = Buffer.alloc(4);
	out.writeUInt32LE(((value << 2) | 2) >>> 0);
	return out;
}

/** What is signed: the call, what goes into the transaction, and what only the signature covers; in the chain's order. */
function toSign(payload: Payload): Buffer {
	const explicit: Buffer[] = [];
	const implicit: Buffer[] = [];
	for (const extension of payload.signedExtensions) {
		switch (extension) {
			case "CheckSpecVersion":
				implicit.push(u32(payload.specVersion));
				break;
			case "CheckTxVersion":
				implicit.push(u32(payload.transactionVersion));
				break;
			case "CheckGenesis":
				implicit.push(bytes(payload.genesisHash));
				break;
			case "CheckMortality":
			case "CheckEra":
				explicit.push(bytes(payload.era));
				implicit.push(bytes(payload.blockHash));
				break;
			case "CheckNonce":
				explicit.push(compact(payload.nonce));
				break;
			case "ChargeTransactionPayment":
				explicit.push(compact(payload.tip));
				break;
			case "CheckMetadataHash":
				// Not used: no hash, neither here nor there.
				explicit.push(Buffer.from([payload.mode ?? 0]));
				implicit.push(Buffer.from([0]));
				break;
			default:
				// The others carry nothing.
				break;
		}
	}
	return Buffer.concat([bytes(payload.method), ...explicit, ...implicit]);
}

function signature(message: Uint8Array): string {
	const signed = pair.sign(message.length > 256 ? blake2b256(message) : message);
	return `0x01${Buffer.from(signed).toString("hex")}`;
}

export class Wallet {
	mood: Mood = "sign";
	/** How often it was asked to sign. */
	asked = 0;

	constructor(private readonly page: Page) {}

	/** Puts it into the page. `access`: whether it lets the page see its accounts. */
	async install(access: "allow" | "deny" | "empty" = "allow"): Promise<void> {
		await this.page.exposeFunction("walletSigns", async (payload: Payload): Promise<string> => {
			this.asked += 1;
			if (this.mood === "never") return new Promise(() => undefined);
			// The word of the wallets that are used most.
			if (this.mood === "refuse") throw new Error("Cancelled");
			return signature(toSign(payload));
		});
		await this.page.addInitScript(
			({ access, address, name }) => {
				type Listener = (accounts: object[]) => void;
				const listeners = new Set<Listener>();
				let accounts: object[] = access === "empty" ? [] : [{ address, name, type: "sr25519" }];
				const page = window as unknown as Record<string, unknown> & {
					walletSigns: (payload: unknown) => Promise<string>;
				};
				page.walletLosesAccounts = () => {
					accounts = [];
					for (const listener of listeners) listener(accounts);
				};
				page.injectedWeb3 = {
					"test-wallet": {
						version: "1.0.0",
						enable: () =>
							access === "deny"
								? Promise.reject(new Error("Rejected"))
								: Promise.resolve({
										accounts: {
											get: () => Promise.resolve(accounts),
											subscribe: (listener: Listener) => {
												listeners.add(listener);
												return () => listeners.delete(listener);
											},
										},
										signer: {
											signPayload: async (payload: unknown) => ({
												id: 1,
												signature: await page.walletSigns(payload),
											}),
											signRaw: () => Promise.reject(new Error("not asked for here")),
										},
									}),
					},
				};
			},
			{ access, address: ADDRESS_THERE, name: WALLET_NAME },
		);
	}

	/** Locks it: its accounts are gone while the page is open. */
	async lock(): Promise<void> {
		await this.page.evaluate(() =>
			(window as unknown as { walletLosesAccounts: () => void }).walletLosesAccounts(),
		);
	}
}
