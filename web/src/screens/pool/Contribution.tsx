import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { buttonClass } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import styles from "./Pool.module.css";

/** A pool from which an app rewards members with vouchers. */
export function Contribution({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("pool");
	if (pool.kind.type !== "Contribution" || !community.asset) return null;
	return (
		<>
			<Card title={t("contribution.title")}>
				<p className="soft">{t("contribution.text")}</p>
				<div className={styles.claim} style={{ marginTop: "var(--space-4)" }}>
					<Stats>
						<Stat label={t("contribution.budget")} large>
							<Amount value={pool.budget} asset={community.asset} places={2} />
						</Stat>
					</Stats>
					<Link to="/vouchers" className={buttonClass("main")}>
						{t("contribution.claim")}
					</Link>
				</div>
			</Card>
			<Card title={t("contribution.signers")}>
				<ul className={styles.signers}>
					{pool.kind.value.signers.map((signer) => (
						<li key={signer}>{signer}</li>
					))}
				</ul>
			</Card>
		</>
	);
}
