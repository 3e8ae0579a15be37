import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { idOf } from "@/app/ids";
import { useAccount } from "@/chain/accounts";
import { useAsset } from "@/chain/assets";
import { stakedAsset, useCommunity, usePool, usePosition, type Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Columns, PageHead, Stack } from "@/components/Page";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { formatAmount, formatPpb } from "@/lib/amount";
import { hueOf } from "@/lib/look";
import { shown } from "@/lib/text";
import { useClock } from "@/lib/time";
import { usePoolName } from "../community/PoolList";
import { AprCard } from "./AprCard";
import { Contribution } from "./Contribution";
import { Delegation, DelegationFacts } from "./Delegation";
import { StakeCard } from "./StakeCard";
import { YourStake } from "./YourStake";

export function PoolScreen() {
	const params = useParams({ from: "/communities/$community/pools/$pool" });
	const [communityId, poolId] = [idOf(params.community), idOf(params.pool)];
	const { t } = useTranslation("pool");
	const community = useCommunity(communityId);
	const pool = usePool(poolId);
	const strange =
		Number.isNaN(communityId) ||
		Number.isNaN(poolId) ||
		community.data === null ||
		pool.data === null ||
		(pool.data !== undefined && pool.data.community !== communityId);
	if (strange)
		return (
			<Empty page title={t("notFound", { id: shown(params.pool, 12) })}>
				{t("notFoundText")}
			</Empty>
		);
	if (!community.data || !pool.data) {
		if (community.isError || pool.isError) {
			return (
				<Failed
					page
					onRetry={() => {
						void community.refetch();
						void pool.refetch();
					}}
				/>
			);
		}
		return (
			<Stack>
				<Skeleton height={56} />
				<Columns aside={<Skeleton height={320} />}>
					<Skeleton height={160} />
					<Skeleton height={280} />
				</Columns>
			</Stack>
		);
	}
	return (
		<div data-hue="" style={{ "--hue": hueOf(communityId) } as React.CSSProperties}>
			<Loaded community={community.data} pool={pool.data} />
		</div>
	);
}

function Loaded({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("pool");
	const name = usePoolName(pool);
	const account = useAccount();
	const position = usePosition(pool.id, account?.address);
	const asset = useAsset(stakedAsset(pool));
	const takesStakes = pool.kind.type === "Asset" || pool.kind.type === "Term";
	return (
		<>
			<PageHead
				title={name}
				lead={
					<>
						<Link to="/communities/$community" params={{ community: String(community.id) }}>
							{community.name}
						</Link>{" "}
						· #{pool.id}
					</>
				}
			/>
			<Stack>
				{pool.status.type === "Closed" ? <Note>{t("closed")}</Note> : null}
				{takesStakes && !asset.data ? (
					<Card>
						{asset.isError ? (
							<Failed onRetry={() => void asset.refetch()} />
						) : (
							<Skeleton height={160} />
						)}
					</Card>
				) : takesStakes && asset.data ? (
					<Columns
						aside={
							<>
								<AprCard community={community} pool={pool} />
								<Facts community={community} pool={pool} />
							</>
						}
					>
						<YourStake
							community={community}
							pool={pool}
							asset={asset.data}
							position={position.data}
						/>
						<StakeCard
							community={community}
							pool={pool}
							asset={asset.data}
							position={position.data ?? undefined}
						/>
					</Columns>
				) : pool.kind.type === "Contribution" ? (
					<Columns aside={<Facts community={community} pool={pool} />}>
						<Contribution community={community} pool={pool} />
					</Columns>
				) : (
					<Columns
						aside={
							<>
								<DelegationFacts pool={pool} />
								<Facts community={community} pool={pool} />
							</>
						}
					>
						<Delegation community={community} pool={pool} position={position.data} />
					</Columns>
				)}
			</Stack>
		</>
	);
}

function Facts({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("pool");
	const clock = useClock();
	const staked = stakedAsset(pool);
	return (
		<Card title={t("facts.title")}>
			<Stats>
				{staked ? (
					<Stat label={t("facts.staked")}>
						<Amount value={pool.total} asset={staked} places={2} />
					</Stat>
				) : null}
				<Stat label={t("facts.weight")}>{formatPpb(pool.weight)}</Stat>
				{community.asset ? (
					<>
						<Stat label={t("facts.distributed")}>
							<Amount value={pool.distributed.token} asset={community.asset} places={2} />
						</Stat>
						<Stat label={t("facts.claimed")}>
							<Amount value={pool.claimed.token} asset={community.asset} places={2} />
						</Stat>
					</>
				) : null}
			</Stats>
			{pool.yield_split ? (
				<p style={{ marginTop: "var(--space-4)" }}>
					<span className="soft small">{t("facts.split")}</span>
					<br />
					{t("facts.parts", {
						fund: formatPpb(pool.yield_split.fund),
						stakers: formatPpb(pool.yield_split.stakers),
					})}
				</p>
			) : null}
			{pool.kind.type === "Term" ? (
				<Table
					caption={t("term.options")}
					rows={pool.kind.value.terms.map((term, index) => ({ ...term, index }))}
					rowKey={(term) => term.index}
					columns={[
						{ key: "length", head: t("term.length"), cell: (term) => clock.span(term.blocks) },
						{
							key: "counts",
							head: t("term.counts"),
							number: true,
							cell: (term) => `${formatAmount(term.multiplier, 9, 3)}×`,
						},
					]}
				/>
			) : null}
		</Card>
	);
}
