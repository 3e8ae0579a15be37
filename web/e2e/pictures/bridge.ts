/** The bridge in use: what Alice has sent over and back, and a pool that counts Steem Power delegated on Steem. */
import { devAddress } from "@/chain/dev";
import { toBytes } from "@/lib/text";
import { until, type Running } from "../chain";
import { connect, createCommunity, WHOLE } from "../client";
import { Steem } from "../steem";

export interface BridgeScene {
	community: number;
	/** Tied to an account on Steem, to which Alice has delegated. */
	pool: number;
}

const at = { at: "best" } as const;

/** Takes about three minutes, most of them for Steem's blocks to become final. */
export async function cross(
	running: Pick<Running, "node">,
	say: (text: string) => void,
): Promise<{ steem: Steem; scene: BridgeScene }> {
	say("A Steem chain is started, and the gateway opened ...");
	const steem = await Steem.start(running);
	const client = connect(running.node.url);
	const { api, submit } = client;
	try {
		const { community, pools } = await createCommunity(client, "Alice", {
			name: "Steem Power Grove",
			symbol: "SPG",
			description: "Delegate Steem Power to @community, keep it, and mine SPG with it.",
			pools: [
				{
					kind: { type: "Delegation", value: { source: 1 } },
					weight: WHOLE,
					yield_split: { fund: 0, stakers: WHOLE },
				},
			],
		});
		const pool = pools[0] ?? 0;
		await submit(
			api.tx.SteemDelegations.set_delegatee({ pool, delegatee: toBytes("community") }),
			"Alice",
		);
		const tie = await api.view.SteemDelegations.delegatee(pool, at);
		say("STEEM comes over and goes back, and Steem Power is delegated ...");
		const address = devAddress("Alice");
		await steem.act(["bind", "alice", address]);
		await steem.act(["transfer", "alice", "gateway", "1250.000 STEEM", `nutbox:${address}`]);
		await steem.act(["transfer", "bob", "gateway", "20.000 STEEM", "no address"]);
		const issued = async (): Promise<bigint> => (await api.view.SteemGateway.status(at)).issued;
		await until("the deposit is proved", 240, async () => (await issued()) > 0n);
		await submit(api.tx.SteemGateway.withdraw({ amount: 200_000n, to: toBytes("carol") }), "Alice");
		const begun = await issued();
		await until("Steem reaches the time from when on delegations count", 240, async () => {
			return (await steem.time()) > (tie?.since ?? Infinity) + 3;
		});
		await steem.act(["delegate", "alice", "community", "2500000.000000 VESTS"]);
		await until("the withdrawal is paid and proved", 300, async () => {
			const paid = await api.query.SteemGateway.Payments.getEntries(at);
			return paid.length > 1 || (await issued()) < begun;
		});
		await until("the delegation counts", 300, async () => {
			const delegation = await api.view.SteemDelegations.delegation(
				toBytes("alice"),
				toBytes("community"),
				at,
			);
			return delegation !== undefined;
		});
		// Under way: it is seen on Steem, or not even that, when the pictures are taken.
		await submit(api.tx.SteemGateway.withdraw({ amount: 75_500n, to: toBytes("dave") }), "Alice");
		return { steem, scene: { community, pool } };
	} catch (error) {
		const logs = steem.logs();
		await steem.stop();
		throw new Error(`${String(error)}\n${logs}`, { cause: error });
	} finally {
		client.close();
	}
}
