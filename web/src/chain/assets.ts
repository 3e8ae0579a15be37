/** Assets as the app names them: `native`, `local:1` (tNUT), `local:1000`, `liquidity:0`. The API uses the same. */
import type { UseQueryResult } from "@tanstack/react-query";
import { fromBytes, shown } from "@/lib/text";
import type { Chain } from "./connection";
import { useChainQuery } from "./hooks";
import type { StakeableAsset, TradedKind } from "./types";

export type AssetId = "native" | `local:${number}` | `liquidity:${number}`;

export interface Asset {
	id: AssetId;
	symbol: string;
	name: string;
	decimals: number;
	/** The two assets of a liquidity token. */
	pair?: [AssetId, AssetId];
}

/** What an amount is counted in; assets of the chain, and those of Steem. */
export type Unit = Pick<Asset, "symbol" | "decimals">;

export const NATIVE: Asset = { id: "native", symbol: "NUT", name: "Nut", decimals: 12 };
export const LIQUID_STAKING: AssetId = "local:1";

export function isAssetId(text: string): text is AssetId {
	return text === "native" || /^(local|liquidity):\d{1,10}$/.test(text);
}

export function assetNumber(id: AssetId): number {
	return Number(id.split(":")[1] ?? 0);
}

export function fromStakeable(asset: StakeableAsset): AssetId {
	return asset.type === "Local" ? `local:${asset.value}` : `liquidity:${asset.value}`;
}

export function toStakeable(id: AssetId): StakeableAsset {
	if (id === "native") throw new Error("NUT itself cannot be staked in a pool");
	return {
		type: id.startsWith("local:") ? "Local" : "Liquidity",
		value: assetNumber(id),
	} as StakeableAsset;
}

export function fromTraded(kind: TradedKind): AssetId {
	return kind.type === "Native" ? "native" : `local:${kind.value}`;
}

export function toTraded(id: AssetId): TradedKind {
	if (id === "native") return { type: "Native", value: undefined };
	if (id.startsWith("liquidity:")) throw new Error("liquidity tokens have no market");
	return { type: "WithId", value: assetNumber(id) };
}

/** The exchange's market of a liquidity token. */
export async function marketOfLiquidity(
	chain: Chain,
	token: number,
): Promise<[AssetId, AssetId] | undefined> {
	const pools = await chain.api.query.AssetConversion.Pools.getEntries({ at: "best" });
	const found = pools.find((pool) => pool.value === token);
	const [a, b] = found?.keyArgs[0] ?? [];
	return a && b ? [fromTraded(a), fromTraded(b)] : undefined;
}

export async function readAsset(chain: Chain, id: AssetId): Promise<Asset> {
	if (id === "native") return NATIVE;
	if (id.startsWith("liquidity:")) {
		const pair = await marketOfLiquidity(chain, assetNumber(id));
		const symbols =
			pair && (await Promise.all(pair.map((side) => readAsset(chain, side)))).map((a) => a.symbol);
		return {
			id,
			symbol: symbols ? `${symbols.join("/")} LP` : `LP ${assetNumber(id)}`,
			name: symbols ? symbols.join(" / ") : `LP ${assetNumber(id)}`,
			// Liquidity tokens are counted in units of 10^-12, like NUT; the chain gives them no decimals of their own.
			decimals: 12,
			...(pair ? { pair } : {}),
		};
	}
	const metadata = await chain.api.query.Assets.Metadata.getValue(assetNumber(id), { at: "best" });
	return {
		id,
		symbol: shown(fromBytes(metadata.symbol), 12) || `#${assetNumber(id)}`,
		name: shown(fromBytes(metadata.name), 50),
		decimals: metadata.decimals,
	};
}

/** The number of an asset as somebody typed it; `undefined` if no asset can have it. */
export function typedNumber(text: string): number | undefined {
	const digits = text.normalize("NFKC").trim();
	return /^\d{1,10}$/.test(digits) && Number(digits) <= 0xffff_ffff ? Number(digits) : undefined;
}

/** tNUT or a community's token by its number; `null` if there is none of this number. */
export async function findLocal(chain: Chain, number: number): Promise<Asset | null> {
	const details = await chain.api.query.Assets.Asset.getValue(number, { at: "best" });
	return details ? readAsset(chain, `local:${number}`) : null;
}

export function useAsset(id: AssetId | undefined): UseQueryResult<Asset> {
	return useChainQuery(["asset", id], (chain) => readAsset(chain, id ?? "native"), {
		enabled: id !== undefined,
		every: "once",
	});
}

export interface Balance {
	/** What can be spent or sent away and keeps the account alive. */
	free: bigint;
	/** Staked, held as a deposit, or otherwise not free. */
	held: bigint;
}

/** What an account has of an asset. */
export async function readBalance(chain: Chain, account: string, id: AssetId): Promise<Balance> {
	const at = { at: "best" } as const;
	if (id === "native") {
		const [{ data }, minimum] = await Promise.all([
			chain.api.query.System.Account.getValue(account, at),
			chain.api.constants.Balances.ExistentialDeposit(),
		]);
		// A part of what is reserved may count for what is frozen; the existential deposit stays in any case.
		const untouchable = data.frozen > data.reserved ? data.frozen - data.reserved : 0n;
		const kept = untouchable > minimum ? untouchable : minimum;
		return { free: data.free > kept ? data.free - kept : 0n, held: data.reserved };
	}
	if (id.startsWith("local:")) {
		const record = await chain.api.query.Assets.Account.getValue(assetNumber(id), account, at);
		return { free: record?.balance ?? 0n, held: 0n };
	}
	const entry = chain.unsafe.query.PoolAssets?.Account;
	const record = (await entry?.getValue(assetNumber(id), account, at)) as { balance: bigint } | undefined;
	return { free: record?.balance ?? 0n, held: 0n };
}

export function useBalance(account: string | undefined, id: AssetId | undefined): UseQueryResult<Balance> {
	return useChainQuery(
		["balance", account, id],
		(chain) => readBalance(chain, account ?? "", id ?? "native"),
		{
			enabled: account !== undefined && id !== undefined,
		},
	);
}
