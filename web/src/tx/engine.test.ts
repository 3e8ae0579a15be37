import { beforeEach, describe, expect, it, vi } from "vitest";

const record = (status: string) => ({ id: status, title: status, account: "5G", status, at: 1, open: true });

describe("the recent transactions of a page that was left", () => {
	beforeEach(() => vi.resetModules());

	async function after(statuses: string[]): Promise<[string, string, boolean][]> {
		localStorage.setItem("nutbox.transactions", JSON.stringify(statuses.map(record)));
		const { txStore } = await import("./engine");
		return txStore.get().map(({ id, status, open }) => [id, status, open]);
	}

	it("have what was sent, as of unknown outcome", async () => {
		expect(await after(["sending", "sent", "unknown"])).toEqual([
			["sending", "unknown", false],
			["sent", "unknown", false],
			["unknown", "unknown", false],
		]);
	});

	it("have what ended as it ended, and not what was never sent", async () => {
		expect(
			await after(["signing", "checking", "inBlock", "final", "failed", "toString", "other"]),
		).toEqual([
			["inBlock", "inBlock", false],
			["final", "final", false],
			["failed", "failed", false],
		]);
	});
});
