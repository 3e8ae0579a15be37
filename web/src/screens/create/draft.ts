/** What a founder has typed so far, as it was typed; and what of it is not right yet. Pure: no React, no chain. */
import { z } from "zod";
import { parseAmount, parsePercent, type AmountProblem } from "@/lib/amount";
import { safeLink } from "@/lib/links";
import { blocksOf, type Span } from "@/lib/span";
import { byteLength, shown, toBytes } from "@/lib/text";
import type { CreateArgs } from "@/chain/types";
import { isAssetId, LIQUID_STAKING, toStakeable, type Asset, type AssetId } from "@/chain/assets";
import { STEEM_SOURCE } from "@/lib/steem";

// Compiling validators at run time needs eval, which our content security policy forbids.
z.config({ jitless: true });

const span = z.object({ count: z.string().max(40), unit: z.enum(["minutes", "hours", "days"]) });

const poolDraft = z.object({
	kind: z.enum(["Asset", "Term", "Delegation", "Contribution"]),
	asset: z.string().max(32),
	weight: z.string().max(40),
	/** Of the staking reward to the fund, percent. */
	toFund: z.string().max(40),
	terms: z.array(z.object({ length: span, multiplier: z.string().max(40) })).max(8),
	signers: z.string().max(1_000),
});
export type PoolDraft = z.infer<typeof poolDraft>;

const draftShape = z.object({
	step: z.number().int().min(0).max(4),
	template: z.enum(["none", "savings", "liquidity", "rewards", "delegation"]),
	name: z.string().max(2_000),
	description: z.string().max(4_000),
	website: z.string().max(2_000),
	logo: z.string().max(2_000),
	tokenName: z.string().max(400),
	symbol: z.string().max(200),
	decimals: z.string().max(10),
	/** Empty: exactly what is planned. */
	maxSupply: z.string().max(200),
	premint: z.string().max(200),
	curve: z.enum(["halving", "steps"]),
	startsIn: span,
	firstPerDay: z.string().max(200),
	halvesEvery: span,
	halvings: z.string().max(10),
	steps: z.array(z.object({ length: span, perDay: z.string().max(200) })).max(32),
	fundShare: z.string().max(40),
	pools: z.array(poolDraft).max(32),
	notice: span,
});
export type Draft = z.infer<typeof draftShape>;

export function isDraft(value: unknown): value is Draft {
	return draftShape.safeParse(value).success;
}

/** Whether both say the same, whichever step was looked at last. */
export function sameDraft(one: Draft, other: Draft): boolean {
	return JSON.stringify({ ...one, step: 0 }) === JSON.stringify({ ...other, step: 0 });
}

export const EMPTY_POOL: PoolDraft = {
	kind: "Asset",
	asset: "local:1",
	weight: "",
	toFund: "50",
	terms: [],
	signers: "",
};

export function emptyDraft(notice: Span): Draft {
	return {
		step: 0,
		template: "none",
		name: "",
		description: "",
		website: "",
		logo: "",
		tokenName: "",
		symbol: "",
		decimals: "12",
		maxSupply: "",
		premint: "0",
		curve: "halving",
		startsIn: { count: "10", unit: "minutes" },
		firstPerDay: "",
		halvesEvery: { count: "180", unit: "days" },
		halvings: "4",
		steps: [{ length: { count: "30", unit: "days" }, perDay: "" }],
		fundShare: "10",
		pools: [{ ...EMPTY_POOL, weight: "90" }],
		notice,
	};
}

/** Something that can be staked, as the pickers list it. */
export type Stakeable = Pick<Asset, "id" | "symbol" | "pair">;

/** The liquidity token of NUT and tNUT: the only market that the chain itself stands for. Others are anybody's. */
export function homeLiquidity(assets: Stakeable[]): AssetId | undefined {
	return assets.find(({ pair }) => pair?.includes("native") && pair.includes(LIQUID_STAKING))?.id;
}

/** Starting points: what they fill in can all be changed. `liquidity` is the liquidity token to begin with, if there is one. */
export function withTemplate(
	draft: Draft,
	template: Draft["template"],
	liquidity: string | undefined,
	me: string,
): Draft {
	const base: Draft = { ...draft, template, curve: "halving", firstPerDay: draft.firstPerDay || "10000" };
	switch (template) {
		case "savings":
			return {
				...base,
				fundShare: "10",
				pools: [
					{ ...EMPTY_POOL, weight: "50", toFund: "60" },
					{
						...EMPTY_POOL,
						kind: "Term",
						weight: "40",
						toFund: "40",
						terms: [
							{ length: { count: "30", unit: "days" }, multiplier: "1" },
							{ length: { count: "90", unit: "days" }, multiplier: "1.5" },
							{ length: { count: "180", unit: "days" }, multiplier: "2" },
						],
					},
				],
			};
		case "liquidity":
			return {
				...base,
				fundShare: "10",
				pools: [
					{ ...EMPTY_POOL, weight: liquidity ? "40" : "90", toFund: "50" },
					...(liquidity ? [{ ...EMPTY_POOL, asset: liquidity, weight: "50" }] : []),
				],
			};
		case "rewards":
			return {
				...base,
				fundShare: "10",
				pools: [
					{ ...EMPTY_POOL, weight: "50", toFund: "50" },
					{ ...EMPTY_POOL, kind: "Contribution", weight: "40", signers: me },
				],
			};
		case "delegation":
			return {
				...base,
				fundShare: "10",
				pools: [
					{ ...EMPTY_POOL, weight: "40", toFund: "50" },
					{ ...EMPTY_POOL, kind: "Delegation", weight: "50" },
				],
			};
		default:
			return { ...draft, template };
	}
}

/** Planck a block from planck a day, rounded down. */
export function perBlockOf(perDay: bigint, slotMillis: number): bigint {
	return (perDay * BigInt(slotMillis)) / 86_400_000n;
}

/** What the chain sets limits by. */
export interface Limits {
	slotMillis: number;
	minNotice: number;
	maxNotice: number;
}

/** What is wrong with a field: a key of `create:problem` and what goes into its gaps. */
export interface FieldProblem {
	key:
		| "required"
		| "bytes"
		| "link"
		| "decimals"
		| "percent"
		| "time"
		| "rate"
		| "budget"
		| "halvings"
		| "notice"
		| "terms"
		| "multiplier"
		| "signer"
		| "asset"
		| "amount";
	amount?: AmountProblem;
	values?: Record<string, string | number>;
}
export type Problems = Record<string, FieldProblem>;

const required = (text: string): FieldProblem | undefined =>
	shown(text) === "" ? { key: "required" } : undefined;
const short = (text: string, most: number): FieldProblem | undefined =>
	byteLength(text.trim()) > most
		? { key: "bytes", values: { most, have: byteLength(text.trim()) } }
		: undefined;
const link = (text: string): FieldProblem | undefined =>
	text.trim() !== "" && safeLink(text) === undefined ? { key: "link" } : undefined;

function amount(
	text: string,
	decimals: number,
	options: { empty?: boolean; zero?: boolean } = {},
): FieldProblem | undefined {
	const parsed = parseAmount(text, decimals);
	if (!parsed.ok)
		return parsed.problem === "empty" && options.empty
			? undefined
			: { key: "amount", amount: parsed.problem, values: { decimals } };
	return parsed.value === 0n && !options.zero ? { key: "amount", amount: "empty" } : undefined;
}

export function decimalsOf(draft: Pick<Draft, "decimals">): number | undefined {
	return /^\d{1,2}$/.test(draft.decimals) && Number(draft.decimals) <= 18
		? Number(draft.decimals)
		: undefined;
}

function percent(text: string): FieldProblem | undefined {
	return parsePercent(text).ok ? undefined : { key: "percent" };
}

/** The account of an address, written in one way only; `undefined` if the text is none. */
type KeyOf = (address: string) => string | undefined;

/** What is wrong with each field of a pool but its share of the distribution. */
export function problemsOfPool(pool: PoolDraft, limits: Pick<Limits, "slotMillis">, keyOf: KeyOf): Problems {
	const problems: Problems = {};
	const note = (field: string, found: FieldProblem | undefined): void => {
		if (found) problems[field] = found;
	};
	if (takesAsset(pool)) {
		note("asset", isAssetId(pool.asset) && pool.asset !== "native" ? undefined : { key: "asset" });
		if (pool.asset === "local:1") note("toFund", percent(pool.toFund));
	}
	if (pool.kind === "Term") {
		note("terms", pool.terms.length === 0 ? { key: "terms" } : undefined);
		pool.terms.forEach((term, at) => {
			note(
				`terms.${at}.length`,
				blocksOf(term.length, limits.slotMillis) === undefined ? { key: "time" } : undefined,
			);
			const times = parseAmount(term.multiplier, 9);
			note(
				`terms.${at}.multiplier`,
				times.ok && times.value > 0n && times.value <= 100_000_000_000n
					? undefined
					: { key: "multiplier" },
			);
		});
	}
	if (pool.kind === "Contribution") {
		const keys = signersOf(pool).map(keyOf);
		// One account may be written in many ways.
		const fine = keys.length > 0 && keys.length <= 8 && new Set(keys).size === keys.length;
		note("signers", fine && !keys.includes(undefined) ? undefined : { key: "signer" });
	}
	return problems;
}

/** What is wrong with each field of a step; none if it is right. */
export function problemsOf(draft: Draft, step: number, limits: Limits, keyOf: KeyOf): Problems {
	const problems: Problems = {};
	const note = (field: string, ...found: (FieldProblem | undefined)[]): void => {
		const first = found.find((one) => one !== undefined);
		if (first) problems[field] = first;
	};
	const decimals = decimalsOf(draft) ?? 12;
	if (step === 0) {
		note("name", required(draft.name), short(draft.name, 64));
		note("description", short(draft.description, 512));
		note("website", short(draft.website, 256), link(draft.website));
		note("logo", short(draft.logo, 256), link(draft.logo));
	}
	if (step === 1) {
		note("tokenName", required(draft.tokenName), short(draft.tokenName, 50));
		note("symbol", required(draft.symbol), short(draft.symbol, 12));
		note("decimals", decimalsOf(draft) === undefined ? { key: "decimals" } : undefined);
		note("premint", amount(draft.premint, decimals, { empty: true, zero: true }));
		note("maxSupply", amount(draft.maxSupply, decimals, { empty: true }));
	}
	if (step === 2) {
		const time = (typed: Span): FieldProblem | undefined =>
			blocksOf(typed, limits.slotMillis) === undefined ? { key: "time" } : undefined;
		const rate = (text: string): FieldProblem | undefined => {
			const wrong = amount(text, decimals);
			if (wrong) return wrong;
			const parsed = parseAmount(text, decimals);
			return parsed.ok && perBlockOf(parsed.value, limits.slotMillis) === 0n
				? { key: "rate" }
				: undefined;
		};
		note("startsIn", time(draft.startsIn));
		if (draft.curve === "halving") {
			note("firstPerDay", rate(draft.firstPerDay));
			note("halvesEvery", time(draft.halvesEvery));
			note(
				"halvings",
				/^\d{1,2}$/.test(draft.halvings) && Number(draft.halvings) <= 32
					? undefined
					: { key: "halvings" },
			);
		} else {
			draft.steps.forEach((one, index) => {
				note(`steps.${index}.length`, time(one.length));
				note(`steps.${index}.perDay`, rate(one.perDay));
			});
		}
	}
	if (step === 3) {
		note("fundShare", percent(draft.fundShare));
		let sum = parsed(draft.fundShare);
		draft.pools.forEach((pool, index) => {
			note(`pools.${index}.weight`, percent(pool.weight));
			sum += parsed(pool.weight);
			for (const [field, problem] of Object.entries(problemsOfPool(pool, limits, keyOf)))
				problems[`pools.${index}.${field}`] = problem;
		});
		if (Object.keys(problems).length === 0 && sum !== 1_000_000_000n) {
			problems.budget = { key: "budget", values: { sum: Number(sum) / 10_000_000 } };
		}
		const notice = blocksOf(draft.notice, limits.slotMillis);
		note("notice", notice === undefined ? { key: "time" } : undefined);
		if (notice !== undefined && (notice < limits.minNotice || notice > limits.maxNotice)) {
			problems.notice = {
				key: "notice",
				values: {
					least: Math.ceil((limits.minNotice * limits.slotMillis) / 60_000),
					most: Math.floor((limits.maxNotice * limits.slotMillis) / 3_600_000),
				},
			};
		}
	}
	return problems;
}

function parsed(text: string): bigint {
	const found = parsePercent(text);
	return found.ok ? found.value : 0n;
}

export function signersOf(pool: PoolDraft): string[] {
	return pool.signers
		.split(/[\s,;]+/)
		.map((text) => text.trim())
		.filter((text) => text !== "");
}

const planck = (text: string, decimals: number): bigint => {
	const found = parseAmount(text, decimals);
	return found.ok ? found.value : 0n;
};

/**
 * The arguments of `create` and of its preview. `now` is the best block; `maxSupply` is what the founder promises, or
 * what the preview said is planned.
 */
export function argumentsOf(draft: Draft, now: number, limits: Limits, maxSupply: bigint): CreateArgs {
	const decimals = decimalsOf(draft) ?? 12;
	const start = now + (blocksOf(draft.startsIn, limits.slotMillis) ?? 1) + 1;
	const rate = (text: string): bigint => perBlockOf(planck(text, decimals), limits.slotMillis);
	let from = start;
	const schedule: CreateArgs[2] =
		draft.curve === "halving"
			? {
					type: "Halving",
					value: {
						start,
						first_per_block: rate(draft.firstPerDay),
						period: blocksOf(draft.halvesEvery, limits.slotMillis) ?? 0,
						halvings: Number(draft.halvings) || 0,
					},
				}
			: {
					type: "Steps",
					value: draft.steps.map((step) => {
						const begin = from;
						from += blocksOf(step.length, limits.slotMillis) ?? 0;
						return { start: begin, end: from, per_block: rate(step.perDay) };
					}),
				};
	return [
		{
			name: toBytes(draft.name.trim()),
			description: toBytes(draft.description.trim()),
			website: toBytes(draft.website.trim()),
			logo: toBytes(draft.logo.trim()),
		},
		{
			type: "New",
			value: {
				name: toBytes(draft.tokenName.trim()),
				symbol: toBytes(draft.symbol.trim()),
				decimals,
				max_supply: maxSupply,
				premint: planck(draft.premint, decimals),
			},
		},
		schedule,
		Number(parsed(draft.fundShare)),
		draft.pools.map((pool) => ({
			kind: kindOf(pool, limits),
			weight: Number(parsed(pool.weight)),
			yield_split: splitOf(pool),
		})),
		blocksOf(draft.notice, limits.slotMillis) ?? 0,
	];
}

/** Whether an asset of this chain is staked in it. */
export function takesAsset(pool: Pick<PoolDraft, "kind">): boolean {
	return pool.kind === "Asset" || pool.kind === "Term";
}

export function splitOf(pool: PoolDraft): { fund: number; stakers: number } {
	const fund = takesAsset(pool) && pool.asset === "local:1" ? Number(parsed(pool.toFund)) : 0;
	return { fund, stakers: 1_000_000_000 - fund };
}

export function kindOf(pool: PoolDraft, limits: Pick<Limits, "slotMillis">): CreateArgs[4][number]["kind"] {
	if (pool.kind === "Contribution") return { type: "Contribution", value: { signers: signersOf(pool) } };
	if (pool.kind === "Delegation") return { type: "Delegation", value: { source: STEEM_SOURCE } };
	const asset = toStakeable(isAssetId(pool.asset) && pool.asset !== "native" ? pool.asset : "local:1");
	if (pool.kind === "Asset") return { type: "Asset", value: { asset } };
	return {
		type: "Term",
		value: {
			asset,
			terms: pool.terms.map((term) => ({
				blocks: blocksOf(term.length, limits.slotMillis) ?? 0,
				multiplier: planck(term.multiplier, 9),
			})),
		},
	};
}
