import { QueryClient } from "@tanstack/react-query";

export const queryClient = new QueryClient({
	defaultOptions: {
		queries: {
			retry: 1,
			retryDelay: 800,
			refetchOnWindowFocus: false,
			// Amounts are bigints, which JSON does not know.
			queryKeyHashFn: (key) =>
				JSON.stringify(key, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)),
		},
	},
});
