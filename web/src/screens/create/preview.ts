/** What the chain says that a draft would do: its own arithmetic, not a copy of it. */
import { useChainQuery } from "@/chain/hooks";
import type { Preview } from "@/chain/types";
import { MAX_BALANCE, parseAmount } from "@/lib/amount";
import { ofDispatch, type Problem } from "@/tx/problems";
import { argumentsOf, decimalsOf, type Draft, type Limits } from "./draft";

export interface Previewed {
	preview: Preview;
	/** Of the token that was asked about: the figures are to be read with these, whatever is typed by now. */
	decimals: number;
	/** What the founder promises: what was typed, or exactly what is planned. */
	maxSupply: bigint | undefined;
	problem?: Problem;
}

/** Of what is not done yet, and so cannot be asked about, something is filled in. */
export function usePreview(draft: Draft, limits: Limits, done: boolean[], ready: boolean) {
	const decimals = decimalsOf(draft) ?? 12;
	const typedMax = parseAmount(draft.maxSupply, decimals);
	const promised = typedMax.ok ? typedMax.value : undefined;
	const filled: Draft = {
		...draft,
		name: done[0] ? draft.name : "-",
		description: done[0] ? draft.description : "",
		website: done[0] ? draft.website : "",
		logo: done[0] ? draft.logo : "",
		tokenName: done[1] ? draft.tokenName : "-",
		symbol: done[1] ? draft.symbol : "-",
		...(done[3]
			? {}
			: {
					fundShare: "100",
					pools: [],
					notice: {
						count: String(Math.ceil((limits.minNotice * limits.slotMillis) / 60_000)),
						unit: "minutes" as const,
					},
				}),
	};
	return useChainQuery<Previewed>(
		["preview", JSON.stringify({ ...filled, step: 0 })],
		async (chain) => {
			const now = await chain.api.query.System.Number.getValue({ at: "best" });
			const open = await chain.api.view.Communities.preview_create(
				...argumentsOf(filled, now, limits, MAX_BALANCE),
				{ at: "best" },
			);
			if (!open.success)
				return { preview: EMPTY, decimals, maxSupply: undefined, problem: ofDispatch(open.value) };
			const planned = open.value.final_supply ?? open.value.total_emission;
			const maxSupply = promised ?? planned;
			const checked = await chain.api.view.Communities.preview_create(
				...argumentsOf(filled, now, limits, maxSupply),
				{ at: "best" },
			);
			return checked.success
				? { preview: checked.value, decimals, maxSupply }
				: { preview: open.value, decimals, maxSupply, problem: ofDispatch(checked.value) };
		},
		{ enabled: ready, keep: true },
	);
}

const EMPTY: Preview = {
	total_emission: 0n,
	final_supply: undefined,
	max_supply: undefined,
	fund_total: 0n,
	pool_totals: [],
	start: undefined,
	end: undefined,
	segments: [],
};
