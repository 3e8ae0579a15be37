import { expect, test } from "vitest";
import type { Place } from "@/chain/portfolio";
import { claimsOf } from "./claims";

const token = { id: "local:1000", symbol: "C", name: "C", decimals: 12 } as const;

function place(community: number, pool: number, tokens: bigint, stakingYield: bigint): Place {
	return {
		community: { id: community, asset: token },
		pool: { id: pool },
		position: { pending: { token: tokens, staking_yield: stakingYield } },
	} as unknown as Place;
}

test("one claim a community, of the pools with something to pay and no others", () => {
	const claims = claimsOf(
		[place(1, 4, 5n, 0n), place(1, 5, 0n, 0n), place(1, 6, 0n, 7n), place(2, 8, 1n, 1n)],
		0,
	);
	expect(claims.parts).toEqual([
		{ community: 1, pools: [4, 6] },
		{ community: 2, pools: [8] },
	]);
	expect(claims.tokens).toEqual([{ asset: token, amount: 6n }]);
	expect(claims.stakingYield).toBe(8n);
	expect(claims.count).toBe(2);
});

test("a claim takes 16 pools; the rest goes into the next one", () => {
	const claims = claimsOf(
		Array.from({ length: 33 }, (_, pool) => place(1, pool, 1n, 0n)),
		2,
	);
	expect(claims.parts.map((part) => part.pools.length)).toEqual([16, 16, 1]);
	expect(new Set(claims.parts.flatMap((part) => part.pools)).size).toBe(33);
	expect(claims.count).toBe(4);
});

test("nothing due is nothing to sign", () => {
	expect(claimsOf([place(1, 4, 0n, 0n)], 0).count).toBe(0);
});
