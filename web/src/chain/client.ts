/**
 * The chain client itself: heavy, so that nothing of the first paint imports this file. Use `chain()` of
 * `connection.ts`.
 */
import { nutbox } from "@polkadot-api/descriptors";
import { createClient, type PolkadotClient, type TypedApi } from "polkadot-api";
import type { Lengths } from "./types";
import { getWsProvider, WsEvent } from "polkadot-api/ws";

export type Api = TypedApi<typeof nutbox>;
export type UnsafeApi = ReturnType<PolkadotClient["getUnsafeApi"]>;

export interface Chain {
	client: PolkadotClient;
	api: Api;
	/** Typed by nobody: for what is not in the descriptors. Wrap it in a typed function where it is used. */
	unsafe: UnsafeApi;
	genesis: string;
	name: string;
	/** Whether built-in development accounts may sign. */
	development: boolean;
	lengths: { slotMillis: number; eraBlocks: number; bondingEras: number };
}

export type SocketState = "connecting" | "open" | "closed";

export class WrongChain extends Error {
	constructor(readonly found: string) {
		super(`the node runs ${found}, not Nutbox`);
		this.name = "WrongChain";
	}
}

export interface Connection {
	ready: Promise<Chain>;
	close: () => void;
}

/** Connects and stays connected: the provider dials again for as long as it is not closed. */
export function connect(url: string, onSocket: (state: SocketState) => void): Connection {
	const provider = getWsProvider(url, {
		timeout: 8_000,
		heartbeatTimeout: 40_000,
		onStatusChanged: (status) => {
			if (status.type === WsEvent.CONNECTING) onSocket("connecting");
			else if (status.type === WsEvent.CONNECTED) onSocket("open");
			else onSocket("closed");
		},
	});
	const client = createClient(provider);
	return { ready: open(client), close: () => client.destroy() };
}

async function open(client: PolkadotClient): Promise<Chain> {
	const [spec, runtime, type] = await Promise.all([
		client.getChainSpecData(),
		client._request<{ specName: string; specVersion: number }>("state_getRuntimeVersion", []),
		client._request<string | Record<string, unknown>>("system_chainType", []),
	]);
	if (runtime.specName !== "nutbox") throw new WrongChain(runtime.specName);
	const api = client.getTypedApi(nutbox);
	const lengths = await api.query.Timing.Lengths.getValue({ at: "best" });
	return {
		client,
		api,
		unsafe: client.getUnsafeApi(),
		genesis: spec.genesisHash,
		name: spec.name,
		development: type === "Development",
		lengths: readLengths(lengths),
	};
}

function readLengths(lengths: Lengths): Chain["lengths"] {
	return {
		slotMillis: Number(lengths.slot_millis),
		eraBlocks: Number(lengths.epoch_slots) * lengths.sessions_per_era,
		bondingEras: lengths.bonding_eras,
	};
}
