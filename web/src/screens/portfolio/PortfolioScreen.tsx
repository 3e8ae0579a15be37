import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { useAccount, type Account } from "@/chain/accounts";
import { LIQUID_STAKING, NATIVE, useAsset, type Asset, type AssetId } from "@/chain/assets";
import { useLedger, useRequests } from "@/chain/liquid";
import { useAssetIds, useHoldings, usePlaces, usePositions, type Place } from "@/chain/portfolio";
import { Amount } from "@/components/Amount";
import { Button, buttonClass } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { PageHead, Stack } from "@/components/Page";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { mulDiv } from "@/lib/amount";
import { Bridged } from "./Bridged";
import { claimsOf, proposeClaims } from "./claims";
import { History } from "./History";
import { Positions } from "./Positions";
import styles from "./PortfolioScreen.module.css";

export function PortfolioScreen() {
	const { t } = useTranslation("portfolio");
	const { t: common } = useTranslation();
	const account = useAccount();
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{account ? (
				// Nothing of one account is shown for another.
				<Held key={account.address} account={account} />
			) : (
				<Card>
					<Empty
						title={common("account.needed")}
						action={
							<Button look="main" onClick={() => pickerStore.set(true)}>
								{common("account.connect")}
							</Button>
						}
					>
						{t("needed")}
					</Empty>
				</Card>
			)}
		</>
	);
}

interface Line {
	asset: Asset;
	free: bigint;
	/** Locked in deposits: NUT only. */
	held: bigint;
	staked: bigint;
	pending: bigint;
	redeeming: bigint;
	worth: bigint | undefined;
}

function Held({ account }: { account: Account }) {
	const { t } = useTranslation("portfolio");
	const places = usePlaces(account.address);
	const positions = usePositions(account.address, places.data);
	const requests = useRequests(account.address);
	const ledger = useLedger().data;
	const ids = useAssetIds();
	const token = useAsset(LIQUID_STAKING).data;
	const [partly, setPartly] = useState(false);
	const also = alsoOf(positions.data, (requests.data?.length ?? 0) > 0);
	const holdings = useHoldings(account.address, ids.data, also);
	const failed = [places, positions, requests, ids, holdings].find((read) => read.isError && !read.data);
	if (failed) {
		return (
			<Card>
				<Failed
					onRetry={() => {
						for (const read of [places, positions, requests, ids, holdings]) void read.refetch();
					}}
				/>
			</Card>
		);
	}
	if (!holdings.data || !positions.data || !requests.data) {
		return (
			<Stack>
				<Card>
					<Skeleton height={88} />
				</Card>
				<Card>
					<Skeleton height={220} />
				</Card>
				<Card>
					<Skeleton height={180} />
				</Card>
			</Stack>
		);
	}
	const ready = requests.data.filter((request) => request.claimable !== undefined);
	const queued = requests.data
		.filter((request) => request.claimable === undefined)
		.reduce((sum, request) => sum + request.amount, 0n);
	const payable = ready.reduce((sum, request) => sum + (request.claimable ?? 0n), 0n);
	const lines = holdings.data.map((holding): Line => {
		const { asset } = holding;
		const staked = sumOf(positions.data, (place) =>
			place.asset?.id === asset.id ? place.position.stake : 0n,
		);
		const pending =
			sumOf(positions.data, (place) =>
				place.community.asset?.id === asset.id ? place.position.pending.token : 0n,
			) +
			(asset.id === "native"
				? sumOf(positions.data, (place) => place.position.pending.staking_yield)
				: 0n);
		const redeeming = asset.id === LIQUID_STAKING ? queued : asset.id === "native" ? payable : 0n;
		const all = holding.free + holding.held + staked + pending + redeeming;
		return {
			asset,
			free: holding.free,
			held: holding.held,
			staked,
			pending,
			redeeming,
			worth:
				holding.unitWorth === undefined
					? undefined
					: mulDiv(all, holding.unitWorth, 10n ** BigInt(asset.decimals)),
		};
	});
	const worth = lines.reduce((sum, line) => sum + (line.worth ?? 0n), 0n);
	const unknown = lines.filter(
		(line) => line.worth === undefined && line.free + line.staked + line.pending > 0n,
	);
	const claims = claimsOf(positions.data, ready.length);
	const native = lines.find((line) => line.asset.id === "native");
	const liquid = lines.find((line) => line.asset.id === LIQUID_STAKING);
	return (
		<Stack>
			<Card>
				<div className={styles.summary}>
					<Stats className={styles.stats ?? ""}>
						<Stat
							label={t("worth")}
							large
							note={
								unknown.length > 0
									? t("without", {
											symbols: unknown
												.slice(0, 3)
												.map((line) => line.asset.symbol)
												.join(", "),
										})
									: undefined
							}
						>
							<Amount value={worth} asset={NATIVE} places={2} />
						</Stat>
						<Stat label={t("staked")}>
							<Amount value={liquid?.staked ?? 0n} asset={token ?? LIQUID_STAKING} places={2} />
						</Stat>
						<Stat label={t("earned")}>
							<Amount value={native?.pending ?? 0n} asset={NATIVE} />
						</Stat>
						<Stat
							label={t("redeeming")}
							note={<Link to="/redemptions">{t("toRedemptions")}</Link>}
						>
							<Amount value={queued} asset={token ?? LIQUID_STAKING} places={2} />
						</Stat>
					</Stats>
					<Button
						look="main"
						size="large"
						disabled={claims.count === 0}
						onClick={() => {
							setPartly(false);
							proposeClaims(
								claims,
								{
									title: t("claimTitle"),
									redemptions: t("claimRedemptions"),
									receive: t("receive"),
									yieldOf: t("stakingReward"),
								},
								payable,
								setPartly,
							);
						}}
					>
						{t("claimAll")}
					</Button>
				</div>
				{ledger && !ledger.solvent ? <p className="soft small">{t("atIndex")}</p> : null}
			</Card>
			{partly ? <Note tone="loss">{t("partly")}</Note> : null}
			<Card title={t("assets")} flush>
				<Table
					caption={t("assets")}
					rows={lines}
					rowKey={(line) => line.asset.id}
					columns={[
						{
							key: "asset",
							head: t("asset"),
							cell: (line) => (
								<span>
									<strong>{line.asset.symbol}</strong>{" "}
									<span className="soft small">{line.asset.name}</span>
								</span>
							),
						},
						{
							key: "free",
							head: t("free"),
							number: true,
							cell: (line) => <Bare value={line.free} line={line} />,
						},
						{
							key: "staked",
							head: t("stakedShort"),
							number: true,
							cell: (line) => <Bare value={line.staked} line={line} />,
						},
						{
							key: "pending",
							head: t("pending"),
							number: true,
							cell: (line) => <Bare value={line.pending} line={line} />,
						},
						{
							key: "redeeming",
							head: t("redeemingShort"),
							number: true,
							cell: (line) => <Bare value={line.redeeming} line={line} />,
						},
						{
							key: "held",
							head: t("held"),
							number: true,
							cell: (line) => <Bare value={line.held} line={line} />,
						},
						{
							key: "worth",
							head: t("worthShort"),
							number: true,
							cell: (line) => <Amount value={line.worth} asset={NATIVE} places={2} />,
						},
					]}
				/>
			</Card>
			<Card title={t("positions")} flush>
				{positions.data.length === 0 ? (
					<Empty
						title={t("noPositions")}
						action={
							<Link to="/" className={buttonClass("plain")}>
								{t("toCommunities")}
							</Link>
						}
					>
						{t("noPositionsText")}
					</Empty>
				) : (
					<Positions places={positions.data} />
				)}
			</Card>
			<Bridged account={account.address} />
			<History account={account} />
		</Stack>
	);
}

/** Assets to show although none of them is free. */
function alsoOf(positions: Place[] | undefined, redeeming: boolean): AssetId[] {
	const ids = new Set<AssetId>([LIQUID_STAKING]);
	for (const place of positions ?? []) {
		if (place.asset) ids.add(place.asset.id);
		if (place.community.asset) ids.add(place.community.asset.id);
	}
	if (redeeming) ids.add(LIQUID_STAKING);
	return [...ids];
}

function sumOf(places: Place[], part: (place: Place) => bigint): bigint {
	return places.reduce((sum, place) => sum + part(place), 0n);
}

/** The number without its symbol, which stands at the row's beginning; a dash for none. */
function Bare({ value, line }: { value: bigint; line: Line }) {
	if (value === 0n) return <span className="soft">–</span>;
	return <Amount value={value} asset={{ ...line.asset, symbol: "" }} places={2} />;
}
