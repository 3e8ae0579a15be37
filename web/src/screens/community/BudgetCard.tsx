import { useTranslation } from "react-i18next";
import type { Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Card } from "@/components/Card";
import { ShareBar, Swatch } from "@/components/Share";
import { Failed, Skeleton } from "@/components/States";
import { formatPpb } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { usePoolName } from "./PoolList";
import styles from "./BudgetCard.module.css";

/** Who receives what the schedule pays out. */
export function BudgetCard({
	community,
	pools,
	onRetry,
}: {
	community: Community;
	pools: PoolRecord[] | undefined;
	/** If the pools could not be read. */
	onRetry: (() => void) | undefined;
}) {
	const { t } = useTranslation("community");
	const clock = useClock();
	if (!community.asset) return null;
	return (
		<Card title={t("budget.title")}>
			{pools === undefined ? (
				onRetry ? (
					<Failed onRetry={onRetry} />
				) : (
					<Skeleton height={120} />
				)
			) : (
				<>
					<ShareBar
						label={t("budget.bar")}
						parts={[
							{ key: "fund", label: "", ppb: community.fund_share },
							...pools.map((pool) => ({ key: String(pool.id), label: "", ppb: pool.weight })),
						]}
					/>
					<dl className={styles.parts}>
						<div>
							<dt>
								<Swatch index={0} /> {t("budget.fund")}
							</dt>
							<dd className="num">{formatPpb(community.fund_share)}</dd>
						</div>
						{pools.map((pool, index) => (
							<PoolPart key={pool.id} pool={pool} index={index + 1} />
						))}
						{community.free_weight > 0 ? (
							<div>
								<dt>{t("budget.free")}</dt>
								<dd className="num">{formatPpb(community.free_weight)}</dd>
							</div>
						) : null}
					</dl>
					<p className={`soft small ${styles.notice}`}>
						{t("budget.notice", {
							time: clock.span(community.notice),
							blocks: community.notice.toLocaleString("en"),
						})}
					</p>
				</>
			)}
		</Card>
	);
}

function PoolPart({ pool, index }: { pool: PoolRecord; index: number }) {
	const name = usePoolName(pool);
	return (
		<div>
			<dt>
				<Swatch index={index} /> {name} <span className="soft small">#{pool.id}</span>
			</dt>
			<dd className="num">{formatPpb(pool.weight)}</dd>
		</div>
	);
}
