import { useTranslation } from "react-i18next";
import { NATIVE } from "@/chain/assets";
import { usePools, type Community } from "@/chain/community";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { formatPpb } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { budgetChanges, rateChanges } from "./changes";
import { useChangeName } from "./useChangeName";
import styles from "./Announced.module.css";

function arrow<T extends number | bigint>(was: T, will: T): string {
	return will > was ? "↑" : will < was ? "↓" : "";
}

/** What is announced and does not count yet: members see it before it happens. */
export function Announced({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const clock = useClock();
	const nameOf = useChangeName();
	const pools = usePools(community.next_budget ? community.open_pools : undefined);
	const { next_budget: budget, next_schedule: schedule } = community;
	const now = clock.now;
	const scheduleComing = schedule !== undefined && (now === undefined || schedule.from > now);
	if (!budget && !scheduleComing) return null;
	// Only a community with a token has a schedule.
	const token = community.asset ?? NATIVE;
	const ready = budget !== undefined && now !== undefined && now >= budget.effective;
	return (
		<Card title={t("changes.title")} className={styles.card ?? ""}>
			<div className={styles.changes}>
				{scheduleComing ? (
					<>
						<Note>
							{t("changes.schedule", {
								block: schedule.from.toLocaleString("en"),
								when: clock.relative(schedule.from),
							})}
						</Note>
						<Table
							caption={t("changes.rates")}
							rowKey={(row) => row.block}
							rows={rateChanges(community.schedule, schedule)}
							columns={[
								{
									key: "block",
									head: t("schedule.from"),
									cell: (row) => row.block.toLocaleString("en"),
								},
								{
									key: "was",
									head: t("changes.rateWas"),
									number: true,
									cell: (row) => <Amount value={row.was} asset={token} />,
								},
								{
									key: "will",
									head: t("changes.rateWill"),
									number: true,
									cell: (row) => (
										<>
											<Amount value={row.will} asset={token} />{" "}
											{arrow(row.was, row.will)}
										</>
									),
								},
							]}
						/>
					</>
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
						{pools.data ? (
							<Table
								caption={t("changes.title")}
								rowKey={(row) => row.key}
								rows={budgetChanges(community, pools.data, budget.budget)}
								columns={[
									{ key: "name", head: t("changes.what"), cell: nameOf },
									{
										key: "was",
										head: t("changes.was"),
										number: true,
										cell: (row) => (row.was === undefined ? "—" : formatPpb(row.was)),
									},
									{
										key: "will",
										head: t("changes.willBe"),
										number: true,
										cell: (row) => (
											<>
												{formatPpb(row.will)}{" "}
												{row.was === undefined ? "" : arrow(row.was, row.will)}
											</>
										),
									},
								]}
							/>
						) : pools.isError ? (
							<Failed onRetry={() => void pools.refetch()} />
						) : (
							<Skeleton height={160} />
						)}
					</>
				) : null}
			</div>
		</Card>
	);
}
