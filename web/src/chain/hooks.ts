import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { chain, chainStore, type Chain } from "./connection";
import { queryClient } from "@/app/query";

type Key = readonly (string | number | bigint | undefined | null)[];

interface Options {
	enabled?: boolean;
	/** How often it is read again: with every block, or only when asked. */
	every?: "block" | "once";
	/** Keeps what was shown for the previous key until the new one is there. */
	keep?: boolean;
}

/**
 * Reads the chain's best block, and again with every new one. While the node is away the last answer stays, with
 * the banner that says so.
 */
export function useChainQuery<T>(
	key: Key,
	read: (chain: Chain) => Promise<T>,
	{ enabled = true, every = "block", keep = false }: Options = {},
): UseQueryResult<T> {
	return useQuery({
		queryKey: ["chain", every, ...key],
		queryFn: async () => read(await chain()),
		enabled,
		staleTime: every === "block" ? 0 : Infinity,
		...(keep ? { placeholderData: keepPreviousData as never } : {}),
	});
}

/** Has what is shown of the chain read again with every best block. */
export function refreshWithBlocks(): () => void {
	let last: string | undefined;
	return chainStore.subscribe(() => {
		const hash = chainStore.get().best?.hash;
		if (hash === undefined || hash === last) return;
		last = hash;
		// A read that is under way is not cut off: a slow node would never finish one.
		void queryClient.invalidateQueries(
			{ queryKey: ["chain", "block"], refetchType: "active" },
			{ cancelRefetch: false },
		);
	});
}
