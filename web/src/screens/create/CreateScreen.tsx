import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { useChainStatus } from "@/chain/connection";
import { useChainQuery } from "@/chain/hooks";
import type { Preview } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { PageHead } from "@/components/Page";
import { Note, Skeleton } from "@/components/States";
import { communityDeposit, POOL_DEPOSIT } from "@/chain/deposits";
import { MAX_BALANCE, formatAmount, parseAmount } from "@/lib/amount";
import { recallJson, remember } from "@/lib/storage";
import { pickerStore } from "@/app/picker";
import { propose } from "@/tx/engine";
import { describe, ofDispatch, type Problem } from "@/tx/problems";
import {
	argumentsOf,
	decimalsOf,
	emptyDraft,
	isDraft,
	problemsOf,
	type Draft,
	type Limits,
	type Problems,
} from "./draft";
import { DistributionStep, PoolsStep, ProfileStep, TokenStep } from "./Steps";
import { PreviewCard } from "./PreviewCard";
import { ReviewStep } from "./ReviewStep";
import { useProblemText } from "./words";
import { isAddress } from "@/lib/address";
import styles from "./Create.module.css";

const KEY = "draft";
const STEPS = [0, 1, 2, 3, 4] as const;

export function CreateScreen() {
	const { t } = useTranslation("create");
	const { slotMillis, phase } = useChainStatus();
	const limits = useChainQuery<Limits>(
		["limits"],
		async (chain) => ({
			slotMillis: chain.lengths.slotMillis,
			minNotice: await chain.api.constants.Communities.MinNotice(),
			maxNotice: await chain.api.constants.Communities.MaxNotice(),
		}),
		{ every: "once" },
	);
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{limits.data ? (
				<Wizard limits={limits.data} />
			) : (
				<Skeleton height={480} key={`${phase}${slotMillis}`} />
			)}
		</>
	);
}

function firstDraft(limits: Limits): Draft {
	const kept = recallJson(KEY, isDraft);
	if (kept) return kept;
	const minutes = Math.ceil((limits.minNotice * limits.slotMillis) / 60_000);
	// A week where the chain allows it; on a development chain its shortest notice.
	const week = (7 * 86_400_000) / limits.slotMillis;
	return emptyDraft(
		week >= limits.minNotice && week <= limits.maxNotice
			? { count: "7", unit: "days" }
			: { count: String(minutes), unit: "minutes" },
	);
}

function Wizard({ limits }: { limits: Limits }) {
	const { t } = useTranslation("create");
	const navigate = useNavigate();
	const account = useAccount();
	const { best } = useChainStatus();
	const [draft, setDraft] = useState(() => firstDraft(limits));
	const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
	const problemText = useProblemText(draft);
	useEffect(() => remember(KEY, JSON.stringify(draft)), [draft]);

	const problems = useMemo(() => problemsOf(draft, draft.step, limits, isAddress), [draft, limits]);
	const all = useMemo(
		() => STEPS.map((step) => Object.keys(problemsOf(draft, step, limits, isAddress)).length === 0),
		[draft, limits],
	);
	const preview = usePreview(useDeferredValue(draft), limits, all.slice(0, 4));
	const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
	const touch = (field: string) => setTouched((now) => (now.has(field) ? now : new Set(now).add(field)));
	const go = (step: number) => {
		set({ step });
		setTouched(new Set());
		window.scrollTo({ top: 0 });
	};
	// Inline once a field was left; what keeps Next closed stands beside it in any case.
	const shownProblems: Problems = Object.fromEntries(
		Object.entries(problems).filter(([field]) => touched.has(field) || field === "budget"),
	);
	const errorOf = (field: string): string | undefined => {
		const problem = shownProblems[field];
		return problem && problemText(problem);
	};
	const first = Object.entries(problems)[0];
	const stepProps = { draft, set, touch, errorOf, limits };
	const finished = all.slice(0, 4).every(Boolean);

	const create = () => {
		const decimals = decimalsOf(draft) ?? 12;
		const supply = preview.data?.maxSupply;
		if (supply === undefined) return;
		const typedProfile = {
			name: draft.name.trim(),
			description: draft.description.trim(),
			website: draft.website.trim(),
			logo: draft.logo.trim(),
		};
		const deposit = communityDeposit(typedProfile) + POOL_DEPOSIT * BigInt(draft.pools.length);
		propose({
			title: t("review.txTitle", { name: typedProfile.name }),
			lines: [
				{ label: t("review.token"), value: draft.symbol.trim() },
				{
					label: t("preview.total"),
					value: `${formatAmount(preview.data?.preview.total_emission ?? 0n, decimals, 0)} ${draft.symbol.trim()}`,
				},
				{ label: t("review.deposit"), value: <Amount value={deposit} asset="native" /> },
			],
			warning: t("review.fixed"),
			spends: deposit,
			action: t("review.create"),
			build: async (chain) => {
				const now = await chain.api.query.System.Number.getValue({ at: "best" });
				const [profile, token, schedule, fund_share, pools, notice] = argumentsOf(
					draft,
					now,
					limits,
					supply,
				);
				return chain.api.tx.Communities.create({
					profile,
					token,
					schedule,
					fund_share,
					pools,
					notice,
				});
			},
			onSuccess: (events) => {
				const created = events.find(
					(event) => event.pallet === "Communities" && event.name === "CommunityCreated",
				);
				const id = (created?.value as { community?: number } | undefined)?.community;
				remember(KEY, null);
				if (id !== undefined) {
					void navigate({
						to: "/communities/$community",
						params: { community: String(id) },
						search: { launched: true },
					});
				}
			},
		});
	};

	return (
		<div className={styles.layout}>
			<div className={styles.main}>
				<ol className={styles.stepper} aria-label={t("steps.label")}>
					{STEPS.map((step) => {
						const reachable = step <= draft.step || all.slice(0, step).every(Boolean);
						return (
							<li key={step}>
								<button
									type="button"
									className={styles.stepLink}
									aria-current={step === draft.step ? "step" : undefined}
									disabled={!reachable}
									onClick={() => go(step)}
								>
									<span className={styles.stepNumber}>{step + 1}</span>
									<span className={styles.stepName}>{t(`steps.${step}`)}</span>
								</button>
							</li>
						);
					})}
				</ol>
				<Card title={t(`steps.${draft.step as 0 | 1 | 2 | 3 | 4}`)}>
					<form
						className={styles.form}
						onSubmit={(event) => {
							event.preventDefault();
							if (draft.step < 4 && !first) go(draft.step + 1);
						}}
					>
						{draft.step === 0 ? <ProfileStep {...stepProps} me={account?.address ?? ""} /> : null}
						{draft.step === 1 ? <TokenStep {...stepProps} /> : null}
						{draft.step === 2 ? <DistributionStep {...stepProps} /> : null}
						{draft.step === 3 ? <PoolsStep {...stepProps} /> : null}
						{draft.step === 4 ? (
							<ReviewStep
								draft={draft}
								preview={preview.data?.preview}
								maxSupply={preview.data?.maxSupply}
								limits={limits}
							/>
						) : null}
						{draft.step < 4 && first ? (
							<p className={styles.missing} aria-live="polite">
								{t("missing")} {problemText(first[1], first[0])}
							</p>
						) : null}
						{draft.step >= 3 && preview.data?.problem ? (
							<PreviewProblem problem={preview.data.problem} />
						) : null}
						<div className={styles.buttons}>
							{draft.step > 0 ? (
								<Button onClick={() => go(draft.step - 1)}>{t("back")}</Button>
							) : null}
							<Button
								look="quiet"
								onClick={() => {
									if (window.confirm(t("startOverSure"))) {
										remember(KEY, null);
										setDraft({ ...firstDraft(limits), step: 0 });
										setTouched(new Set());
									}
								}}
							>
								{t("startOver")}
							</Button>
							<span className={styles.grow} />
							{draft.step < 4 ? (
								<Button look="main" type="submit" disabled={first !== undefined}>
									{t("next")}
								</Button>
							) : account ? (
								<Button
									look="main"
									size="large"
									disabled={
										!finished ||
										preview.data?.maxSupply === undefined ||
										preview.data.problem !== undefined
									}
									onClick={create}
								>
									{t("review.create")}
								</Button>
							) : (
								<Button look="main" size="large" onClick={() => pickerStore.set(true)}>
									<ConnectWord />
								</Button>
							)}
						</div>
					</form>
				</Card>
			</div>
			<aside className={styles.aside}>
				<PreviewCard draft={draft} preview={preview.data?.preview} now={best?.number} />
			</aside>
		</div>
	);
}

function ConnectWord() {
	const { t } = useTranslation();
	return <>{t("account.connect")}</>;
}

function PreviewProblem({ problem }: { problem: Problem }) {
	const { t } = useTranslation("errors");
	const sentence = describe(problem, t);
	return (
		<Note tone="loss">
			<strong>{sentence.what}</strong> {sentence.todo}
		</Note>
	);
}

interface Previewed {
	preview: Preview;
	/** What the founder promises: what was typed, or exactly what is planned. */
	maxSupply: bigint | undefined;
	problem?: Problem;
}

/** What the chain says that the draft would do: its own arithmetic, not a copy of it. */
function usePreview(draft: Draft, limits: Limits, done: boolean[]) {
	const typedMax = parseAmount(draft.maxSupply, decimalsOf(draft) ?? 12);
	const promised = typedMax.ok ? typedMax.value : undefined;
	// The curve can be drawn before the pools are there: what is not filled in yet is filled in for the preview.
	const ready = done[2] === true && decimalsOf(draft) !== undefined;
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
				return { preview: EMPTY, maxSupply: undefined, problem: ofDispatch(open.value) };
			const planned = open.value.final_supply ?? open.value.total_emission;
			const maxSupply = promised ?? planned;
			const checked = await chain.api.view.Communities.preview_create(
				...argumentsOf(filled, now, limits, maxSupply),
				{ at: "best" },
			);
			return checked.success
				? { preview: checked.value, maxSupply }
				: { preview: open.value, maxSupply, problem: ofDispatch(checked.value) };
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
