import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { useChainStatus } from "@/chain/connection";
import { useChainQuery } from "@/chain/hooks";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { PageHead } from "@/components/Page";
import { Failed, Note, Skeleton } from "@/components/States";
import { creationDeposit } from "@/chain/deposits";
import { formatAmount } from "@/lib/amount";
import { recallJson, remember } from "@/lib/storage";
import { pickerStore } from "@/app/picker";
import { propose } from "@/tx/engine";
import { describe, type Problem } from "@/tx/problems";
import {
	argumentsOf,
	decimalsOf,
	emptyDraft,
	isDraft,
	problemsOf,
	sameDraft,
	type Draft,
	type Limits,
	type Problems,
} from "./draft";
import { DistributionStep, PoolsStep, ProfileStep, TokenStep } from "./Steps";
import { usePreview } from "./preview";
import { PreviewCard } from "./PreviewCard";
import { ReviewStep } from "./ReviewStep";
import { useProblemText } from "./problemText";
import { accountKey } from "@/lib/address";
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
			) : limits.isError ? (
				<Failed onRetry={() => void limits.refetch()} />
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
	const { t: common } = useTranslation();
	const navigate = useNavigate();
	const account = useAccount();
	const { best } = useChainStatus();
	const [draft, setDraft] = useState(() => firstDraft(limits));
	const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
	const problemText = useProblemText(draft);
	useEffect(() => remember(KEY, JSON.stringify(draft)), [draft]);

	const problems = useMemo(() => problemsOf(draft, draft.step, limits, accountKey), [draft, limits]);
	const all = useMemo(
		() => STEPS.map((step) => Object.keys(problemsOf(draft, step, limits, accountKey)).length === 0),
		[draft, limits],
	);
	const previewed = useDeferredValue(draft);
	// The curve can be drawn before the rest is there.
	const ready = all[2] === true && decimalsOf(draft) !== undefined;
	const preview = usePreview(previewed, limits, all.slice(0, 4), ready);
	// What is shown was said of what stood there before the last key was pressed. It is not to be signed.
	const waiting = ready && (preview.isPlaceholderData || previewed !== draft);
	const unanswered = ready && !waiting && preview.isError && preview.data === undefined;
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
		const { maxSupply: supply, decimals = 12 } = preview.data ?? {};
		if (supply === undefined || waiting) return;
		const typedProfile = {
			name: draft.name.trim(),
			description: draft.description.trim(),
			website: draft.website.trim(),
			logo: draft.logo.trim(),
		};
		const deposit = creationDeposit(typedProfile, draft.pools.length);
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
				// What was begun since then is another community's: it is kept, and nobody is pulled away from it.
				const kept = recallJson(KEY, isDraft);
				if (kept && !sameDraft(kept, draft)) return;
				remember(KEY, null);
				if (id !== undefined && location.pathname === "/create") {
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
								previewed={waiting ? undefined : preview.data}
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
						{draft.step >= 2 && unanswered ? (
							<Note
								tone="loss"
								action={
									<Button size="small" onClick={() => void preview.refetch()}>
										{common("failed.retry")}
									</Button>
								}
							>
								{t("preview.failed")}
							</Note>
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
								<Button
									look="main"
									type="submit"
									// The next step is about what the chain says of this one.
									disabled={first !== undefined || (draft.step === 3 && waiting)}
								>
									{t("next")}
								</Button>
							) : account ? (
								<Button
									look="main"
									size="large"
									disabled={
										!finished ||
										waiting ||
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
				<PreviewCard draft={draft} previewed={preview.data} waiting={waiting} now={best?.number} />
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
