import { useTranslation } from "react-i18next";
import { isAssetId, useAsset } from "@/chain/assets";
import { creationDeposit } from "@/chain/deposits";
import { Amount } from "@/components/Amount";
import { Note } from "@/components/States";
import { formatAmount, parseAmount } from "@/lib/amount";
import { shown } from "@/lib/text";
import { useClock } from "@/lib/time";
import { decimalsOf, takesAsset, type Draft, type Limits, type PoolDraft } from "./draft";
import { blocksOf } from "@/lib/span";
import type { Previewed } from "./preview";
import styles from "./Create.module.css";

/** Everything in words, before the one signature. */
export function ReviewStep({
	draft,
	previewed,
	limits,
}: {
	draft: Draft;
	/** Nothing while the chain has not answered to what is typed now. */
	previewed: Previewed | undefined;
	limits: Limits;
}) {
	const { t } = useTranslation("create");
	const { t: common } = useTranslation();
	const clock = useClock();
	const { preview, maxSupply } = previewed ?? {};
	const decimals = decimalsOf(draft) ?? 12;
	const symbol = shown(draft.symbol, 12);
	const premint = parseAmount(draft.premint, decimals);
	const line = (what: string, value: string): string => t("review.line", { what, value });
	const perDay = parseAmount(draft.firstPerDay, decimals);
	const notice = blocksOf(draft.notice, limits.slotMillis) ?? 0;
	const period = blocksOf(draft.halvesEvery, limits.slotMillis) ?? 0;
	const deposit = creationDeposit(
		{
			name: draft.name.trim(),
			description: draft.description.trim(),
			website: draft.website.trim(),
			logo: draft.logo.trim(),
		},
		draft.pools.length,
	);
	return (
		<>
			<h3>{t("review.title")}</h3>
			<dl className={styles.review}>
				<div>
					<dt>{t("review.profile")}</dt>
					<dd>
						<strong>{shown(draft.name, 64)}</strong>
						<br />
						<span className="soft">{shown(draft.description)}</span>
					</dd>
				</div>
				<div>
					<dt>{t("review.token")}</dt>
					<dd>
						{t("review.tokenText", {
							name: shown(draft.tokenName, 50),
							symbol,
							decimals,
							max:
								maxSupply === undefined
									? common("unknown")
									: `${formatAmount(maxSupply, decimals, 0)} ${symbol}`,
						})}
						<br />
						{t("review.premint", {
							amount: `${formatAmount(premint.ok ? premint.value : 0n, decimals)} ${symbol}`,
						})}
					</dd>
				</div>
				<div>
					<dt>{t("steps.2")}</dt>
					<dd>
						{draft.curve === "halving"
							? t("review.halving", {
									perDay: perDay.ok
										? formatAmount(perDay.value, decimals)
										: draft.firstPerDay,
									symbol,
									span: clock.span(period),
									times: draft.halvings,
								})
							: t("review.steps", { count: draft.steps.length })}
						{preview ? (
							<>
								<br />
								{line(
									t("preview.total"),
									`${formatAmount(preview.total_emission, decimals, 0)} ${symbol}`,
								)}
							</>
						) : null}
					</dd>
				</div>
				<div>
					<dt>{t("review.pools")}</dt>
					<dd>
						{line(t("fundShare"), `${draft.fundShare}%`)}
						{draft.pools.map((pool, index) => (
							<span key={index}>
								<br />
								<PoolLine pool={pool} n={index + 1} />
							</span>
						))}
						<br />
						{t("review.notice", { time: clock.span(notice) })}
					</dd>
				</div>
				<div>
					<dt>{t("review.deposit")}</dt>
					<dd>
						<strong>
							<Amount value={deposit} asset="native" />
						</strong>
						<br />
						<span className="soft">{t("review.depositNote")}</span>
					</dd>
				</div>
			</dl>
			<Note tone="plain">{t("review.fixed")}</Note>
		</>
	);
}

function PoolLine({ pool, n }: { pool: PoolDraft; n: number }) {
	const { t } = useTranslation("create");
	const id = takesAsset(pool) && isAssetId(pool.asset) ? pool.asset : undefined;
	const asset = useAsset(id).data;
	const parts = [`${pool.weight}%`, t(`kinds.${pool.kind}`), ...(id ? [asset?.symbol ?? id] : [])];
	return <>{t("review.line", { what: t("pool", { n }), value: parts.join(" · ") })}</>;
}
