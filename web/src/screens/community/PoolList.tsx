import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { useAsset } from "@/chain/assets";
import { stakedAsset, usePosition, type Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { Empty, Failed, Skeleton } from "@/components/States";
import { formatPpb } from "@/lib/amount";
import { VESTS } from "@/lib/steem";
import { AprShort } from "../pool/Apr";
import styles from "./PoolList.module.css";

export function PoolList({
	community,
	open,
	closed,
	onRetry,
}: {
	community: Community;
	open: PoolRecord[] | undefined;
	closed: PoolRecord[] | undefined;
	/** If some could not be read. */
	onRetry: (() => void) | undefined;
}) {
	const { t } = useTranslation("community");
	return (
		<Card title={t("pools.title")} flush>
			{open === undefined ? (
				onRetry ? null : (
					<div className={styles.waiting}>
						<Skeleton height={84} />
					</div>
				)
			) : open.length === 0 ? (
				<Empty title={t("pools.empty")}>{t("pools.emptyText")}</Empty>
			) : (
				<ul>
					{open.map((pool) => (
						<PoolLine key={pool.id} community={community} pool={pool} />
					))}
				</ul>
			)}
			{(open === undefined || closed === undefined) && onRetry ? <Failed onRetry={onRetry} /> : null}
			{closed !== undefined && closed.length > 0 ? (
				<details className={styles.closed}>
					<summary>
						{t("pools.closedTitle")} ({closed.length})
					</summary>
					<ul>
						{closed.map((pool) => (
							<PoolLine key={pool.id} community={community} pool={pool} />
						))}
					</ul>
				</details>
			) : null}
		</Card>
	);
}

/** What a pool is called: it has no name of its own, so its kind and asset say it. */
export function usePoolName(pool: PoolRecord | undefined): string {
	const { t } = useTranslation("community");
	const asset = useAsset(pool ? stakedAsset(pool) : undefined);
	if (!pool) return "";
	return t(`pools.kind.${pool.kind.type}`, { symbol: asset.data?.symbol ?? "…" });
}

function PoolLine({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("community");
	const account = useAccount();
	const name = usePoolName(pool);
	const asset = stakedAsset(pool);
	const position = usePosition(pool.id, account?.address);
	const counted = pool.kind.type === "Delegation" ? VESTS : asset;
	return (
		<li>
			<Link
				to="/communities/$community/pools/$pool"
				params={{ community: String(community.id), pool: String(pool.id) }}
				className={styles.line}
			>
				<span className={styles.name}>
					<strong>{name}</strong>
					<span className="soft small">
						{t("pools.pool")} {pool.id}
						{pool.status.type === "Closed" ? ` · ${t("pools.closed")}` : ""}
					</span>
				</span>
				<dl className={styles.facts}>
					<div>
						<dt>{t("pools.weight")}</dt>
						<dd className="num">{formatPpb(pool.weight)}</dd>
					</div>
					{asset ? (
						<>
							<div>
								<dt>{t("pools.staked")}</dt>
								<dd className="num">
									<Amount value={pool.total} asset={asset} places={0} plain />
								</dd>
							</div>
							<div>
								<dt>{t("pools.apr")}</dt>
								<dd className="num">
									<AprShort community={community} pool={pool} />
								</dd>
							</div>
						</>
					) : pool.kind.type === "Delegation" ? (
						<div>
							<dt>{t("pools.delegated")}</dt>
							<dd className="num">
								<Amount value={pool.total} asset={VESTS} places={0} plain />
							</dd>
						</div>
					) : pool.kind.type === "Contribution" ? (
						<div>
							<dt>{t("pools.budget")}</dt>
							<dd className="num">
								<Amount
									value={pool.budget}
									asset={community.asset ?? "native"}
									places={2}
									plain
								/>
							</dd>
						</div>
					) : null}
					{counted && position.data && position.data.stake > 0n ? (
						<div>
							<dt>{t("pools.yours")}</dt>
							<dd className="num">
								<Amount value={position.data.stake} asset={counted} places={2} plain />
							</dd>
						</div>
					) : null}
				</dl>
				<Icon name="right" />
			</Link>
		</li>
	);
}
