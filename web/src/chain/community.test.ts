import { describe, expect, it } from "vitest";
import { liquidStaked } from "./community";
import type { PoolRecord } from "./types";

const pool = (kind: unknown, total: bigint, status = "Open") =>
	({ id: 1, kind, total, status: { type: status } }) as PoolRecord;
const local = (type: "Asset" | "Term", asset: number) => ({
	type,
	value: { asset: { type: "Local", value: asset } },
});

describe("the tNUT staked in a community", () => {
	it("is that of all its pools, with and without terms, closed ones too, and nothing else", () => {
		expect(
			liquidStaked([
				pool(local("Asset", 1), 5n),
				pool(local("Term", 1), 7n),
				pool(local("Asset", 1), 11n, "Closed"),
				pool(local("Asset", 2), 100n),
				pool({ type: "Delegation", value: undefined }, 1_000n),
			]),
		).toBe(23n);
	});
});
