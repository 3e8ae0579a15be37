/** The connection to the node, as pages see it. Loads the chain client when it is first asked for. */
import { useEffect, useState } from "react";
import { createStore, useStore } from "@/lib/store";
import { recall, remember } from "@/lib/storage";
import type { Chain, Connection } from "./client";

export type { Chain } from "./client";

export type Phase = "connecting" | "ready" | "lost" | "wrongChain" | "failed";

export interface ChainStatus {
	phase: Phase;
	url: string;
	name?: string;
	genesis?: string;
	development: boolean;
	/** The best block that the node has told us of, and when it did. */
	best?: { number: number; hash: string; seen: number };
	finalised?: number;
	/** The node is catching up with its peers: what it says is old. */
	syncing: boolean;
	slotMillis: number;
	eraBlocks: number;
	/** What the node is, if it is not ours; or why connecting failed. */
	problem?: string;
}

const INITIAL: ChainStatus = {
	phase: "connecting",
	url: "",
	development: false,
	syncing: false,
	slotMillis: 6_000,
	eraBlocks: 0,
};

export const chainStore = createStore<ChainStatus>(INITIAL);

let connection: Connection | undefined;
let opened: Promise<Chain> | undefined;
let generation = 0;

/** The node to begin with: the one that was chosen, the one that the API names, or one on the page's own machine. */
async function startingNode(): Promise<string> {
	const kept = recall("node");
	if (kept && isNodeUrl(kept)) return kept;
	const fallback = fallbackNode(location.hostname);
	try {
		const answer = await fetch("/api/v1/status", { signal: AbortSignal.timeout(5_000) });
		const status = (await answer.json()) as { node?: { url?: unknown } };
		const url = status.node?.url;
		return typeof url === "string" && isNodeUrl(url) ? url : fallback;
	} catch {
		return fallback;
	}
}

/** A node beside the page's server. Without TLS the page's policy allows this machine only, and not its IPv6 address. */
export function fallbackNode(host: string): string {
	const name = host === "" || host === "[::1]" ? "127.0.0.1" : host;
	return `${isThisMachine(name) ? "ws" : "wss"}://${name}:9944`;
}

/** The names of this machine in the page's policy (`policy` in services/indexer/src/api/app.rs). */
export function isThisMachine(host: string): boolean {
	return host === "127.0.0.1" || host === "localhost";
}

export function isNodeUrl(text: string): boolean {
	try {
		const url = new URL(text);
		return (url.protocol === "ws:" || url.protocol === "wss:") && url.hostname !== "";
	} catch {
		return false;
	}
}

/** The chain, once it is there. Rejects if the node is of another chain. */
export function chain(): Promise<Chain> {
	opened ??= start();
	return opened;
}

async function start(): Promise<Chain> {
	const mine = ++generation;
	const url = await startingNode();
	chainStore.set((now) => ({ ...now, url, phase: "connecting" }));
	const { connect, WrongChain } = await import("./client");
	const current = (): boolean => mine === generation;
	let first = true;
	connection = connect(url, (socket) => {
		if (!current()) return;
		if (socket === "closed") {
			chainStore.set((now) =>
				now.phase === "wrongChain" ? now : { ...now, phase: first ? "failed" : "lost" },
			);
		} else if (socket === "open" && !first) {
			chainStore.set((now) =>
				now.phase === "wrongChain" ? now : { ...now, phase: "ready", problem: undefined },
			);
			void checkSame();
		}
	});
	const checkSame = async (): Promise<void> => {
		// A node that was restarted may be of another chain: nothing must be signed for that one.
		const chainNow = await opened;
		const hash = await chainNow?.client
			._request<string>("chain_getBlockHash", [0])
			.catch(() => undefined);
		if (current() && hash !== undefined && chainNow !== undefined && hash !== chainNow.genesis) {
			chainStore.set((now) => ({ ...now, phase: "wrongChain", problem: hash }));
		}
	};
	try {
		const chain = await connection.ready;
		first = false;
		if (!current()) return chain;
		chainStore.set((now) => ({
			...now,
			phase: "ready",
			name: chain.name,
			genesis: chain.genesis,
			development: chain.development,
			slotMillis: chain.lengths.slotMillis,
			eraBlocks: chain.lengths.eraBlocks,
		}));
		follow(chain, current);
		return chain;
	} catch (error) {
		if (current()) {
			const wrong = error instanceof WrongChain;
			chainStore.set((now) => ({
				...now,
				phase: wrong ? "wrongChain" : "failed",
				problem: wrong ? error.found : String(error),
			}));
		}
		throw error;
	}
}

function follow(chain: Chain, current: () => boolean): void {
	const listen = (): void => {
		const subscription = chain.client.bestBlocks$.subscribe({
			next: (blocks) => {
				const best = blocks[0];
				if (!best || !current()) return;
				chainStore.set((now) => ({
					...now,
					best: { number: best.number, hash: best.hash, seen: Date.now() },
					finalised: blocks.at(-1)?.number,
				}));
			},
			error: () => {
				if (current()) setTimeout(listen, 1_000);
			},
		});
		if (!current()) subscription.unsubscribe();
	};
	listen();
	const timer = setInterval(() => {
		if (!current()) {
			clearInterval(timer);
			return;
		}
		chain.client
			._request<{ isSyncing: boolean }>("system_health", [])
			.then(({ isSyncing }) => {
				if (current())
					chainStore.set((now) =>
						now.syncing === isSyncing ? now : { ...now, syncing: isSyncing },
					);
			})
			.catch(() => undefined);
	}, 10_000);
}

/** Leaves the node for another one, which is remembered; without one, for the node that nobody chose. */
export function switchNode(url: string | undefined): void {
	remember("node", url ?? null);
	generation++;
	connection?.close();
	connection = undefined;
	chainStore.set({ ...INITIAL, url: url ?? "" });
	opened = start();
	opened.catch(() => undefined);
}

export function useChainStatus(): ChainStatus {
	return useStore(chainStore);
}

/** Whether no block has come for so long that something is wrong: what the page shows may be old. */
export function useStandstill(): boolean {
	const { best, phase, slotMillis } = useChainStatus();
	const [checked, setChecked] = useState(0);
	const seen = best?.seen ?? 0;
	const patience = Math.max(30_000, 8 * slotMillis);
	useEffect(() => {
		if (phase !== "ready" || seen === 0) return undefined;
		const timer = setTimeout(() => setChecked(seen), patience);
		return () => clearTimeout(timer);
	}, [seen, phase, patience]);
	// The timer ran out, and no block has come since it was set.
	return phase === "ready" && seen !== 0 && checked === seen;
}
