import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Amount } from "@/components/Amount";
import { Logo } from "@/components/Logo";
import { formatPpb } from "@/lib/amount";
import { shown } from "@/lib/text";
import styles from "./CommunityCard.module.css";

export interface CommunityLine {
	id: number;
	name: string;
	description: string;
	token?: { symbol: string } | null | undefined;
	fund_share: number;
	/** N/A where only the index knows. */
	members?: number | undefined;
	staked?: bigint | undefined;
}

const TNUT = { id: "local:1", symbol: "tNUT", name: "tNUT", decimals: 12 } as const;

export function CommunityCard({ line }: { line: CommunityLine }) {
	const { t } = useTranslation("home");
	const { t: common } = useTranslation();
	const name = shown(line.name, 64) || `#${line.id}`;
	return (
		<Link to="/communities/$community" params={{ community: String(line.id) }} className={styles.card}>
			<div className={styles.head}>
				<Logo id={line.id} name={name} />
				<div className={styles.words}>
					<h3>{name}</h3>
					<p className={styles.token}>{line.token ? shown(line.token.symbol, 12) : "—"}</p>
				</div>
			</div>
			<p className={styles.text}>
				{shown(line.description, 160) || (line.token ? "" : t("card.noToken"))}
			</p>
			<dl className={styles.facts}>
				<div>
					<dt>{t("card.staked")}</dt>
					<dd className="num">
						<Amount value={line.staked} asset={TNUT} places={0} plain />
					</dd>
				</div>
				<div>
					<dt>{t("card.members")}</dt>
					<dd className="num">
						{line.members === undefined ? (
							<span className="soft">{common("unknown")}</span>
						) : (
							line.members
						)}
					</dd>
				</div>
				<div>
					<dt>{t("card.fund")}</dt>
					<dd className="num">{formatPpb(line.fund_share)}</dd>
				</div>
			</dl>
		</Link>
	);
}
