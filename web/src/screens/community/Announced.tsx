import { useTranslation } from "react-i18next";
import type { Community } from "@/chain/community";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Note } from "@/components/States";
import { Table } from "@/components/Table";
import { formatPpb } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { usePools } from "@/chain/community";
import styles from "./Announced.module.css";

/** What is announced and does not count yet: members see it before it happens. */
export function Announced({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const clock = useClock();
	const pools = usePools(community.next_budget ? community.open_pools : undefined);
	const { next_budget: budget, next_schedule: schedule } = community;
	const now = clock.now;
	const scheduleComing = schedule !== undefined && (now === undefined || schedule.from > now);
	if (!budget && !scheduleComing) return null;
	const ready = budget !== undefined && now !== undefined && now >= budget.effective;
	return (
		<Card title={t("changes.title")} className={styles.card ?? ""}>
			<div className={styles.changes}>
				{scheduleComing ? (
					<Note>
						{t("changes.schedule", {
							block: schedule.from.toLocaleString("en"),
							when: clock.relative(schedule.from),
						})}
					</Note>
				) : null}
				{budget ? (
					<>
						<Note
							action={
								ready ? (
									<Button
										size="small"
										onClick={() =>
											propose({
												title: t("changes.applyTitle", { name: community.name }),
												lines: [],
												build: (chain) =>
													chain.api.tx.Communities.apply_announced({
														community: community.id,
													}),
											})
										}
									>
										{t("changes.apply")}
									</Button>
								) : undefined
							}
						>
							{ready
								? t("changes.weightsReady")
								: t("changes.weights", {
										block: budget.effective.toLocaleString("en"),
										when: clock.relative(budget.effective),
									})}
						</Note>
						<Table
							caption={t("changes.title")}
							rowKey={(row) => row.key}
							rows={[
								{
									key: "fund",
									name: t("budget.fund"),
									was: community.fund_share,
									then: budget.budget.fund_share,
								},
								...budget.budget.pools.map((part) => ({
									key: String(part.pool),
									name: `${t("pools.pool")} ${part.pool}`,
									was: pools.data?.find((pool) => pool.id === part.pool)?.weight,
									then: part.weight,
								})),
							]}
							columns={[
								{ key: "name", head: t("pools.pool"), cell: (row) => row.name },
								{
									key: "was",
									head: t("changes.was"),
									number: true,
									cell: (row) => (row.was === undefined ? "—" : formatPpb(row.was)),
								},
								{
									key: "then",
									head: t("changes.willBe"),
									number: true,
									cell: (row) => (
										<>
											{formatPpb(row.then)}{" "}
											{row.was !== undefined && row.then !== row.was
												? row.then > row.was
													? "↑"
													: "↓"
												: ""}
										</>
									),
								},
							]}
						/>
					</>
				) : null}
			</div>
		</Card>
	);
}
