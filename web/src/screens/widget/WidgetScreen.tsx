import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { idOf } from "@/app/ids";
import { curveOf, liquidStaked, rateAt, useCommunity, usePools } from "@/chain/community";
import { useChainStatus } from "@/chain/connection";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Logo } from "@/components/Logo";
import { Empty, Failed, Skeleton } from "@/components/States";
import { embedCode } from "@/lib/embed";
import { hueOf } from "@/lib/look";
import { shown } from "@/lib/text";
import { useClock } from "@/lib/time";

/** A community on a card, for frames on other pages; opened by itself it says how to put it there. */
export function WidgetScreen() {
	const { community: text } = useParams({ from: "/widget/communities/$community" });
	const id = idOf(text);
	const { t } = useTranslation("widget");
	const { t: c } = useTranslation("community");
	const clock = useClock();
	const community = useCommunity(id);
	const { phase } = useChainStatus();
	const pools = usePools(
		community.data ? [...community.data.open_pools, ...community.data.closed_pools] : undefined,
	);
	const framed = window.self !== window.top;
	if (Number.isNaN(id) || community.data === null) {
		return (
			<Empty page title={c("notFound.title", { id: shown(text, 12) })}>
				{c("notFound.text")}
			</Empty>
		);
	}
	const poolsFailed = pools.isError && !pools.data;
	if (!community.data || poolsFailed) {
		// In a frame no banner says that the node is away.
		const away = phase === "failed" || phase === "wrongChain";
		if (!community.isError && !poolsFailed && !away) return <Skeleton height={220} />;
		return (
			<Failed
				page
				onRetry={() => {
					// Asking again does not help where there never was a connection.
					if (phase !== "ready") return location.reload();
					void community.refetch();
					void pools.refetch();
				}}
			/>
		);
	}
	const { name, description, asset, fund } = community.data;
	const code = embedCode(location.origin, id, name);
	return (
		<div
			data-hue=""
			style={{ "--hue": hueOf(id), maxWidth: 460, margin: "0 auto" } as React.CSSProperties}
		>
			<Card>
				<div style={{ display: "flex", gap: "var(--space-3)", alignItems: "center" }}>
					<Logo id={id} name={name} />
					<h1 className="wrap-anywhere" style={{ fontSize: "var(--text-4)" }}>
						{name}
					</h1>
				</div>
				<p className="soft wrap-anywhere" style={{ margin: "var(--space-3) 0" }}>
					{shown(description, 140)}
				</p>
				<Stats>
					<Stat label={t("staked")}>
						<Amount value={pools.data && liquidStaked(pools.data)} asset="local:1" places={0} />
					</Stat>
					<Stat label={t("fund")}>
						<Amount
							value={fund.balance.staking_yield + fund.due.staking_yield}
							asset="native"
							places={2}
						/>
					</Stat>
					{asset ? (
						<Stat label={t("perBlock")}>
							<Amount
								value={rateAt(curveOf(community.data), clock.now ?? 0)}
								asset={asset}
								places={2}
							/>
						</Stat>
					) : null}
				</Stats>
				<p style={{ marginTop: "var(--space-4)" }}>
					<Link
						to="/communities/$community"
						params={{ community: String(id) }}
						target={framed ? "_blank" : undefined}
						rel="noopener"
					>
						{t("open")}
					</Link>
				</p>
			</Card>
			{framed ? null : (
				<div style={{ marginTop: "var(--space-5)" }}>
					<p className="soft">{t("code")}</p>
					<pre
						style={{
							whiteSpace: "pre-wrap",
							overflowWrap: "anywhere",
							fontSize: "var(--text-1)",
						}}
					>
						{code}
					</pre>
				</div>
			)}
		</div>
	);
}
