import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NATIVE } from "@/chain/assets";
import type { Place } from "@/chain/portfolio";
import { Amount } from "@/components/Amount";
import { Logo } from "@/components/Logo";
import { useClock } from "@/lib/time";
import { usePoolName } from "../community/PoolList";
import styles from "./PortfolioScreen.module.css";

export function Positions({ places }: { places: Place[] }) {
	return (
		<ul>
			{places.map((place) => (
				<Position key={place.pool.id} place={place} />
			))}
		</ul>
	);
}

function Position({ place }: { place: Place }) {
	const { t } = useTranslation("portfolio");
	const { t: c } = useTranslation("community");
	const clock = useClock();
	const { pool, community, position, asset } = place;
	const name = usePoolName(pool);
	const ends = position.terms.map((term) => term.end);
	const next = ends.length > 0 ? Math.min(...ends) : undefined;
	return (
		<li>
			<Link
				to="/communities/$community/pools/$pool"
				params={{ community: String(community.id), pool: String(pool.id) }}
				className={styles.line}
			>
				<Logo id={community.id} name={community.name} />
				<span className={styles.name}>
					<strong>{community.name}</strong>
					<span className="soft small">
						{name} · {c("pools.pool")} {pool.id}
						{pool.status.type === "Closed" ? ` · ${c("pools.closed")}` : ""}
					</span>
					{next !== undefined && clock.now !== undefined ? (
						<span className="soft small">
							{next > clock.now ? t("termEnds", { when: clock.relative(next) }) : t("termOver")}
						</span>
					) : null}
				</span>
				<dl className={styles.facts}>
					<div>
						<dt>{t("stakedShort")}</dt>
						<dd className="num">
							{asset ? (
								<Amount value={position.stake} asset={asset} places={2} plain />
							) : (
								<span className="soft">–</span>
							)}
						</dd>
					</div>
					<div>
						<dt>{t("pending")}</dt>
						<dd className="num">
							{community.asset ? (
								<span>
									<Amount
										value={position.pending.token}
										asset={community.asset}
										places={2}
										plain
									/>
								</span>
							) : null}
							{pool.yield_split ? (
								<span>
									<Amount value={position.pending.staking_yield} asset={NATIVE} plain />
								</span>
							) : null}
						</dd>
					</div>
				</dl>
			</Link>
		</li>
	);
}
