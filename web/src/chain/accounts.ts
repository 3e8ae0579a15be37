/** Who signs: a browser wallet's accounts, or on development chains the built-in ones. */
import type { PolkadotSigner } from "polkadot-api";
import type { InjectedExtension } from "polkadot-api/pjs-signer";
import { createStore, useStore } from "@/lib/store";
import { recallJson, remember } from "@/lib/storage";
import { chainStore } from "./connection";

export interface Account {
	/** As this chain writes it. */
	address: string;
	name: string;
	/** `dev`, or the wallet's own id. */
	source: string;
	/** The kind of its key, as its wallet names it: `sr25519`. */
	keyType?: string | undefined;
}

export const accountStore = createStore<Account | undefined>(undefined);
/** What can be chosen, by source. */
export const choicesStore = createStore<Record<string, Account[]>>({});

const extensions = new Map<string, InjectedExtension>();

const DEV_NAMES = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];

export function walletsPresent(): string[] {
	return Object.keys((window as { injectedWeb3?: Record<string, unknown> }).injectedWeb3 ?? {});
}

function publish(source: string, accounts: Account[]): void {
	choicesStore.set((now) => ({ ...now, [source]: accounts }));
	const chosen = accountStore.get();
	// The wallet was locked, or the account taken out of it.
	if (chosen?.source === source && !accounts.some((account) => account.address === chosen.address)) {
		accountStore.set(undefined);
	}
}

/** Asks the wallet for its accounts; it may ask its user. */
export async function connectWallet(source: string): Promise<Account[]> {
	const [{ connectInjectedExtension }, { asOurs }] = await Promise.all([
		import("polkadot-api/pjs-signer"),
		import("@/lib/address"),
	]);
	const extension = await connectInjectedExtension(source, "Nutbox");
	extensions.get(source)?.disconnect();
	extensions.set(source, extension);
	const read = (): Account[] =>
		extension.getAccounts().map(({ address, name, type }) => ({
			address: asOurs(address),
			name: name ?? "",
			source,
			keyType: type,
		}));
	extension.subscribe(() => publish(source, read()));
	const accounts = read();
	publish(source, accounts);
	return accounts;
}

/** The built-in accounts, whose keys everybody knows. For development chains only. */
export async function developmentAccounts(): Promise<Account[]> {
	if (!chainStore.get().development) return [];
	const { devAddress } = await import("./dev");
	const accounts = DEV_NAMES.map((name) => ({
		address: devAddress(name),
		name,
		source: "dev",
		keyType: "sr25519",
	}));
	publish("dev", accounts);
	return accounts;
}

export function choose(account: Account | undefined): void {
	accountStore.set(account);
	remember("account", account ? JSON.stringify(account) : null);
}

function isAccount(value: unknown): value is Account {
	const account = value as Partial<Account> | null;
	return (
		typeof account === "object" &&
		typeof account?.address === "string" &&
		typeof account.name === "string" &&
		typeof account.source === "string"
	);
}

/** Takes up the account of last time, if its wallet is there and still gives it. */
export async function restoreAccount(): Promise<void> {
	const kept = recallJson("account", isAccount);
	if (!kept || accountStore.get()) return;
	try {
		const accounts =
			kept.source === "dev"
				? await developmentAccounts()
				: walletsPresent().includes(kept.source)
					? await connectWallet(kept.source)
					: [];
		const found = accounts.find((account) => account.address === kept.address);
		if (found && !accountStore.get()) accountStore.set(found);
	} catch {
		// The wallet said no: nobody is chosen, and the button says so.
	}
}

export class WalletGone extends Error {
	override readonly name = "WalletGone";
}

/** The signer of an account. Throws `WalletGone` if its wallet is not there any more. */
export async function signerOf(account: Account): Promise<PolkadotSigner> {
	if (account.source === "dev") {
		if (!chainStore.get().development)
			throw new WalletGone("development accounts sign on development chains only");
		const { devSigner } = await import("./dev");
		return devSigner(account.name);
	}
	const extension = extensions.get(account.source);
	const { asOurs } = await import("@/lib/address");
	const found = extension?.getAccounts().find(({ address }) => asOurs(address) === account.address);
	if (!found) throw new WalletGone(account.source);
	return found.polkadotSigner;
}

export function useAccount(): Account | undefined {
	return useStore(accountStore);
}
