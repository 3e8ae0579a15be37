import {
	keepPreviousData,
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { queryClient } from "@/app/query";
import { ApiError, get, type Answer, type PathArgs, type QueryArgs, type Schemas } from "./client";
import type { paths } from "./schema";

interface Args<P extends keyof paths> {
	path?: PathArgs<P>;
	query?: QueryArgs<P>;
}

function retry(count: number, error: Error): boolean {
	const code = error instanceof ApiError ? error.code : "";
	// The page has read it from the chain, and the index is some blocks behind: it will be there in a moment.
	if (code === "not_found") return count < 10;
	// What could not be asked may be back in a moment.
	return count < 1 && code !== "bad_request";
}

/** One answer of the API; read again when the index says that something changed. */
export function useApi<P extends keyof paths & string>(
	path: P,
	args: Args<P> = {},
	options: { enabled?: boolean } = {},
): UseQueryResult<Answer<P>> {
	return useQuery({
		queryKey: ["api", path, args.path, args.query],
		queryFn: ({ signal }) => get(path, { ...args, signal }),
		enabled: options.enabled ?? true,
		retry,
		staleTime: 10_000,
		refetchInterval: live ? false : 15_000,
		placeholderData: keepPreviousData as never,
	});
}

interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}
type Item<P extends keyof paths> = Answer<P> extends Page<infer T> ? T : never;

/** A list of the API with its further pages. `items(result)` has all that is loaded. */
export function useApiList<P extends keyof paths & string>(
	path: P,
	args: Args<P> = {},
	options: { enabled?: boolean } = {},
): UseInfiniteQueryResult<InfiniteData<Answer<P>>> {
	return useInfiniteQuery({
		queryKey: ["api", path, args.path, args.query, "list"],
		queryFn: ({ signal, pageParam }) =>
			get(path, {
				...(args.path ? { path: args.path } : {}),
				query: { ...args.query, cursor: pageParam } as unknown as QueryArgs<P>,
				signal,
			}),
		initialPageParam: undefined as string | undefined,
		getNextPageParam: (page) => (page as Page<unknown>).next_cursor ?? undefined,
		enabled: options.enabled ?? true,
		retry,
		staleTime: 10_000,
		placeholderData: keepPreviousData as never,
	});
}

export function itemsOf<P extends keyof paths & string>(
	result: UseInfiniteQueryResult<InfiniteData<Answer<P>>>,
): Item<P>[] | undefined {
	return result.data?.pages.flatMap((page) => (page as Page<Item<P>>).items);
}

/** Whether the server tells us of new blocks; without it pages ask now and then. */
let live = false;

/** Listens to the index; what it says has changed is read again, if it is on the screen. */
export function listenToApi(): () => void {
	if (typeof EventSource === "undefined") return () => undefined;
	const source = new EventSource("/api/v1/events");
	let last = 0;
	source.addEventListener("open", () => {
		live = true;
	});
	source.addEventListener("error", () => {
		live = false;
	});
	source.addEventListener("block", (message: MessageEvent<string>) => {
		let block: Schemas["BlockEvent"];
		try {
			block = JSON.parse(message.data) as Schemas["BlockEvent"];
		} catch {
			return;
		}
		const touched =
			block.communities.length + block.pools.length + block.accounts.length + block.markets.length >
				0 ||
			block.liquid_staking ||
			block.bridge ||
			block.era !== null;
		// A chain that catches up sends blocks by the thousand.
		if (!touched || Date.now() - last < 1_000) return;
		last = Date.now();
		void queryClient.invalidateQueries(
			{ queryKey: ["api"], refetchType: "active" },
			{ cancelRefetch: false },
		);
	});
	return () => source.close();
}
