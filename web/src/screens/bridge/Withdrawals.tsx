import { useTranslation } from "react-i18next";
import { itemsOf, useApiList } from "@/api/hooks";
import { useAsset } from "@/chain/assets";
import { TSTEEM, useOpenWithdrawals, useWithdrawals, type Gateway } from "@/chain/steem";
import type { WithdrawalInfo, WithdrawalView } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { stagesOfWithdrawal, type Withdrawal } from "@/lib/bridge";
import { STEEM, standingOf } from "@/lib/steem";
import { fromBytes } from "@/lib/text";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { More } from "../community/Members";
import { Proof, Stages, WithdrawalProof } from "./Stages";
import styles from "./Bridge.module.css";

const PATH = "/api/v1/bridge/withdrawals";

/**
 * The withdrawals of the account: what is open as the chain has it, with what can be done about it; the way that each
 * went as the index has it. Without the index, the ended ones that the browser remembers.
 */
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
	const list = useApiList(PATH, { query: { account, cause: "withdrawal", limit: 20 } as never });
	const listed = itemsOf<typeof PATH>(list);
	const away = list.isError && list.data === undefined;
	const known = useWithdrawals(away ? kept : []);
	const settled = away ? (known.data ?? []).filter(({ state }) => state.type === "Settled") : [];
	const opened = [...(open.data ?? [])].reverse();
	const row = (nonce: bigint): Withdrawal | undefined =>
		listed?.find((withdrawal) => BigInt(withdrawal.id) === nonce);
	// What the index has as open and the chain has not was settled a moment ago: the index follows finality.
	const past = (listed ?? []).filter(({ id }) => !opened.some(({ nonce }) => nonce === BigInt(id)));
	return (
		<Card title={t("withdrawals.title")} flush>
			{away ? (
				<div className={styles.inset}>
					<Note tone="plain">{t("indexAway")}</Note>
				</div>
			) : null}
			{open.isError && !open.data ? (
				<Failed onRetry={() => void open.refetch()} />
			) : open.data === undefined || (listed === undefined && !away) ? (
				<div className={styles.inset}>
					<Skeleton height={96} />
				</div>
			) : opened.length === 0 && past.length === 0 && settled.length === 0 ? (
				<Empty title={t("withdrawals.empty")}>{t("withdrawals.emptyText")}</Empty>
			) : (
				<ol className={styles.list}>
					{opened.map((one) => (
						<li key={one.nonce.toString()} className={styles.item}>
							<Open withdrawal={one} gateway={gateway} />
							<Way withdrawal={row(one.nonce)} />
						</li>
					))}
					{past.map((withdrawal) => (
						<li key={withdrawal.id} className={styles.item}>
							<Head
								amount={BigInt(withdrawal.amount)}
								to={withdrawal.steem_account}
								nonce={BigInt(withdrawal.id)}
								state={t(`withdrawals.states.${withdrawal.state}`)}
							/>
							<Way withdrawal={withdrawal} />
						</li>
					))}
					{settled.map(({ nonce, state }) => (
						<li key={nonce.toString()} className={styles.item}>
							<Settled nonce={nonce} state={state} />
						</li>
					))}
				</ol>
			)}
			<More list={list} />
		</Card>
	);
}

/** The way that a withdrawal went, once the index knows it. */
function Way({ withdrawal }: { withdrawal: Withdrawal | undefined }) {
	const { t } = useTranslation("bridge");
	if (!withdrawal) return null;
	return (
		<>
			<Stages label={t("stages.ofWithdrawal")} stages={stagesOfWithdrawal(withdrawal)} />
			<Proof>{() => <WithdrawalProof withdrawal={withdrawal} />}</Proof>
		</>
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
