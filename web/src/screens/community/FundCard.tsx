import { useTranslation } from "react-i18next";
import { itemsOf, useApi, useApiList } from "@/api/hooks";
import { useAccount } from "@/chain/accounts";
import { NATIVE } from "@/chain/assets";
import type { Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { BarChart } from "@/components/BarChart";
import { Button } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { shortAddress } from "@/lib/text";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { eraIncomes, ROWS } from "./incomes";
import { More } from "./Members";
import styles from "./FundCard.module.css";

/** What the community has raised: from the chain; how it came in and went out: from the index. */
export function FundCard({ community, pools }: { community: Community; pools: PoolRecord[] }) {
	const { t } = useTranslation("community");
	const { t: common } = useTranslation();
	const account = useAccount();
	const overview = useApi("/api/v1/communities/{community}/fund", {
		path: { community: community.id } as never,
	});
	const eras = useApi("/api/v1/communities/{community}/fund/eras", {
		path: { community: community.id } as never,
		query: { limit: ROWS } as never,
	});
	if (community.id === 0) return null;
	const { fund, asset } = community;
	const token = asset ?? NATIVE;
	const due = fund.due.staking_yield > 0n || fund.due.token > 0n;
	const sources = pools.filter((pool) => pool.fund_due > 0n).map((pool) => pool.id);
	const incomes = eraIncomes(eras.data?.items);
	const firstYield = incomes?.length === 1 && (incomes[0]?.value ?? 0n) > 0n;
	return (
		<Card
			title={t("fund.title")}
			aside={
				due && account ? (
					<Button
						size="small"
						onClick={() =>
							propose({
								title: t("fund.collectTitle", { name: community.name }),
								lines: [
									{
										label: "NUT",
										value: <Amount value={fund.due.staking_yield} asset={NATIVE} />,
									},
									...(asset
										? [
												{
													label: asset.symbol,
													value: <Amount value={fund.due.token} asset={asset} />,
												},
											]
										: []),
								],
								warning: t("fund.collectNote"),
								build: (chain) =>
									chain.api.tx.Communities.collect_fund({
										community: community.id,
										pools: sources.slice(0, 32),
									}),
							})
						}
					>
						{t("fund.collect")}
					</Button>
				) : undefined
			}
		>
			<Stats>
				<Stat label={t("fund.balance")} large>
					<Amount value={fund.balance.staking_yield} asset={NATIVE} places={2} />
				</Stat>
				{asset ? (
					<Stat label={t("fund.balance")} large>
						<Amount value={fund.balance.token} asset={token} places={2} />
					</Stat>
				) : null}
				<Stat label={t("fund.due")}>
					<Amount value={fund.due.staking_yield} asset={NATIVE} />
				</Stat>
				{asset ? (
					<Stat label={t("fund.due")}>
						<Amount value={fund.due.token} asset={token} />
					</Stat>
				) : null}
				{overview.data ? (
					<Stat label={t("fund.spent")}>
						<Amount value={BigInt(overview.data.spent.staking_yield)} asset={NATIVE} places={2} />
					</Stat>
				) : null}
			</Stats>
			{firstYield ? <Note tone="gain">{t("fund.firstYield")}</Note> : null}
			<div className={styles.part}>
				{eras.isError && !eras.data ? (
					<Failed
						what={common("failed.indexTitle")}
						todo={common("failed.indexText")}
						onRetry={() => void eras.refetch()}
					/>
				) : incomes === undefined ? (
					<Skeleton height={196} />
				) : incomes.length === 0 ? (
					<Empty title={t("fund.noEras")}>{t("fund.noErasText")}</Empty>
				) : (
					<BarChart
						bars={incomes}
						decimals={12}
						symbol="NUT"
						label={t("fund.chart")}
						legend={t("fund.chart")}
						heads={[t("fund.era"), t("fund.income")]}
					/>
				)}
			</div>
			<Movements community={community} />
		</Card>
	);
}

/** The kinds of activity that a fund has; the API types them with all others. */
type Movement = "fund_collected" | "fund_spent" | "bought_back";

function Movements({ community }: { community: Community }) {
	const { t } = useTranslation("community");
	const clock = useClock();
	const path = "/api/v1/communities/{community}/fund/movements";
	const list = useApiList(path, {
		path: { community: community.id } as never,
		query: { limit: 6 } as never,
	});
	const items = itemsOf<typeof path>(list);
	if (!items || items.length === 0) return null;
	return (
		<div className={styles.part}>
			<h3>{t("fund.movements")}</h3>
			<ol className={styles.movements}>
				{items.map((item) => (
					<li key={`${item.block}-${item.event}`}>
						<span>
							<strong>{t(`fund.kind.${item.kind as Movement}`)}</strong>
							<span className="soft small">
								{" "}
								{item.beneficiary
									? t("fund.to", { who: shortAddress(item.beneficiary) })
									: ""}
								{item.burned ? t("fund.burned") : ""} {clock.date(item.time)}
							</span>
						</span>
						<span className={`num ${styles.amounts}`}>
							{item.native !== "0" ? (
								<span>
									{item.kind === "fund_collected" ? "+" : "−"}
									<Amount value={BigInt(item.native)} asset={NATIVE} />
								</span>
							) : null}
							{item.token !== "0" && community.asset ? (
								<span>
									{item.kind === "fund_spent" ? "−" : "+"}
									<Amount value={BigInt(item.token)} asset={community.asset} />
								</span>
							) : null}
						</span>
					</li>
				))}
			</ol>
			<More list={list} />
		</div>
	);
}
