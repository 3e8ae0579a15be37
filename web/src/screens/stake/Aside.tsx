import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { LIQUID_STAKING, NATIVE, useBalance, useAsset } from "@/chain/assets";
import { useLedger, useLimits, useRequests } from "@/chain/liquid";
import { usePlaces, usePositions } from "@/chain/portfolio";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Failed, Skeleton } from "@/components/States";
import { formatAmount, formatPpb } from "@/lib/amount";
import styles from "./StakeScreen.module.css";

/** What the account has on either side of the exchange. */
export function Yours() {
	const account = useAccount();
	// Nothing of one account is shown for another.
	return account ? <OfAccount key={account.address} account={account.address} /> : null;
}

function OfAccount({ account }: { account: string }) {
	const { t } = useTranslation("stake");
	const token = useAsset(LIQUID_STAKING).data;
	const free = useBalance(account, LIQUID_STAKING);
	const native = useBalance(account, "native");
	const requests = useRequests(account);
	const places = usePlaces(account);
	const positions = usePositions(account, places.data);
	const asset = token ?? LIQUID_STAKING;
	const staked = positions.data
		?.filter((place) => place.asset?.id === LIQUID_STAKING)
		.reduce((sum, place) => sum + place.position.stake, 0n);
	const waiting = requests.data?.reduce((sum, request) => sum + request.amount, 0n);
	return (
		<Card title={t("yours.title")} aside={<Link to="/portfolio">{t("yours.portfolio")}</Link>}>
			{free.isPending || native.isPending ? (
				<Skeleton height={116} />
			) : (
				<Stats>
					<Stat label={t("yours.native")}>
						<Amount value={native.data?.free} asset={NATIVE} places={2} />
					</Stat>
					<Stat label={t("yours.free")}>
						<Amount value={free.data?.free} asset={asset} places={2} />
					</Stat>
					<Stat label={t("yours.staked")}>
						<Amount value={staked} asset={asset} places={2} />
					</Stat>
					<Stat label={t("yours.redeeming")}>
						<Amount value={waiting} asset={asset} places={2} />
					</Stat>
				</Stats>
			)}
		</Card>
	);
}

/** The way of the staking reward, with what has gone each way so far. */
export function WhereYieldGoes() {
	const { t } = useTranslation("stake");
	const { t: common } = useTranslation();
	const ledger = useLedger();
	const limits = useLimits().data;
	const now = ledger.data;
	return (
		<Card title={t("yield.title")}>
			{ledger.isError && !now ? (
				<Failed onRetry={() => void ledger.refetch()} />
			) : ledger.isPending ? (
				<Skeleton height={300} />
			) : !now ? (
				<Failed what={common("failed.title")} todo={t("yield.noLedger")} />
			) : (
				<>
					<p className={styles.lead}>{t("yield.lead")}</p>
					<ol className={styles.flow}>
						<li>
							<div>
								<strong>{t("yield.deficit")}</strong>
								<span className="soft small">{t("yield.deficitText")}</span>
							</div>
							<span className="num">
								<Amount value={now.yields.refilled} asset={NATIVE} places={2} />
							</span>
						</li>
						<li>
							<div>
								<strong>{t("yield.insurance")}</strong>
								<span className="soft small">
									{t("yield.insuranceText", {
										share: limits ? formatPpb(limits.insuranceShare) : "…",
										target: limits ? formatPpb(limits.insuranceTarget) : "…",
									})}
								</span>
							</div>
							<span className="num">
								<Amount value={now.yields.insured} asset={NATIVE} places={2} />
							</span>
						</li>
						{limits && (limits.protocolFee > 0 || now.yields.fees > 0n) ? (
							<li>
								<div>
									<strong>{t("yield.fee")}</strong>
									<span className="soft small">{formatPpb(limits.protocolFee)}</span>
								</div>
								<span className="num">
									<Amount value={now.yields.fees} asset={NATIVE} places={2} />
								</span>
							</li>
						) : null}
						<li className={styles.mainStep}>
							<div>
								<strong>{t("yield.stakers")}</strong>
								<span className="soft small">{t("yield.stakersText")}</span>
							</div>
							<span className="num">
								<Amount value={now.released} asset={NATIVE} places={2} />
							</span>
						</li>
					</ol>
					<dl className={styles.totals}>
						<div>
							<dt>{t("yield.collected")}</dt>
							<dd className="num">
								<Amount value={now.yields.collected} asset={NATIVE} places={2} />
							</dd>
						</div>
						<div>
							<dt>{t("yield.unreleased")}</dt>
							<dd className="num">
								<Amount value={now.unreleased} asset={NATIVE} places={2} />
							</dd>
						</div>
						<div>
							<dt>{t("yield.index")}</dt>
							<dd className="num">{formatAmount(now.rate_ppb, 9)} NUT</dd>
						</div>
					</dl>
					<p className="soft small">{t("yield.idle")}</p>
				</>
			)}
		</Card>
	);
}
