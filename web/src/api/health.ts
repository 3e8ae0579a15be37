import { useEffect } from "react";
import { queryClient } from "@/app/query";
import { chainStore, useChainStatus } from "@/chain/connection";
import { createStore, useStore } from "@/lib/store";
import { get } from "./client";

/** `behind`: what it says is old; `otherChain`: it speaks of another chain than the node. */
export type ApiHealth = "unknown" | "ok" | "behind" | "down" | "otherChain";

const healthStore = createStore<ApiHealth>("unknown");
/** So many blocks behind the node's finality are normal. */
const TOLERATED_LAG = 20;

async function ask(): Promise<ApiHealth> {
	try {
		const status = await get("/api/v1/status");
		const { genesis, finalised } = chainStore.get();
		const theirs = status.chain?.genesis_hash;
		if (theirs !== undefined && genesis !== undefined && theirs !== genesis) return "otherChain";
		const indexed = status.indexed?.block;
		if (indexed === undefined) return "behind";
		return finalised !== undefined && finalised - indexed > TOLERATED_LAG ? "behind" : "ok";
	} catch {
		return "down";
	}
}

/** Whether lists and history can be believed; the banner on every screen says if not. */
export function useApiHealth(): ApiHealth {
	const { genesis } = useChainStatus();
	useEffect(() => {
		let stopped = false;
		const check = (): void => {
			void ask().then((health) => {
				if (stopped) return;
				// What could not be read while it was away is read now, without anybody's pressing a button.
				if (healthStore.get() === "down" && health !== "down") {
					void queryClient.invalidateQueries({ queryKey: ["api"] });
				}
				healthStore.set(health);
			});
		};
		check();
		const timer = setInterval(check, 15_000);
		return () => {
			stopped = true;
			clearInterval(timer);
		};
	}, [genesis]);
	return useStore(healthStore);
}

/** The same without asking. */
export function useKnownApiHealth(): ApiHealth {
	return useStore(healthStore);
}
