import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { itemsOf, useApiList } from "@/api/hooks";
import { NATIVE } from "@/chain/assets";
import { useValidators } from "@/chain/liquid";
import type { Ledger } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { shortAddress } from "@/lib/text";
import { useClock } from "@/lib/time";
import { More } from "../community/Members";
import styles from "./SolvencyScreen.module.css";

const PATH = "/api/v1/liquid-staking/slashes";

export function lossOf(slash: Schemas["Slash"]): bigint {
	return (
		BigInt(slash.bonded_before) +
		BigInt(slash.unbonding_before) -
		BigInt(slash.bonded_after) -
		BigInt(slash.unbonding_after)
	);
}

/** The last slash and those before, and what covered them; without the index, what the chain still knows. */
export function Slashes({ now }: { now: Ledger }) {
	const { t } = useTranslation("solvency");
	const clock = useClock();
	const list = useApiList(PATH, { query: { limit: 10 } as never });
	const slashes = itemsOf<typeof PATH>(list);
	const last = slashes?.[0];
	return (
		<Card title={t("slash.title")}>
			{slashes === undefined && !list.isError ? (
				<Skeleton height={140} />
			) : slashes === undefined ? (
				<FromChain now={now} onRetry={() => void list.refetch()} />
			) : last === undefined ? (
				<Empty title={t("slash.none")}>{t("slash.noneText")}</Empty>
			) : (
				<div className={styles.slash} data-slash={last.block}>
					<p>
						{t("slash.last", {
							time: clock.date(last.time),
							block: last.block.toLocaleString("en"),
							stash: shortAddress(last.stash),
						})}
					</p>
					<Stats>
						<Stat label={t("slash.lost")} large>
							<span className={styles.lost}>
								−<Amount value={lossOf(last)} asset={NATIVE} places={2} />
							</span>
						</Stat>
						<Stat label={t("slash.fromYield")}>
							<Amount value={BigInt(last.from_yield)} asset={NATIVE} places={2} />
						</Stat>
						<Stat label={t("slash.fromInsurance")}>
							<Amount value={BigInt(last.from_insurance)} asset={NATIVE} places={2} />
						</Stat>
						<Stat label={t("slash.deficit")}>
							<Amount value={BigInt(last.deficit)} asset={NATIVE} places={2} />
						</Stat>
					</Stats>
					<p className="soft small">{t("slash.order")}</p>
					{slashes.length > 1 ? (
						<div className={styles.bleed}>
							<Table
								caption={t("slash.before")}
								rows={slashes}
								rowKey={(slash) => `${slash.block}-${slash.event}`}
								columns={[
									{
										key: "time",
										head: t("slash.when"),
										cell: (slash) => clock.date(slash.time),
									},
									{
										key: "lost",
										head: t("slash.lost"),
										number: true,
										cell: (slash) => (
											<Amount value={lossOf(slash)} asset={NATIVE} places={2} />
										),
									},
									{
										key: "deficit",
										head: t("slash.deficit"),
										number: true,
										cell: (slash) => (
											<Amount value={BigInt(slash.deficit)} asset={NATIVE} places={2} />
										),
									},
								]}
							/>
							<More list={list} />
						</div>
					) : null}
				</div>
			)}
		</Card>
	);
}

function FromChain({ now, onRetry }: { now: Ledger; onRetry: () => void }) {
	const { t } = useTranslation("solvency");
	const validators = useValidators();
	if (validators.isPending) return <Skeleton height={140} />;
	if (!validators.data) return <Failed onRetry={onRetry} />;
	const { nominated, reserve, retired } = validators.data;
	const slashed = [...nominated, ...reserve, ...retired]
		.filter((one) => one.slashedIn !== undefined)
		.sort((a, b) => (b.slashedIn ?? 0) - (a.slashedIn ?? 0));
	const last = slashed[0];
	return (
		<div className={styles.slash} data-slash={last ? "chain" : undefined}>
			{last ? (
				<p>
					<strong>
						{t("slash.chainLast", { who: shortAddress(last.address), era: last.slashedIn })}
					</strong>
				</p>
			) : now.solvent && now.yields.absorbed === 0n ? (
				<p>{t("slash.chainNone")}</p>
			) : (
				<p>{t("slash.chainBefore")}</p>
			)}
			<Stats>
				<Stat label={t("slash.absorbed")}>
					<Amount value={now.yields.absorbed} asset={NATIVE} places={2} />
				</Stat>
				<Stat label={t("slash.deficitNow")}>
					<Amount
						value={
							now.solvent
								? 0n
								: now.supply +
									now.ledger.queued -
									now.ledger.bonded -
									now.ledger.unbonding -
									now.ledger.buffer
						}
						asset={NATIVE}
						places={2}
					/>
				</Stat>
			</Stats>
			<p className="soft small">{t("slash.order")}</p>
			<Note tone="plain">{t("slash.noIndex")}</Note>
		</div>
	);
}
