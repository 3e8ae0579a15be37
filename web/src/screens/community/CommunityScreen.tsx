import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { idOf } from "@/app/ids";
import { useApi } from "@/api/hooks";
import { useAccount } from "@/chain/accounts";
import { curveOf, liquidStaked, rateAt, useCommunity, usePools, type Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { buttonClass } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { Logo } from "@/components/Logo";
import { Columns, PageHead } from "@/components/Page";
import { Empty, Failed, Note } from "@/components/States";
import { StepChart } from "@/components/StepChart";
import { formatAmount } from "@/lib/amount";
import { linkText, safeLink } from "@/lib/links";
import { hueOf } from "@/lib/look";
import { shortAddress, shown } from "@/lib/text";
import { useClock } from "@/lib/time";
import { Activity } from "./Activity";
import { Announced } from "./Announced";
import { BudgetCard } from "./BudgetCard";
import { CommunityWaiting } from "./CommunityWaiting";
import { FundCard } from "./FundCard";
import { Members } from "./Members";
import { PoolList } from "./PoolList";
import styles from "./CommunityScreen.module.css";

export function CommunityScreen() {
	const { community: text } = useParams({ from: "/communities/$community" });
	const { launched } = useSearch({ from: "/communities/$community" });
	const id = idOf(text);
	const { t } = useTranslation("community");
	const community = useCommunity(id);
	if (Number.isNaN(id) || community.data === null) {
		return (
			<Empty page title={t("notFound.title", { id: shown(text, 12) })}>
				{t("notFound.text")}
			</Empty>
		);
	}
	if (community.isError && !community.data) return <Failed page onRetry={() => void community.refetch()} />;
	if (!community.data) return <CommunityWaiting id={id} />;
	return (
		<div data-hue="" style={{ "--hue": hueOf(id) } as React.CSSProperties}>
			{launched ? (
				<div className={styles.launched}>
					<Note tone="gain">
						<strong>{t("launched.title", { name: community.data.name })}</strong>{" "}
						{t("launched.text")}
					</Note>
				</div>
			) : null}
			<Loaded community={community.data} />
		</div>
	);
}

function Loaded({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const account = useAccount();
	const open = usePools(community.open_pools);
	const closed = usePools(community.closed_pools);
	const retry = (): void => {
		void open.refetch();
		void closed.refetch();
	};
	const isOwner = account !== undefined && account.address === community.owner;
	const id = String(community.id);
	return (
		<>
			<PageHead
				title={community.name}
				sign={<Logo id={community.id} name={community.name} size={56} />}
				lead={community.description || undefined}
			>
				{isOwner ? (
					<Link
						to="/communities/$community/manage"
						params={{ community: id }}
						className={buttonClass("plain")}
					>
						{t("header.manage")}
					</Link>
				) : null}
				<Link
					to="/widget/communities/$community"
					params={{ community: id }}
					className={buttonClass("quiet")}
				>
					{t("header.widget")}
				</Link>
			</PageHead>
			<Facts
				community={community}
				pools={open.data && closed.data ? [...open.data, ...closed.data] : undefined}
			/>
			<Announced community={community} />
			<Columns
				aside={
					<>
						<BudgetCard
							community={community}
							pools={open.data}
							onRetry={open.isError ? retry : undefined}
						/>
						<FundCard
							community={community}
							pools={[...(open.data ?? []), ...(closed.data ?? [])]}
						/>
						<Activity community={community} />
					</>
				}
			>
				<PoolList
					community={community}
					open={open.data}
					closed={closed.data}
					onRetry={open.isError || closed.isError ? retry : undefined}
				/>
				<ScheduleCard community={community} />
				<Members community={community} />
			</Columns>
		</>
	);
}

function Facts({ community, pools }: { community: Community; pools: PoolRecord[] | undefined }) {
	const { t } = useTranslation("community");
	const summary = useApi("/api/v1/communities/{community}", { path: { community: community.id } as never });
	const { asset, token } = community;
	const link = safeLink(community.website);
	return (
		<Card className={styles.facts ?? ""}>
			<Stats>
				<Stat
					label={t("header.token")}
					note={
						asset && token?.type === "New"
							? t("header.maxSupply", {
									most: `${formatAmount(token.value.max_supply, asset.decimals, 0)} ${asset.symbol}`,
								})
							: undefined
					}
				>
					{asset ? asset.symbol : "—"}
				</Stat>
				<Stat label={t("header.staked")}>
					<Amount
						value={pools && liquidStaked(pools)}
						asset={{ id: "local:1", symbol: "tNUT", name: "", decimals: 12 }}
						places={0}
					/>
				</Stat>
				<Stat label={t("header.members")}>{summary.data ? summary.data.members : <Unknown />}</Stat>
				<Stat label={t("header.fund")}>
					<Amount value={community.fund.balance.staking_yield} asset="native" places={2} />
				</Stat>
				<Stat label={t("header.owner")}>
					{community.id === 0
						? t("header.builtIn")
						: community.owner
							? shortAddress(community.owner)
							: t("header.ownerless")}
				</Stat>
			</Stats>
			{community.website ? (
				<p className={styles.link}>
					{link ? (
						<a href={link} target="_blank" rel="noopener noreferrer nofollow ugc">
							{linkText(link)}
						</a>
					) : (
						<span className="soft small wrap-anywhere">
							{t("header.noLink", { text: shown(community.website, 80) })}
						</span>
					)}
				</p>
			) : null}
		</Card>
	);
}

function Unknown() {
	const { t } = useTranslation();
	return <span className="soft">{t("unknown")}</span>;
}

function ScheduleCard({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const clock = useClock();
	const { asset } = community;
	const curve = curveOf(community);
	if (!asset || curve.length === 0) {
		return (
			<Card title={t("schedule.title")}>
				<Empty title={t("schedule.none")}>{t("schedule.noneText")}</Empty>
			</Card>
		);
	}
	const now = clock.now ?? 0;
	const end = Math.max(...curve.map((one) => one.end));
	const next = curve.find((one) => one.start > now);
	return (
		<Card title={t("schedule.title")}>
			<Stats>
				<Stat label={t("schedule.rate")}>
					<Amount value={rateAt(curve, now)} asset={asset} />
				</Stat>
				<Stat label={t("schedule.emitted")}>
					<Amount value={community.emitted} asset={asset} places={0} />
				</Stat>
				{next ? (
					<Stat label={t("schedule.nextStep")} note={clock.relative(next.start)}>
						<Amount value={next.perBlock} asset={asset} />
					</Stat>
				) : (
					<Stat label={t("schedule.ends")}>{clock.relative(end)}</Stat>
				)}
			</Stats>
			{community.escrow && community.escrow.left === 0n ? (
				<Note>{t("schedule.escrowEmpty")}</Note>
			) : null}
			<StepChart
				stretches={curve}
				now={clock.now}
				decimals={asset.decimals}
				symbol={asset.symbol}
				label={t("schedule.chart")}
			/>
		</Card>
	);
}
