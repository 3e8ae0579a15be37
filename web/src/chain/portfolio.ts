/** What an account has, read from the chain alone. */
import type { UseQueryResult } from "@tanstack/react-query";
import { worthInNut } from "./apr";
import { readAsset, readBalance, type Asset, type AssetId } from "./assets";
import { readCommunity, readPool, stakedAsset, type Community } from "./community";
import type { Chain } from "./connection";
import { useChainQuery } from "./hooks";
import type { PoolRecord, PositionView } from "./types";

const at = { at: "best" } as const;

/** The pools in which an account has something. Read again when a transaction of this page is in a block. */
export function usePlaces(account: string | undefined): UseQueryResult<number[]> {
	return useChainQuery(
		["places", account],
		async (chain) => {
			const pools = await chain.api.query.Communities.NextPoolId.getValue(at);
			const keys = Array.from({ length: pools }, (_, pool): [number, string] => [pool, account ?? ""]);
			const [plain, terms] = await Promise.all([
				chain.api.query.Communities.Positions.getValues(keys, at),
				chain.api.query.Communities.TermPositions.getValues(keys, at),
			]);
			return keys
				.map(([pool]) => pool)
				.filter((pool) => plain[pool] !== undefined || (terms[pool]?.length ?? 0) > 0);
		},
		{ enabled: account !== undefined, every: "once" },
	);
}

export interface Place {
	pool: PoolRecord;
	community: Community;
	position: PositionView;
	/** What is staked; nothing is in pools for delegations. */
	asset: Asset | undefined;
}

export function usePositions(
	account: string | undefined,
	pools: number[] | undefined,
): UseQueryResult<Place[]> {
	return useChainQuery(
		["positions", account, pools?.join()],
		async (chain) => {
			const found = await Promise.all((pools ?? []).map((id) => readPlace(chain, id, account ?? "")));
			return found.filter((place) => place !== undefined);
		},
		{ enabled: account !== undefined && pools !== undefined, keep: true },
	);
}

async function readPlace(chain: Chain, id: number, account: string): Promise<Place | undefined> {
	const [pool, position] = await Promise.all([
		readPool(chain, id),
		chain.api.view.Communities.position(id, account, at),
	]);
	if (!pool || !position) return undefined;
	const community = await readCommunity(chain, pool.community);
	if (!community) return undefined;
	const staked = stakedAsset(pool);
	return { pool, community, position, asset: staked && (await readAsset(chain, staked)) };
}

export interface Holding {
	asset: Asset;
	free: bigint;
	/** Of NUT: deposits and the like. */
	held: bigint;
	/** Worth of one unit (10^decimals planck), in planck of NUT; `undefined` without a market. */
	unitWorth: bigint | undefined;
}

/** The assets of the chain, liquidity tokens included. */
export function useAssetIds(): UseQueryResult<AssetId[]> {
	return useChainQuery(
		["assetIds"],
		async (chain) => {
			const [local, markets] = await Promise.all([
				chain.api.query.Assets.Asset.getEntries(at),
				chain.api.query.AssetConversion.Pools.getEntries(at),
			]);
			return [
				...local.map(({ keyArgs }): AssetId => `local:${keyArgs[0]}`),
				...markets.map(({ value }): AssetId => `liquidity:${value}`),
			];
		},
		{ every: "once" },
	);
}

/** What the account has of each; `also` is shown even where nothing is free. */
export function useHoldings(
	account: string | undefined,
	ids: AssetId[] | undefined,
	also: AssetId[],
): UseQueryResult<Holding[]> {
	return useChainQuery(
		["holdings", account, ids?.length, also.join()],
		async (chain) => {
			const who = account ?? "";
			const local = (ids ?? []).filter((id) => id.startsWith("local:"));
			const liquidity = (ids ?? []).filter((id) => id.startsWith("liquidity:"));
			const keysOf = (list: AssetId[]): [number, string][] =>
				list.map((id) => [Number(id.split(":")[1]), who]);
			const [native, locals, tokens] = await Promise.all([
				readBalance(chain, who, "native"),
				chain.api.query.Assets.Account.getValues(keysOf(local), at),
				liquidity.length > 0
					? ((chain.unsafe.query.PoolAssets?.Account?.getValues(keysOf(liquidity), at) ??
							[]) as Promise<({ balance: bigint } | undefined)[]>)
					: [],
			]);
			const free = new Map<AssetId, bigint>([["native", native.free]]);
			local.forEach((id, place) => free.set(id, locals[place]?.balance ?? 0n));
			liquidity.forEach((id, place) => free.set(id, tokens[place]?.balance ?? 0n));
			const shown = [...free.keys()].filter(
				(id) => id === "native" || (free.get(id) ?? 0n) > 0n || also.includes(id),
			);
			return Promise.all(
				shown.map(async (id): Promise<Holding> => {
					const asset = await readAsset(chain, id);
					return {
						asset,
						free: free.get(id) ?? 0n,
						held: id === "native" ? native.held : 0n,
						unitWorth: await worthInNut(chain, id, 10n ** BigInt(asset.decimals)),
					};
				}),
			);
		},
		{ enabled: account !== undefined && ids !== undefined, keep: true },
	);
}
