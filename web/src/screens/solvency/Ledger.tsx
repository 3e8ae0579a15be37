import { useTranslation } from "react-i18next";
import { LIQUID_STAKING, NATIVE, useAsset } from "@/chain/assets";
import type { Ledger } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { formatAmount } from "@/lib/amount";
import { useClock } from "@/lib/time";
import styles from "./SolvencyScreen.module.css";

interface Part {
	key: "bonded" | "unbonding" | "buffer" | "supply" | "queued";
	value: bigint;
}

export function backingOf({ ledger }: Ledger): bigint {
	return ledger.bonded + ledger.unbonding + ledger.buffer;
}

export function owedOf({ ledger, supply }: Ledger): bigint {
	return supply + ledger.queued;
}

/** One sentence, and the number behind it. */
export function Verdict({ now }: { now: Ledger }) {
	const { t } = useTranslation("solvency");
	const clock = useClock();
	const missing = owedOf(now) - backingOf(now);
	return (
		<section
			className={`${styles.verdict} ${now.solvent ? styles.good : styles.bad}`}
			data-solvent={now.solvent}
			aria-labelledby="verdict"
		>
			<span className={styles.sign}>
				<Icon name={now.solvent ? "check" : "warning"} size={24} />
			</span>
			<div className={styles.verdictText}>
				<h2 id="verdict">{now.solvent ? t("covered") : t("short")}</h2>
				<p>
					{now.solvent ? (
						t("coveredText")
					) : (
						<>
							{t("missing")}{" "}
							<strong className="num">
								<Amount value={missing} asset={NATIVE} />
							</strong>
							{". "}
							{t("shortText")}
						</>
					)}
				</p>
			</div>
			<div className={styles.rate}>
				<p className="soft small">{t("rate")}</p>
				<p className={`num ${styles.rateValue}`}>{formatAmount(now.rate_ppb, 9)} NUT</p>
				{clock.now === undefined ? null : (
					<p className="soft small">{t("atBlock", { block: clock.now.toLocaleString("en") })}</p>
				)}
			</div>
		</section>
	);
}

/** What there is above what is owed, on one scale. */
export function Books({ now }: { now: Ledger }) {
	const { t } = useTranslation("solvency");
	const token = useAsset(LIQUID_STAKING).data;
	const { ledger } = now;
	const backing = backingOf(now);
	const owed = owedOf(now);
	const scale = backing > owed ? backing : owed;
	return (
		<Card title={t("books.title")}>
			<Side
				title={t("books.backing")}
				total={<Amount value={backing} asset={NATIVE} places={2} />}
				parts={[
					{ key: "bonded", value: ledger.bonded },
					{ key: "unbonding", value: ledger.unbonding },
					{ key: "buffer", value: ledger.buffer },
				]}
				scale={scale}
				unit={(value) => <Amount value={value} asset={NATIVE} />}
			/>
			<Side
				title={t("books.owed")}
				total={<Amount value={owed} asset={token ?? LIQUID_STAKING} places={2} />}
				parts={[
					{ key: "supply", value: now.supply },
					{ key: "queued", value: ledger.queued },
				]}
				scale={scale}
				unit={(value) => <Amount value={value} asset={token ?? LIQUID_STAKING} />}
			/>
			<p className="soft small">{t("books.note")}</p>
		</Card>
	);
}

function Side({
	title,
	total,
	parts,
	scale,
	unit,
}: {
	title: string;
	total: React.ReactNode;
	parts: Part[];
	scale: bigint;
	unit: (value: bigint) => React.ReactNode;
}) {
	const { t } = useTranslation("solvency");
	const share = (value: bigint): number => (scale === 0n ? 0 : Number((value * 10_000n) / scale) / 100);
	return (
		<div className={styles.side}>
			<div className={styles.sideHead}>
				<h3>{title}</h3>
				<span className={`num ${styles.sideTotal}`}>{total}</span>
			</div>
			<div className={styles.bar} aria-hidden="true">
				{parts.map((part) =>
					part.value > 0n ? (
						<span
							key={part.key}
							className={styles[part.key]}
							style={{ width: `${Math.max(0.5, share(part.value))}%` }}
						/>
					) : null,
				)}
			</div>
			<dl className={styles.parts}>
				{parts.map((part) => (
					<div key={part.key}>
						<dt>
							<span className={`${styles.swatch} ${styles[part.key]}`} aria-hidden="true" />
							<span>
								{t(`books.${part.key}`)}
								<span className="soft small"> {t(`books.${part.key}Text`)}</span>
							</span>
						</dt>
						<dd className="num">{unit(part.value)}</dd>
					</div>
				))}
			</dl>
		</div>
	);
}

export function Insurance({ now }: { now: Ledger }) {
	const { t } = useTranslation("solvency");
	const { ledger, insurance_target: target } = now;
	const filled =
		target === 0n
			? undefined
			: ledger.insurance >= target
				? 100
				: Number((ledger.insurance * 10_000n) / target) / 100;
	return (
		<Card title={t("insurance.title")}>
			<Stats>
				<Stat label={t("insurance.there")} large>
					<Amount value={ledger.insurance} asset={NATIVE} places={2} />
				</Stat>
				<Stat label={t("insurance.target")}>
					<Amount value={target} asset={NATIVE} places={2} />
				</Stat>
			</Stats>
			{filled === undefined ? null : (
				<div className={`${styles.bar} ${styles.thin}`} aria-hidden="true">
					<span className={styles.bonded} style={{ width: `${filled}%` }} />
				</div>
			)}
			<p className="soft small">{t("insurance.text")}</p>
			<dl className={styles.parts}>
				<div>
					<dt>{t("insurance.claims")}</dt>
					<dd className="num">
						<Amount value={ledger.claims} asset={NATIVE} />
					</dd>
				</div>
				<div>
					<dt>{t("insurance.minting")}</dt>
					<dd>{now.minting_open ? t("insurance.open") : t("insurance.closed")}</dd>
				</div>
			</dl>
		</Card>
	);
}

export function YieldBook({ now }: { now: Ledger }) {
	const { t } = useTranslation("solvency");
	const { yields } = now;
	const lines = [
		["collected", yields.collected],
		["refilled", yields.refilled],
		["insured", yields.insured],
		["fees", yields.fees],
		["absorbed", yields.absorbed],
		["released", now.released],
		["unreleased", now.unreleased],
	] as const;
	return (
		<Card title={t("yield.title")}>
			<dl className={styles.parts}>
				{lines.map(([key, value]) => (
					<div key={key} className={key === "collected" ? styles.sum : undefined}>
						<dt>{t(`yield.${key}`)}</dt>
						<dd className="num">
							<Amount value={value} asset={NATIVE} />
						</dd>
					</div>
				))}
			</dl>
			<p className="soft small">{t("yield.text")}</p>
		</Card>
	);
}
