import {
	keepPreviousData,
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { queryClient } from "@/app/query";
import { createStore, useStore } from "@/lib/store";
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

interface Options {
	enabled?: boolean;
	/** Shows what was there for other arguments until the answer for these is: not where they name whose it is. */
	keep?: boolean;
}

/** Whether the server tells us of new blocks; without it pages ask now and then. */
const liveStore = createStore(false);
const NOW_AND_THEN = 15_000;

/** One answer of the API; read again when the index says that something changed. */
export function useApi<P extends keyof paths & string>(
	path: P,
	args: Args<P> = {},
	{ enabled = true, keep = false }: Options = {},
): UseQueryResult<Answer<P>> {
	const live = useStore(liveStore);
	return useQuery({
		queryKey: ["api", path, args.path, args.query],
		queryFn: ({ signal }) => get(path, { ...args, signal }),
		enabled,
		retry,
		staleTime: 10_000,
		refetchInterval: live ? false : NOW_AND_THEN,
		...(keep ? { placeholderData: keepPreviousData as never } : {}),
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
	{ enabled = true, keep = false }: Options = {},
): UseInfiniteQueryResult<InfiniteData<Answer<P>>> {
	const live = useStore(liveStore);
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
		enabled,
		retry,
		staleTime: 10_000,
		refetchInterval: live ? false : NOW_AND_THEN,
		...(keep ? { placeholderData: keepPreviousData as never } : {}),
	});
}

export function itemsOf<P extends keyof paths & string>(
	result: UseInfiniteQueryResult<InfiniteData<Answer<P>>>,
): Item<P>[] | undefined {
	return result.data?.pages.flatMap((page) => (page as Page<Item<P>>).items);
}

/** A chain that catches up sends blocks by the thousand: they are answered together, so often at most. */
const PAUSE = 1_000;

/** Listens to the index; what it says has changed is read again, if it is on the screen. */
export function listenToApi(): () => void {
	if (typeof EventSource === "undefined") return () => undefined;
	const source = new EventSource("/api/v1/events");
	let last = -Infinity;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let opened = false;
	let closed = false;
	const refresh = async (): Promise<void> => {
		timer = undefined;
		last = Date.now();
		const shown = { queryKey: ["api"], type: "active" } as const;
		// What is under way is not cut off: a slow index would never finish one. It may be from before, so it is asked again.
		const early = queryClient.isFetching(shown) > 0;
		await queryClient.invalidateQueries(
			{ queryKey: ["api"], refetchType: "active" },
			{ cancelRefetch: false },
		);
		if (early) soon();
	};
	const soon = (): void => {
		if (closed || timer !== undefined) return;
		const wait = Math.min(last + PAUSE - Date.now(), PAUSE);
		if (wait <= 0) void refresh();
		else timer = setTimeout(() => void refresh(), wait);
	};
	source.addEventListener("open", () => {
		liveStore.set(true);
		// What came while nobody listened is not told again.
		if (opened) soon();
		opened = true;
	});
	source.addEventListener("error", () => liveStore.set(false));
	source.addEventListener("missed", soon);
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
			block.era != null;
		if (touched) soon();
	});
	return () => {
		closed = true;
		clearTimeout(timer);
		source.close();
		liveStore.set(false);
	};
}
