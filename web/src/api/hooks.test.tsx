import { onlineManager, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { queryClient } from "@/app/query";
import { itemsOf, listenToApi, useApi, useApiList } from "./hooks";

class Source {
	static last: Source;
	closed = false;
	private readonly listeners = new Map<string, ((event: unknown) => void)[]>();
	constructor(readonly url: string) {
		Source.last = this;
	}
	addEventListener(type: string, listener: (event: unknown) => void): void {
		this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
	}
	close(): void {
		this.closed = true;
	}
	say(type: string, data?: unknown): void {
		act(() => {
			for (const listener of this.listeners.get(type) ?? []) listener({ data: JSON.stringify(data) });
		});
	}
}

const UNTOUCHED = {
	block: 7,
	communities: [],
	pools: [],
	accounts: [],
	markets: [],
	liquid_staking: false,
	bridge: false,
	era: null,
};
const TOUCHED = { ...UNTOUCHED, communities: [1] };

const wrapper = ({ children }: { children: ReactNode }) => (
	<QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);
const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

let asked: string[];
let answer: (url: string) => Promise<unknown>;
let stop: () => void;

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal("EventSource", Source);
	asked = [];
	answer = (url) => Promise.resolve({ items: [url] });
	vi.stubGlobal("fetch", (url: string) => {
		asked.push(url);
		return answer(url).then((body) => Response.json(body));
	});
	stop = listenToApi();
});

afterEach(() => {
	cleanup();
	stop();
	queryClient.clear();
	vi.unstubAllGlobals();
	vi.useRealTimers();
	onlineManager.setOnline(true);
});

describe("what is shown of the index", () => {
	beforeEach(async () => {
		Source.last.say("open");
		renderHook(() => useApi("/api/v1/totals"), { wrapper });
		await pass(0);
		expect(asked).toHaveLength(1);
	});

	it("is read again when a block has changed something", async () => {
		expect(Source.last.url).toBe("/api/v1/events");
		Source.last.say("block", UNTOUCHED);
		await pass(60_000);
		expect(asked).toHaveLength(1);
		Source.last.say("block", TOUCHED);
		await pass(0);
		expect(asked).toHaveLength(2);
	});

	it("is read once a second while many blocks come, and after the last of them", async () => {
		for (let block = 0; block < 25; block += 1) {
			Source.last.say("block", TOUCHED);
			await pass(100);
		}
		expect(asked).toHaveLength(1 + 3);
		await pass(10_000);
		expect(asked).toHaveLength(1 + 4);
	});

	it("is read again where events were missed, and where nobody listened for a while", async () => {
		Source.last.say("missed", {});
		await pass(0);
		expect(asked).toHaveLength(2);
		Source.last.say("error");
		await pass(2_000);
		Source.last.say("open");
		await pass(0);
		expect(asked).toHaveLength(3);
	});

	it("is read again when what was under way may be from before the block", async () => {
		answer = () => new Promise((resolve) => setTimeout(() => resolve({}), 3_000));
		Source.last.say("block", TOUCHED);
		await pass(1_500);
		Source.last.say("block", TOUCHED);
		await pass(1_400);
		expect(asked).toHaveLength(2);
		await pass(10_000);
		expect(asked).toHaveLength(3);
	});

	it("is left alone when nobody listens any more", async () => {
		Source.last.say("block", TOUCHED);
		Source.last.say("block", TOUCHED);
		await pass(0);
		stop();
		expect(Source.last.closed).toBe(true);
		await pass(2_000);
		expect(asked).toHaveLength(2);
	});
});

describe("while the server tells nothing", () => {
	it.each<[string, () => unknown]>([
		["an answer", () => useApi("/api/v1/totals")],
		["a list", () => useApiList("/api/v1/communities")],
	])("%s is asked for now and then", async (_, use) => {
		renderHook(use, { wrapper });
		await pass(0);
		await pass(30_000);
		expect(asked).toHaveLength(3);
		Source.last.say("open");
		await pass(60_000);
		expect(asked).toHaveLength(3);
		Source.last.say("error");
		await pass(15_000);
		expect(asked).toHaveLength(4);
	});
});

it("a machine that is offline still reads what runs on it", async () => {
	onlineManager.setOnline(false);
	const { result } = renderHook(() => useApi("/api/v1/totals"), { wrapper });
	await pass(0);
	expect(result.current.data).toBeDefined();
});

describe("a list for other arguments", () => {
	const PATH = "/api/v1/accounts/{address}/redemptions";
	const useRows = ({ who, keep }: { who: string; keep: boolean }) =>
		itemsOf<typeof PATH>(useApiList(PATH, { path: { address: who } as never }, { keep }));

	it.each([
		[false, undefined],
		[true, ["/api/v1/accounts/one/redemptions"]],
	])("with keep %s shows %j until it is there", async (keep, meanwhile) => {
		const { result, rerender } = renderHook(useRows, { wrapper, initialProps: { who: "one", keep } });
		await pass(0);
		rerender({ who: "two", keep });
		expect(result.current).toEqual(meanwhile);
		await pass(0);
		expect(result.current).toEqual(["/api/v1/accounts/two/redemptions"]);
	});
});
