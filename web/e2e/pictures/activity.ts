/**
 * Something to look at: a day of a small economy in a few minutes of a development chain, made by signed transactions of
 * the development accounts as anybody would send them. Afterwards Alice owns two communities, holds every kind of stake,
 * has a redemption that is paid, one that is ready and one that waits, and changes are announced.
 */
import { nutbox } from "@polkadot-api/descriptors";
import { ss58Address, ss58Decode } from "@polkadot-labs/hdkd-helpers";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { createClient, type PolkadotClient, type Transaction, type TypedApi } from "polkadot-api";
import { getWsProvider } from "polkadot-api/ws";
import { signVoucher as signByExample } from "../../../docs/examples/vouchers/voucher";
import { devAddress, devSigner } from "@/chain/dev";
import { toBytes } from "@/lib/text";
import { toHex, writeVoucher } from "@/lib/voucher";

type Api = TypedApi<typeof nutbox>;
interface Event {
	event: { type: string; value: unknown };
}

const at = { at: "best" } as const;
const NUT = 1_000_000_000_000n;
const PERCENT = 10_000_000;
const TNUT = 1;
const TNUT_ASSET = { type: "Local", value: TNUT } as const;
const WALNUT = { type: "WithId", value: 1_001 } as const;
const NATIVE = { type: "Native", value: undefined } as const;
/** The demonstration community and its pool. */
const GROVE = { community: 1, pool: 1 } as const;

/** The key of the app that rewards members. */
const APP_SEED = new Uint8Array(32).fill(7);
const APP = ss58Address(
	createPublicKey(
		createPrivateKey({
			key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), APP_SEED]),
			format: "der",
			type: "pkcs8",
		}),
	)
		.export({ format: "der", type: "spki" })
		.subarray(-32),
	42,
);

/** What the pictures need to know of it. */
export interface Scene {
	/** The community with pools of every kind. */
	community: number;
	term: number;
	contribution: number;
	/** The one whose texts are as long as the chain allows. */
	longest: number;
}

export interface Hand {
	api: Api;
	client: PolkadotClient;
}

export function reach(node: string): Hand {
	const client = createClient(getWsProvider(node));
	return { client, api: client.getTypedApi(nutbox) };
}

/** Signs all of them as one and waits until they are final; what fails names who and what. */
async function send(api: Api, name: string, calls: Transaction[]): Promise<Event[]> {
	const batch = api.tx.Utility.batch_all({ calls: calls.map((call) => call.decodedCall as never) });
	const result = await batch.signAndSubmit(devSigner(name));
	if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.dispatchError)}`);
	return result.events;
}

/** The values of an event of the communities, in order. */
function found<T>(events: Event[], name: string): T[] {
	return events
		.map(({ event }) => ({ pallet: event.type, ...(event.value as { type: string; value: unknown }) }))
		.filter((event) => event.pallet === "Communities" && event.type === name)
		.map((event) => event.value as T);
}

const profile = (name: string, description: string, website: string) => ({
	name: toBytes(name),
	description: toBytes(description),
	website: toBytes(website),
	logo: toBytes(""),
});
const token = (name: string, symbol: string, supply: bigint, premint: bigint) =>
	({
		type: "New",
		value: { name: toBytes(name), symbol: toBytes(symbol), decimals: 12, max_supply: supply, premint },
	}) as const;
const split = (fund: number) => ({ fund: fund * PERCENT, stakers: (100 - fund) * PERCENT });

/** What exists already, if this was played before. */
export async function sceneOf({ api }: Hand): Promise<Scene | undefined> {
	const pools = await api.query.Communities.Pools.getEntries(at);
	const term = pools.find(({ value }) => value.kind.type === "Term");
	const contribution = pools.find(({ value }) => value.kind.type === "Contribution");
	const next = await api.query.Communities.NextCommunityId.getValue(at);
	if (!term || !contribution || next < 4) return undefined;
	const community = term.value.community;
	return {
		community,
		term: term.keyArgs[0],
		contribution: contribution.keyArgs[0],
		longest: community === 2 ? 3 : 2,
	};
}

/** Plays everything; takes about five minutes, most of them for the first redemption to become ready. */
export async function play(hand: Hand, say: (text: string) => void): Promise<Scene> {
	const { api } = hand;
	const { Communities, LiquidStaking, AssetConversion } = api.tx;
	const notice = await api.constants.Communities.MinNotice();
	const { slot_millis, epoch_slots, sessions_per_era } = await api.query.Timing.Lengths.getValue(at);
	/** Blocks of a day. */
	const DAY = Math.round(86_400_000 / Number(slot_millis));
	const now = await api.query.System.Number.getValue(at);
	say("Members mint tNUT, and two more communities are created ...");
	const [alice, dave] = await Promise.all([
		send(api, "Alice", [
			LiquidStaking.mint({ amount: 60_000n * NUT }),
			Communities.create({
				profile: profile(
					"江南书社",
					"一起读书的人：质押 tNUT 获得书签，质押收益为社区购书。写书评的成员由应用奖励。",
					"https://example.org/shushe",
				),
				token: token("书签", "SHUQIAN", 4_000_000n * NUT, 50_000n * NUT),
				schedule: {
					type: "Halving",
					value: { start: now + 12, first_per_block: NUT / 2n, period: 60 * DAY, halvings: 3 },
				},
				fund_share: 10 * PERCENT,
				pools: [
					{
						kind: { type: "Asset", value: { asset: TNUT_ASSET } },
						weight: 50 * PERCENT,
						yield_split: split(60),
					},
					{
						kind: {
							type: "Term",
							value: {
								asset: TNUT_ASSET,
								terms: [
									{ blocks: 30 * DAY, multiplier: 1_000_000_000n },
									{ blocks: 90 * DAY, multiplier: 1_500_000_000n },
									{ blocks: 180 * DAY, multiplier: 2_000_000_000n },
								],
							},
						},
						weight: 20 * PERCENT,
						yield_split: split(40),
					},
					{
						kind: { type: "Contribution", value: { signers: [APP, devAddress("Alice")] } },
						weight: 20 * PERCENT,
						yield_split: split(0),
					},
				],
				notice,
			}),
		]),
		send(api, "Dave", [
			LiquidStaking.mint({ amount: 30_000n * NUT }),
			Communities.create({
				profile: profile(
					"Gesellschaft der Freunde des gemeinschaftlichen Haselnussanbaus.",
					"W".repeat(40) +
						" and a description as long as the chain allows, to see that nothing runs over. ".repeat(
							5,
						),
					`https://example.org/${"a-long-path/".repeat(19)}`,
				),
				token: token(
					"The longest of all the names that a token can have",
					"HASELNUSSBAU",
					10n ** 27n,
					10n ** 26n,
				),
				schedule: {
					type: "Steps",
					value: [
						{ start: now + 12, end: now + 12 + 30 * DAY, per_block: 123_456_789n * NUT },
						{
							start: now + 12 + 30 * DAY,
							end: now + 12 + 90 * DAY,
							per_block: 61_728_394n * NUT,
						},
					],
				},
				fund_share: 33 * PERCENT + 3_333_333,
				pools: [
					{
						kind: { type: "Asset", value: { asset: TNUT_ASSET } },
						weight: 66 * PERCENT + 6_666_667,
						yield_split: split(100),
					},
				],
				notice,
			}),
		]),
		send(api, "Bob", [LiquidStaking.mint({ amount: 20_000n * NUT })]),
		send(api, "Eve", [LiquidStaking.mint({ amount: 12_000n * NUT })]),
		send(api, "Ferdie", [LiquidStaking.mint({ amount: 8_000n * NUT })]),
	]);
	const community = found<{ community: number }>(alice, "CommunityCreated")[0]?.community;
	const longest = found<{ community: number }>(dave, "CommunityCreated")[0]?.community;
	const [asset, term, contribution] = found<{ pool: number }>(alice, "PoolAdded").map((one) => one.pool);
	const [large] = found<{ pool: number }>(dave, "PoolAdded").map((one) => one.pool);
	if (
		community === undefined ||
		longest === undefined ||
		asset === undefined ||
		term === undefined ||
		contribution === undefined ||
		large === undefined
	) {
		throw new Error("a community was created without saying so");
	}
	const scene: Scene = { community, term, contribution, longest };

	say("They stake, trade and ask for redemptions ...");
	const market = (
		other: typeof WALNUT | { type: "WithId"; value: number },
		nut: bigint,
		tokens: bigint,
	) => [
		AssetConversion.create_pool({ asset1: NATIVE, asset2: other }),
		AssetConversion.add_liquidity({
			asset1: NATIVE,
			asset2: other,
			amount1_desired: nut * NUT,
			amount2_desired: tokens * NUT,
			amount1_min: nut * NUT,
			amount2_min: tokens * NUT,
			mint_to: devAddress("Alice"),
		}),
	];
	await Promise.all([
		send(api, "Alice", [
			...market({ type: "WithId", value: TNUT }, 10_000n, 10_020n),
			...market(WALNUT, 60n, 600_000n),
			Communities.stake({ ...GROVE, amount: 10_000n * NUT }),
			Communities.stake({ community, pool: asset, amount: 5_000n * NUT }),
			Communities.stake_term({ community, pool: term, amount: 2_000n * NUT, term: 1 }),
			Communities.stake_term({ community, pool: term, amount: 1_234_567_890_123_456n, term: 0 }),
			LiquidStaking.redeem({ amount: 400n * NUT }),
			LiquidStaking.redeem({ amount: 1_250n * NUT + 123_456_789_012n }),
		]),
		send(api, "Bob", [
			Communities.stake_term({ community, pool: term, amount: 6_000n * NUT, term: 2 }),
			LiquidStaking.redeem({ amount: 5_000n * NUT }),
		]),
		send(api, "Dave", [
			Communities.stake({ ...GROVE, amount: 5_000n * NUT }),
			Communities.stake({ community: longest, pool: large, amount: 20_000n * NUT }),
		]),
		send(api, "Eve", [
			Communities.stake({ ...GROVE, amount: 3_000n * NUT }),
			Communities.stake({ community, pool: asset, amount: 8_000n * NUT }),
		]),
		send(api, "Ferdie", [Communities.stake({ community, pool: asset, amount: 2_000n * NUT })]),
	]);
	await Promise.all([
		send(api, "Alice", [
			// Liquidity mining: the liquidity token of NUT and WALNUT.
			Communities.add_pool({
				community: GROVE.community,
				kind: { type: "Asset", value: { asset: { type: "Liquidity", value: 1 } } },
				yield_split: split(0),
			}),
		]),
		send(api, "Eve", [
			AssetConversion.swap_exact_tokens_for_tokens({
				path: [NATIVE, WALNUT],
				amount_in: 2n * NUT,
				amount_out_min: 1n,
				send_to: devAddress("Eve"),
				keep_alive: true,
			}),
		]),
		send(api, "Bob", [LiquidStaking.redeem_instantly({ amount: 120n * NUT, min_received: NUT })]),
	]);

	say(
		"The first redemption has to become ready, and the fund to receive something; that takes a few eras ...",
	);
	const alicesRequests = () => api.view.LiquidStaking.requests_of(devAddress("Alice"), at);
	await until("a redemption", 600, async () =>
		(await alicesRequests()).some((request) => request.claimable !== undefined),
	);
	await until("the fund's first income", 600, async () => {
		const community = await api.view.Communities.community(GROVE.community, at);
		const eras = 4 * Number(epoch_slots) * sessions_per_era;
		const late = (await api.query.System.Number.getValue(at)) > eras;
		return late && (community?.fund.due.staking_yield ?? 0n) > NUT / 100n;
	});
	await Promise.all([
		send(api, "Alice", [
			LiquidStaking.claim_redemptions({ limit: 1 }),
			LiquidStaking.redeem({ amount: 300n * NUT }),
			LiquidStaking.redeem({ amount: 800n * NUT }),
			Communities.claim({ community: GROVE.community, pools: [GROVE.pool] }),
			Communities.collect_fund({ community: GROVE.community, pools: [GROVE.pool] }),
		]),
		send(api, "Bob", [Communities.claim({ community: GROVE.community, pools: [GROVE.pool] })]),
		send(api, "Eve", [Communities.unstake({ ...GROVE, amount: 500n * NUT })]),
	]);
	const last = (await alicesRequests()).at(-1);
	if (!last) throw new Error("a redemption is missing");
	const fund = await api.view.Communities.community(GROVE.community, at);
	const inFund = fund?.fund.balance.staking_yield ?? 0n;
	const best = await api.query.System.Number.getValue(at);
	await send(api, "Alice", [
		LiquidStaking.cancel_redemption({ id: last.id }),
		Communities.spend({
			community: GROVE.community,
			asset: { type: "Native", value: undefined },
			amount: inFund / 10n,
			beneficiary: { type: "Id", value: devAddress("Ferdie") },
		}),
		Communities.buy_back({
			community: GROVE.community,
			amount: inFund / 5n,
			min_received: 1n,
			burn: true,
		}),
		Communities.announce_weights({
			community: GROVE.community,
			fund_share: 15 * PERCENT,
			pools: (await openPools(api)).map((pool) => ({
				pool,
				weight: (pool === GROVE.pool ? 60 : 25) * PERCENT,
				yield_split: split(pool === GROVE.pool ? 60 : 0),
			})),
		}),
		Communities.announce_schedule({
			community: GROVE.community,
			from: best + notice + 10 * DAY,
			schedule: {
				type: "Steps",
				value: [
					{
						start: best + notice + 10 * DAY,
						end: best + notice + 70 * DAY,
						per_block: 30n * NUT,
					},
				],
			},
		}),
	]);
	const voucher = await signVoucher(hand, scene, "Bob", 3n * NUT);
	await send(api, "Bob", [
		Communities.claim_voucher({
			voucher: voucher.voucher,
			signer: APP,
			signature: { type: "Ed25519", value: voucher.signature as never },
		}),
	]);
	return scene;
}

/** Has Alice's redemptions in every state again: what waited when it was asked for is ready some eras later. */
export async function redeemAgain({ api }: Hand): Promise<void> {
	const { LiquidStaking } = api.tx;
	const requests = await api.view.LiquidStaking.requests_of(devAddress("Alice"), at);
	const ready = requests.filter((request) => request.claimable !== undefined).length;
	if (ready < requests.length) return;
	await send(api, "Alice", [
		...(ready > 1 ? [LiquidStaking.claim_redemptions({ limit: ready - 1 })] : []),
		// More than the buffer holds, so that it waits for NUT to be unbonded.
		LiquidStaking.mint({ amount: 12_000n * NUT }),
		LiquidStaking.redeem({ amount: 12_000n * NUT }),
	]);
}

async function openPools(api: Api): Promise<number[]> {
	const community = await api.view.Communities.community(GROVE.community, at);
	return [...(community?.open_pools ?? [])];
}

/** A voucher, signed by the app's key as the guide for app developers says, and what is behind `#` in its link. */
export async function signVoucher({ api, client }: Hand, scene: Scene, member: string, amount: bigint) {
	const now = await api.query.System.Number.getValue(at);
	const { genesisHash } = await client.getChainSpecData();
	const voucher = {
		community: scene.community,
		pool: scene.contribution,
		member: devAddress(member),
		amount,
		id: BigInt(Date.now()),
		expires: now + 1_800,
	};
	const signed = signByExample(APP_SEED, Buffer.from(genesisHash.replace(/^0x/, ""), "hex"), {
		...voucher,
		member: ss58Decode(voucher.member)[0],
	});
	const signature = toHex(signed);
	const text = writeVoucher({
		...voucher,
		amount: voucher.amount.toString(),
		id: voucher.id.toString(),
		signer: APP,
		kind: "Ed25519",
		signature,
	});
	return { voucher, signature, text };
}

async function until(what: string, seconds: number, ready: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + seconds * 1_000;
	while (!(await ready())) {
		if (Date.now() > deadline) throw new Error(`${what} was not ready within ${seconds} s`);
		await new Promise((wake) => setTimeout(wake, 1_000));
	}
}
