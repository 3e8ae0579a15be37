import { useTranslation } from "react-i18next";
import { apiUrl, type Schemas } from "@/api/client";
import { itemsOf, useApiList } from "@/api/hooks";
import type { Account } from "@/chain/accounts";
import { useCommunity } from "@/chain/community";
import { buttonClass } from "@/components/Button";
import { Card } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { ActivityLine } from "../community/Activity";
import { More } from "../community/Members";

const PATH = "/api/v1/accounts/{address}/history";

export function History({ account }: { account: Account }) {
	const { t } = useTranslation("portfolio");
	const { t: common } = useTranslation();
	const list = useApiList(PATH, {
		path: { address: account.address } as never,
		query: { limit: 15 } as never,
	});
	const items = itemsOf<typeof PATH>(list);
	return (
		<Card
			title={t("history")}
			aside={
				items && items.length > 0 ? (
					<a
						className={buttonClass("plain", "small")}
						href={apiUrl("/api/v1/accounts/{address}/history.csv", { address: account.address })}
						download={`nutbox-${account.address}.csv`}
					>
						{t("csv")}
					</a>
				) : undefined
			}
		>
			{list.isError && !items ? (
				<Failed
					what={common("failed.indexTitle")}
					todo={common("failed.indexText")}
					onRetry={() => void list.refetch()}
				/>
			) : items === undefined ? (
				<Skeleton height={240} />
			) : items.length === 0 ? (
				<Empty title={t("noHistory")}>{t("noHistoryText")}</Empty>
			) : (
				<>
					<ol>
						{items.map((item) => (
							<Line key={`${item.block}-${item.event}`} item={item} />
						))}
					</ol>
					<More list={list} />
				</>
			)}
		</Card>
	);
}

/** The token of an event is that of its community. */
function Line({ item }: { item: Schemas["Activity"] }) {
	const community = useCommunity(item.token ? (item.community ?? NaN) : NaN);
	return <ActivityLine item={item} tokenAsset={community.data?.asset?.id} />;
}
