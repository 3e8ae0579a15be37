import { useTranslation } from "react-i18next";
import { useAsset } from "@/chain/assets";
import { TSTEEM, useOpenWithdrawals, useWithdrawals, type Gateway } from "@/chain/steem";
import type { WithdrawalInfo, WithdrawalView } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { STEEM, standingOf } from "@/lib/steem";
import { fromBytes } from "@/lib/text";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import styles from "./Bridge.module.css";

/** The open withdrawals of the account as the chain has them, and the ended ones that the browser remembers. */
export function Withdrawals({
	gateway,
	account,
	kept,
}: {
	gateway: Gateway;
	account: string;
	kept: bigint[];
}) {
	const { t } = useTranslation("bridge");
	const open = useOpenWithdrawals(account);
	const known = useWithdrawals(kept);
	const settled = (known.data ?? []).filter(({ state }) => state.type === "Settled");
	return (
		<Card title={t("withdrawals.title")} flush>
			{open.isError && !open.data ? (
				<Failed onRetry={() => void open.refetch()} />
			) : open.data === undefined ? (
				<div className={styles.inset}>
					<Skeleton height={96} />
				</div>
			) : open.data.length === 0 && settled.length === 0 ? (
				<Empty title={t("withdrawals.empty")}>{t("withdrawals.emptyText")}</Empty>
			) : (
				<ol className={styles.list}>
					{[...open.data].reverse().map((one) => (
						<li key={one.nonce.toString()} className={styles.item}>
							<Open withdrawal={one} gateway={gateway} />
						</li>
					))}
					{settled.map(({ nonce, state }) => (
						<li key={nonce.toString()} className={styles.item}>
							<Settled nonce={nonce} state={state} />
						</li>
					))}
				</ol>
			)}
		</Card>
	);
}

function Head({ amount, to, nonce, state }: { amount: bigint; to: string; nonce: bigint; state: string }) {
	const { t } = useTranslation("bridge");
	return (
		<div className={styles.itemHead}>
			<span>
				<span className={`num ${styles.amount}`}>
					<Amount value={amount} asset={STEEM} places={3} />
				</span>{" "}
				<span className="soft">{t("withdrawals.to", { name: to })}</span>
			</span>
			<span className="soft small">
				{t("withdrawals.number", { nonce: nonce.toString() })} · {state}
			</span>
		</div>
	);
}

function Open({ withdrawal, gateway }: { withdrawal: WithdrawalInfo; gateway: Gateway }) {
	const { t } = useTranslation("bridge");
	const clock = useClock();
	const token = useAsset(TSTEEM).data ?? { symbol: "tSTEEM", decimals: 3 };
	const { nonce, amount } = withdrawal;
	const standing = standingOf(withdrawal, gateway.times, gateway.status.authority_matches);
	const { phase, late } = standing;
	const when = (seconds: bigint | number): string => clock.date(Number(seconds) * 1_000);
	const number = { nonce: nonce.toString() };
	return (
		<>
			<Head
				amount={amount}
				to={fromBytes(withdrawal.to)}
				nonce={nonce}
				state={t(`withdrawals.phase.${phase}`)}
			/>
			<p data-phase={phase}>
				{phase === "signing" || phase === "signed" ? (
					<strong className="num">
						{t("withdrawals.signatures", {
							have: withdrawal.signatures.length,
							needed: withdrawal.threshold,
						})}
						{". "}
					</strong>
				) : null}
				{t(`withdrawals.text.${phase}`, {
					when: withdrawal.lapses_at === undefined ? "" : when(withdrawal.lapses_at),
				})}
			</p>
			<p className="soft small">
				{withdrawal.expiration !== undefined && (phase === "signing" || phase === "signed")
					? `${t("withdrawals.expires", { when: when(withdrawal.expiration) })} · `
					: ""}
				{late
					? t("withdrawals.deadlinePassed")
					: t("withdrawals.deadline", { when: when(withdrawal.deadline) })}
			</p>
			<div className={styles.actions}>
				{standing.canLapse ? (
					<Button
						onClick={() =>
							propose({
								title: t("withdrawals.lapseTitle", number),
								lines: [],
								build: (chain) => chain.api.tx.SteemGateway.lapse({ nonce }),
							})
						}
					>
						{t("withdrawals.lapse")}
					</Button>
				) : null}
				{standing.canRenew ? (
					<Button
						onClick={() =>
							propose({
								title: t("withdrawals.renewTitle", number),
								lines: [],
								build: (chain) => chain.api.tx.SteemGateway.renew({ nonce }),
							})
						}
					>
						{t("withdrawals.renew")}
					</Button>
				) : null}
				{standing.canReclaim ? (
					<Button
						onClick={() =>
							propose({
								title: t("withdrawals.reclaimTitle", number),
								lines: [
									{
										label: t("withdrawals.back"),
										value: <Amount value={amount} asset={token} places={3} />,
										tone: "main",
									},
								],
								build: (chain) => chain.api.tx.SteemGateway.reclaim({ nonce }),
							})
						}
					>
						{t("withdrawals.reclaim")}
					</Button>
				) : null}
			</div>
		</>
	);
}

function Settled({ nonce, state }: { nonce: bigint; state: WithdrawalView }) {
	const { t } = useTranslation("bridge");
	if (state.type !== "Settled") return null;
	const { amount, to, outcome } = state.value;
	return (
		<>
			<Head
				amount={amount}
				to={fromBytes(to)}
				nonce={nonce}
				state={outcome.type === "Paid" ? t("withdrawals.paid") : t("withdrawals.reclaimed")}
			/>
			{outcome.type === "Paid" ? (
				<p className="soft small">
					{t("withdrawals.paidBy", { block: outcome.value.position.block.toLocaleString("en") })}
					<code className={styles.id}>{outcome.value.transaction.slice(2)}</code>
				</p>
			) : null}
		</>
	);
}
