import { useTranslation } from "react-i18next";
import { useApr } from "@/chain/apr";
import { NATIVE, useAsset } from "@/chain/assets";
import { stakedAsset, type Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Card } from "@/components/Card";
import { Failed, Skeleton } from "@/components/States";
import { formatAmount, formatPpb } from "@/lib/amount";
import styles from "./Pool.module.css";

/** The yearly rate, how it is computed and from what. */
export function AprCard({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("pool");
	const { t: common } = useTranslation();
	const apr = useApr(community, pool);
	const stake = useAsset(stakedAsset(pool));
	const token = community.asset;
	if (!apr.data || !stake.data) {
		return (
			<Card title={t("apr.title")}>
				{apr.isError || stake.isError ? (
					<Failed
						onRetry={() => {
							void apr.refetch();
							void stake.refetch();
						}}
					/>
				) : (
					<Skeleton height={180} />
				)}
			</Card>
		);
	}
	const { inputs, tokens, fromTokens, fromYield, total } = apr.data;
	const one = `1 ${stake.data.symbol}`;
	return (
		<Card title={t("apr.title")}>
			<dl className={styles.apr}>
				<dt>{t("apr.total")}</dt>
				<dd className="num">
					{total === undefined ? (
						<span className="soft">{common("unknown")}</span>
					) : (
						formatPpb(total)
					)}
				</dd>
			</dl>
			{pool.shares === 0n ? (
				<p className="soft">{t("apr.empty")}</p>
			) : (
				<ul className={styles.parts}>
					{token ? (
						<li>
							{fromTokens === undefined ? common("unknown") : formatPpb(fromTokens)}{" "}
							{t("apr.fromTokens")}
						</li>
					) : null}
					{pool.yield_split ? (
						<li>
							{fromYield === undefined ? common("unknown") : formatPpb(fromYield)}{" "}
							{t("apr.fromYield")}
						</li>
					) : null}
				</ul>
			)}
			{total === undefined && tokens !== undefined && token ? (
				<p>
					{t("apr.cannot", {
						symbol: token.symbol,
						tokens: `${formatAmount(tokens, token.decimals)} ${token.symbol}`,
						stake: one,
					})}
				</p>
			) : null}
			<p className={`soft small ${styles.method}`}>{t("apr.method")}</p>
			<details className={styles.details}>
				<summary>{t("apr.inputs")}</summary>
				<dl className={styles.inputs}>
					{token ? (
						<>
							<Input name={t("apr.perBlock")}>
								<Amount value={inputs.perBlock} asset={token} />
							</Input>
							<Input name={t("apr.weight")}>{formatPpb(inputs.weight)}</Input>
							<Input name={t("apr.shares")}>
								<Amount value={inputs.shares} asset={stake.data} places={2} />
							</Input>
							<Input name={t("apr.price", { symbol: token.symbol })}>
								<Amount value={inputs.price} asset={NATIVE} places={6} />
							</Input>
							<Input name={t("apr.stakeValue", { symbol: stake.data.symbol })}>
								<Amount value={inputs.stakeValue} asset={NATIVE} places={6} />
							</Input>
						</>
					) : null}
					{pool.yield_split ? (
						<>
							<Input name={t("apr.yield")}>
								<Amount value={inputs.yieldPerBlock} asset={NATIVE} places={6} />
							</Input>
							<Input name={t("apr.yieldTotal")}>
								<Amount value={inputs.yieldTotal} asset="local:1" places={2} />
							</Input>
							<Input name={t("apr.toStakers")}>{formatPpb(inputs.yieldToStakers)}</Input>
						</>
					) : null}
					<Input name={t("apr.blocks")}>{Number(inputs.blocksPerYear).toLocaleString("en")}</Input>
				</dl>
			</details>
		</Card>
	);
}

function Input({ name, children }: { name: string; children: React.ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd className="num">{children}</dd>
		</div>
	);
}
