import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { itemsOf, useApiList } from "@/api/hooks";
import { isAssetId } from "@/chain/assets";
import type { Community } from "@/chain/community";
import { Amount } from "@/components/Amount";
import { Card } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { STEEM } from "@/lib/steem";
import { shortAddress } from "@/lib/text";
import { useClock } from "@/lib/time";
import { More } from "./Members";
import styles from "./Activity.module.css";

export function Activity({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const { t: common } = useTranslation();
	const path = "/api/v1/communities/{community}/activity";
	const list = useApiList(path, {
		path: { community: community.id } as never,
		query: { limit: 10 } as never,
	});
	const items = itemsOf<typeof path>(list);
	return (
		<Card title={t("activity.title")}>
			{list.isError && !items ? (
				<Failed
					what={common("failed.indexTitle")}
					todo={common("failed.indexText")}
					onRetry={() => void list.refetch()}
				/>
			) : items === undefined ? (
				<Skeleton height={240} />
			) : items.length === 0 ? (
				<Empty title={t("activity.empty")} />
			) : (
				<>
					<ol className={styles.list}>
						{items.map((item) => (
							<ActivityLine
								key={`${item.block}-${item.event}`}
								item={item}
								tokenAsset={community.asset?.id}
							/>
						))}
					</ol>
					<More list={list} />
				</>
			)}
		</Card>
	);
}

/** One event: who, what, how much, when. */
export function ActivityLine({
	item,
	tokenAsset,
}: {
	item: Schemas["Activity"];
	/** The token that `token` of the item is in. */
	tokenAsset?: string | undefined;
}) {
	const { t } = useTranslation("community");
	const clock = useClock();
	const amounts = [
		item.amount && item.asset ? { value: item.amount, asset: item.asset } : undefined,
		item.received && item.received_asset
			? { value: item.received, asset: item.received_asset }
			: undefined,
		item.token && item.token !== "0" && tokenAsset ? { value: item.token, asset: tokenAsset } : undefined,
		item.staking_yield && item.staking_yield !== "0"
			? { value: item.staking_yield, asset: "native" }
			: undefined,
	].filter((one) => one !== undefined);
	return (
		<li className={styles.line}>
			<div className={styles.what}>
				<strong>{t(`activity.${item.kind}`)}</strong>
				<span className="soft small">
					{item.account ? `${shortAddress(item.account)} · ` : ""}
					{item.steem_account ? `@${item.steem_account} · ` : ""}
					<time dateTime={new Date(item.time).toISOString()}>{clock.date(item.time)}</time>
				</span>
			</div>
			<div className={`num ${styles.amounts}`}>
				{amounts.map((one) =>
					isAssetId(one.asset) ? (
						<span key={`${one.asset}${one.value}`}>
							<Amount value={BigInt(one.value)} asset={one.asset} places={2} />
						</span>
					) : one.asset === "steem" ? (
						<span key={`${one.asset}${one.value}`}>
							<Amount value={BigInt(one.value)} asset={STEEM} places={3} />
						</span>
					) : null,
				)}
			</div>
		</li>
	);
}
