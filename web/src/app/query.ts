import { QueryClient } from "@tanstack/react-query";

export const queryClient = new QueryClient({
	defaultOptions: {
		queries: {
			// Node and index may be on this very machine, which may be offline.
			networkMode: "always",
			retry: 1,
			retryDelay: 800,
			refetchOnWindowFocus: false,
			// Amounts are bigints, which JSON does not know.
			queryKeyHashFn: (key) =>
				JSON.stringify(key, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)),
		},
		mutations: { networkMode: "always" },
	},
});
