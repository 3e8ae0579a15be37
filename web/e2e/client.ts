/** What the tests do on the chain beside the page: as another user's client would, by signed transactions. */
import { nutbox } from "@polkadot-api/descriptors";
import { createClient, type Transaction, type TypedApi, type TxFinalizedPayload } from "polkadot-api";
import { getWsProvider } from "polkadot-api/ws";
import WebSocket from "ws";
import { devAddress, devSigner } from "../src/chain/dev";
import { toBytes } from "../src/lib/text";

export { devAddress, devSigner };
export type Api = TypedApi<typeof nutbox>;
export const UNIT = 1_000_000_000_000n;
/** The whole, in parts per billion. */
export const WHOLE = 1_000_000_000;

export interface TestClient {
	api: Api;
	/** Signs with a development account's key; resolves when it is final, throws if the chain refuses. */
	submit: (transaction: Transaction, who: string) => Promise<TxFinalizedPayload["events"]>;
	close: () => void;
}

export function connect(url: string): TestClient {
	const client = createClient(getWsProvider(url, { websocketClass: WebSocket }));
	return {
		api: client.getTypedApi(nutbox),
		submit: async (transaction, who) => {
			const result = await transaction.signAndSubmit(devSigner(who));
			if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.dispatchError)}`);
			return result.events;
		},
		close: () => client.destroy(),
	};
}

type CreateArgs = Parameters<Api["tx"]["Communities"]["create"]>[0];
export type PoolInput = CreateArgs["pools"][number];

/** A pool for tNUT of which half of the staking reward goes to the fund. */
export function tnutPool(weight: number): PoolInput {
	return {
		kind: { type: "Asset", value: { asset: { type: "Local", value: 1 } } },
		weight,
		yield_split: { fund: WHOLE / 2, stakers: WHOLE / 2 },
	};
}

export interface Created {
	community: number;
	pools: number[];
	/** The asset's number of its token. */
	token: number;
}

/** A community that pays out 10 tokens a block for a day from a few blocks on. */
export async function createCommunity(
	client: TestClient,
	founder: string,
	options: {
		name: string;
		symbol: string;
		pools: PoolInput[];
		tokenName?: string;
		description?: string;
		website?: string;
		logo?: string;
		premint?: bigint;
	},
): Promise<Created> {
	const { api, submit } = client;
	const start = (await api.query.System.Number.getValue({ at: "best" })) + 5;
	const premint = options.premint ?? 0n;
	const blocks = 86_400;
	const weights = options.pools.reduce((sum, pool) => sum + pool.weight, 0);
	const events = await submit(
		api.tx.Communities.create({
			profile: {
				name: toBytes(options.name),
				description: toBytes(options.description ?? ""),
				website: toBytes(options.website ?? ""),
				logo: toBytes(options.logo ?? ""),
			},
			token: {
				type: "New",
				value: {
					name: toBytes(options.tokenName ?? options.name),
					symbol: toBytes(options.symbol),
					decimals: 12,
					max_supply: premint + 10n * UNIT * BigInt(blocks),
					premint,
				},
			},
			schedule: { type: "Steps", value: [{ start, end: start + blocks, per_block: 10n * UNIT }] },
			fund_share: WHOLE - weights,
			pools: options.pools,
			notice: await api.constants.Communities.MinNotice(),
		}),
		founder,
	);
	const created = api.event.Communities.CommunityCreated.filter(events)[0]?.payload;
	if (!created) throw new Error("no community was created");
	return {
		community: created.community,
		token: created.token ?? 0,
		pools: api.event.Communities.PoolAdded.filter(events).map(({ payload }) => payload.pool),
	};
}
