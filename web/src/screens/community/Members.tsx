import { useTranslation } from "react-i18next";
import { itemsOf, useApiList } from "@/api/hooks";
import type { Community } from "@/chain/community";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { shortAddress } from "@/lib/text";
import { useClock } from "@/lib/time";

export function Members({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const { t: common } = useTranslation();
	const clock = useClock();
	const path = "/api/v1/communities/{community}/members";
	const list = useApiList(path, {
		path: { community: community.id } as never,
		query: { limit: 10 } as never,
	});
	const members = itemsOf<typeof path>(list);
	return (
		<Card title={t("members.title")} flush>
			{list.isError && !members ? (
				<Failed
					what={common("failed.indexTitle")}
					todo={common("failed.indexText")}
					onRetry={() => void list.refetch()}
				/>
			) : members === undefined ? (
				<Skeleton height={180} />
			) : members.length === 0 ? (
				<Empty title={t("members.empty")}>{t("members.emptyText")}</Empty>
			) : (
				<>
					<Table
						caption={t("members.title")}
						rows={members}
						rowKey={(member) => member.account}
						columns={[
							{
								key: "account",
								head: t("members.account"),
								cell: (member) => (
									<span title={member.account}>{shortAddress(member.account)}</span>
								),
							},
							{
								key: "pools",
								head: t("members.pools"),
								cell: (member) =>
									member.pools.map((pool) => `${t("pools.pool")} ${pool.pool}`).join(", "),
							},
							{
								key: "since",
								head: t("members.since"),
								number: true,
								cell: (member) => clock.date(member.since_time, "date"),
							},
						]}
					/>
					<More list={list} />
				</>
			)}
		</Card>
	);
}

/** The button below a list that has further pages. */
export function More({
	list,
}: {
	list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
	const { t } = useTranslation();
	if (!list.hasNextPage) return null;
	return (
		<div style={{ display: "grid", justifyContent: "center", padding: "var(--space-3)" }}>
			<Button size="small" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
				{t("more")}
			</Button>
		</div>
	);
}
