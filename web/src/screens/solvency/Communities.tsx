import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { curveOf, rateAt, readCommunity, type Community } from "@/chain/community";
import { useChainQuery } from "@/chain/hooks";
import { Amount } from "@/components/Amount";
import { Button, buttonClass } from "@/components/Button";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { Empty, Failed, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { payable } from "@/lib/payable";
import { useClock } from "@/lib/time";
import styles from "./SolvencyScreen.module.css";

const PAGE = 20;

/** Until when each community can pay what its schedule promises. */
export function Communities() {
	const { t } = useTranslation("solvency");
	const { t: common } = useTranslation();
	const [most, setMost] = useState(PAGE);
	const read = useChainQuery(
		["canPay", most],
		async (chain) => {
			const next = await chain.api.query.Communities.NextCommunityId.getValue({ at: "best" });
			const ids = Array.from({ length: Math.min(next, most) }, (_, back) => next - 1 - back);
			const communities = await Promise.all(ids.map((id) => readCommunity(chain, id)));
			return { next, communities: communities.filter((one) => one !== null) };
		},
		{ keep: true },
	);
	const rows = read.data?.communities.filter((community) => community.asset);
	return (
		<Card title={t("communities.title")} flush>
			<p className={`soft ${styles.intro}`}>{t("communities.text")}</p>
			{read.isError && !rows ? (
				<Failed onRetry={() => void read.refetch()} />
			) : rows === undefined ? (
				<div className={styles.waiting}>
					<Skeleton height={140} />
				</div>
			) : rows.length === 0 ? (
				<Empty
					title={t("communities.none")}
					action={
						<Link to="/create" className={buttonClass("plain")}>
							{t("communities.create")}
						</Link>
					}
				/>
			) : (
				<Table
					caption={t("communities.title")}
					rows={rows}
					rowKey={(row) => row.id}
					columns={[
						{
							key: "name",
							head: t("communities.name"),
							cell: (row) => (
								<Link to="/communities/$community" params={{ community: String(row.id) }}>
									{row.name}
								</Link>
							),
						},
						{
							key: "from",
							head: t("communities.from"),
							cell: (row) =>
								row.escrow && row.asset ? (
									<>
										{t("communities.escrow")}{" "}
										<span className="num">
											<Amount value={row.escrow.left} asset={row.asset} places={2} />
										</span>
									</>
								) : (
									t("communities.minted")
								),
						},
						{
							key: "rate",
							head: t("communities.rate"),
							number: true,
							cell: (row) => <Rate community={row} />,
						},
						{
							key: "until",
							head: t("communities.until"),
							cell: (row) => <Until community={row} />,
						},
					]}
				/>
			)}
			{read.data && read.data.next > most ? (
				<div className={styles.more}>
					<Button size="small" disabled={read.isFetching} onClick={() => setMost(most + PAGE)}>
						{common("more")}
					</Button>
				</div>
			) : null}
		</Card>
	);
}

function Rate({ community }: { community: Community }) {
	const { now } = useClock();
	const empty = community.escrow?.left === 0n;
	return (
		<Amount
			value={now === undefined ? undefined : empty ? 0n : rateAt(curveOf(community), now)}
			asset={community.asset ?? "native"}
		/>
	);
}

function Until({ community }: { community: Community }) {
	const { t } = useTranslation("solvency");
	const clock = useClock();
	if (clock.now === undefined) return <span className="soft">…</span>;
	const answer = payable(community.escrow?.left, curveOf(community), clock.now);
	const date = (block: number): string => {
		const time = clock.timeOf(block);
		return time === undefined ? "…" : clock.date(time);
	};
	if (answer.kind === "ended") return <span className="soft">{t("communities.ended")}</span>;
	if (answer.kind === "toTheEnd") {
		return (
			<span className={styles.until}>
				<Icon name="check" size={16} />
				<span>{t("communities.toTheEnd", { date: date(answer.block) })}</span>
			</span>
		);
	}
	return (
		<span className={`${styles.until} ${styles.lost}`}>
			<Icon name="warning" size={16} />
			<span>
				{community.escrow?.left === 0n
					? t("communities.empty")
					: t("communities.runsOut", { date: date(answer.block) })}
			</span>
		</span>
	);
}
