import { useTranslation } from "react-i18next";
import { Card, Stat, Stats } from "@/components/Card";
import { Logo } from "@/components/Logo";
import { StepChart } from "@/components/StepChart";
import { formatAmount } from "@/lib/amount";
import { shown } from "@/lib/text";
import { useClock } from "@/lib/time";
import type { Draft } from "./draft";
import type { Previewed } from "./preview";
import styles from "./Create.module.css";

/** What the community will look like and pay out: the chain's own numbers, while they are typed. */
export function PreviewCard({
	draft,
	previewed,
	waiting,
	now,
}: {
	draft: Draft;
	previewed: Previewed | undefined;
	/** Whether the chain has not answered yet to what is typed now. */
	waiting: boolean;
	now: number | undefined;
}) {
	const { t } = useTranslation("create");
	const clock = useClock();
	const { preview, decimals = 12 } = previewed ?? {};
	const symbol = shown(draft.symbol, 12) || "…";
	const amount = (value: bigint) => `${formatAmount(value, decimals, 0)} ${symbol}`;
	const drawn = preview && preview.segments.length > 0;
	return (
		<Card title={t("preview.title")} aside={waiting ? t("preview.asking") : t("preview.asked")}>
			<div className={styles.face}>
				<Logo id={1} name={draft.name || "?"} />
				<div>
					<strong className="wrap-anywhere">{shown(draft.name, 64) || "…"}</strong>
					<p className="soft small">{symbol}</p>
				</div>
			</div>
			{drawn ? (
				<>
					<Stats>
						<Stat label={t("preview.total")}>{amount(preview.total_emission)}</Stat>
						{preview.final_supply !== undefined ? (
							<Stat label={t("preview.supply")}>{amount(preview.final_supply)}</Stat>
						) : null}
						{preview.pool_totals.length > 0 ? (
							<>
								<Stat label={t("preview.fund")}>{amount(preview.fund_total)}</Stat>
								{preview.pool_totals.map((total, index) => (
									<Stat key={index} label={t("preview.pool", { n: index + 1 })}>
										{amount(total)}
									</Stat>
								))}
							</>
						) : null}
						{preview.start !== undefined ? (
							<Stat label={t("preview.start")}>{clock.relative(Number(preview.start))}</Stat>
						) : null}
						{preview.end !== undefined ? (
							<Stat label={t("preview.end")}>{clock.relative(Number(preview.end))}</Stat>
						) : null}
					</Stats>
					<StepChart
						stretches={preview.segments.map((one) => ({
							start: Number(one.start),
							end: Number(one.end),
							perBlock: one.per_block,
						}))}
						now={now}
						decimals={decimals}
						symbol={symbol}
						label={t("preview.chart")}
					/>
				</>
			) : (
				<p className={`soft ${styles.noCurve}`}>{t("preview.none")}</p>
			)}
		</Card>
	);
}
