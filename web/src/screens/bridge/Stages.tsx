import { useTranslation } from "react-i18next";
import { useApi } from "@/api/hooks";
import type { Schemas } from "@/api/client";
import { useState, type ReactNode } from "react";
import { Icon } from "@/components/Icon";
import { Failed, Skeleton } from "@/components/States";
import type { Stage } from "@/lib/bridge";
import { useClock } from "@/lib/time";
import { Copy } from "../settings/Copy";
import styles from "./Stages.module.css";

/** The way of a transfer: what is done, with its time, what is waited for, and what comes then. */
export function Stages({ stages, label }: { stages: Stage[]; label: string }) {
	const { t } = useTranslation("bridge");
	const clock = useClock();
	return (
		<ol className={styles.stages} aria-label={label}>
			{stages.map((stage) => (
				<li key={stage.key} data-stage={stage.state} className={styles[stage.state]}>
					<span className={styles.mark}>
						{stage.state === "done" ? <Icon name="check" /> : null}
					</span>
					<span>
						{t(`stages.${stage.key}`)}
						{stage.state === "done" ? null : (
							<span className="soft small"> · {t(`stages.${stage.state}`)}</span>
						)}
						<span className={`soft small ${styles.when}`}>
							{stage.time === undefined ? null : (
								<time dateTime={new Date(stage.time).toISOString()}>
									{clock.date(stage.time)}
								</time>
							)}
							{stage.steemBlock === undefined
								? null
								: ` · ${t("stages.steemBlock", { block: stage.steemBlock.toLocaleString("en") })}`}
						</span>
					</span>
				</li>
			))}
		</ol>
	);
}

/** What proves it, read when somebody wants to see it. */
export function Proof({ children }: { children: () => ReactNode }) {
	const { t } = useTranslation("bridge");
	const [open, setOpen] = useState(false);
	return (
		<details className={styles.proof} onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>{t("proof.title")}</summary>
			{open ? children() : null}
		</details>
	);
}

function Facts({ facts }: { facts: { label: string; value: string; copied?: boolean }[] }) {
	return (
		<dl className={styles.facts}>
			{facts.map(({ label, value, copied }) => (
				<div key={label}>
					<dt>{label}</dt>
					<dd>
						<code>{value}</code>
						{copied ? <Copy text={value} what={label} /> : null}
					</dd>
				</div>
			))}
		</dl>
	);
}

const number = (value: number): string => value.toLocaleString("en");

/** What proves a deposit: the operation on Steem, and the blocks here that have taken it in. */
export function DepositProof({ deposit }: { deposit: Schemas["Deposit"] }) {
	const { t } = useTranslation("bridge");
	const path = "/api/v1/bridge/deposits/{transaction}";
	const details = useApi(path, {
		path: { transaction: deposit.transaction } as never,
		query: { operation: deposit.operation } as never,
	});
	return (
		<>
			<Facts
				facts={[
					{ label: t("proof.transaction"), value: deposit.transaction, copied: true },
					{ label: t("proof.operation"), value: number(deposit.operation) },
					...(typeof deposit.steem_block === "number"
						? [{ label: t("proof.steemBlock"), value: number(deposit.steem_block) }]
						: []),
					{ label: t("proof.provedIn"), value: number(deposit.proved_block) },
				]}
			/>
			<Steps read={details} steps={details.data?.steps} />
		</>
	);
}

/** What proves a withdrawal or refund: the transaction that pays, and who has signed it. */
export function WithdrawalProof({ withdrawal }: { withdrawal: Schemas["Withdrawal"] }) {
	const { t } = useTranslation("bridge");
	const details = useApi("/api/v1/bridge/withdrawals/{id}", { path: { id: withdrawal.id } as never });
	return (
		<>
			<Facts
				facts={[
					...(withdrawal.transaction
						? [{ label: t("proof.transaction"), value: withdrawal.transaction, copied: true }]
						: []),
					...(typeof withdrawal.steem_block === "number"
						? [{ label: t("proof.steemBlock"), value: number(withdrawal.steem_block) }]
						: []),
					{ label: t("proof.askedIn"), value: number(withdrawal.requested_block) },
					...(typeof withdrawal.closed_block === "number"
						? [{ label: t("proof.settledIn"), value: number(withdrawal.closed_block) }]
						: []),
				]}
			/>
			<Steps read={details} steps={details.data?.steps} />
		</>
	);
}

function Steps({
	read,
	steps,
}: {
	read: { isError: boolean; refetch: () => unknown };
	steps: Schemas["BridgeStep"][] | undefined;
}) {
	const { t } = useTranslation("bridge");
	const { t: common } = useTranslation();
	const clock = useClock();
	if (steps === undefined) {
		return read.isError ? (
			<Failed
				what={common("failed.indexTitle")}
				todo={common("failed.indexText")}
				onRetry={() => void read.refetch()}
			/>
		) : (
			<Skeleton height={72} />
		);
	}
	return (
		<ol className={styles.steps} aria-label={t("proof.steps")}>
			{steps.map((step) => (
				<li key={`${step.block}-${step.event}`}>
					<span>
						{t(`steps.${step.kind}`)}
						{typeof step.signatures === "number" && typeof step.threshold === "number"
							? ` (${step.signatures} / ${step.threshold})`
							: ""}
					</span>
					<span className="soft small num">
						{t("proof.block", { block: number(step.block) })} · {clock.date(step.time)}
					</span>
				</li>
			))}
		</ol>
	);
}
