import { useTranslation } from "react-i18next";
import { NATIVE } from "@/chain/assets";
import type { Gateway } from "@/chain/steem";
import { Amount } from "@/components/Amount";
import { Card, Stat, Stats } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { Table } from "@/components/Table";
import { formatExact } from "@/lib/amount";
import { STEEM } from "@/lib/steem";
import { shortAddress } from "@/lib/text";
import { formatSpan, useClock } from "@/lib/time";
import styles from "./Bridge.module.css";

export function Trust() {
	const { t } = useTranslation("bridge");
	return (
		<Card title={t("trust.title")}>
			<div className={styles.trust}>
				<p>{t("trust.in")}</p>
				<p>{t("trust.out")}</p>
			</div>
		</Card>
	);
}

/** What stands behind the sentence on trust, as proved on this chain. */
export function Numbers({ gateway }: { gateway: Gateway }) {
	const { t } = useTranslation("bridge");
	const { t: common } = useTranslation();
	const clock = useClock();
	const { status, client, account, times } = gateway;
	const missing = status.owed - status.reserve;
	const active = status.custodians.filter((custodian) => custodian.left_at === undefined).length;
	// Clocks differ by some seconds: less than nothing is nothing.
	const behind =
		client.newest === undefined
			? undefined
			: Math.max(0, (Number(times.chain) - client.newest.time) * 1_000);
	return (
		<Card title={t("trust.numbers")}>
			<Stats>
				<Stat label={t("numbers.reserve")} large>
					<Amount value={status.reserve} asset={STEEM} places={3} />
				</Stat>
				<Stat label={t("numbers.issued")} large>
					<Amount value={status.issued} asset={{ symbol: "tSTEEM", decimals: 3 }} places={3} />
				</Stat>
				<Stat label={t("numbers.owed")} note={t("numbers.owedNote")}>
					<Amount value={status.owed} asset={STEEM} places={3} />
				</Stat>
			</Stats>
			<p className={`${styles.verdict} ${missing > 0n ? styles.bad : styles.good}`}>
				<Icon name={missing > 0n ? "warning" : "check"} />
				<span>
					{missing > 0n
						? t("numbers.short", { amount: `${formatExact(missing, 3)} STEEM` })
						: t("numbers.covered")}
				</span>
			</p>
			{missing > 0n ? <p className="small">{t("numbers.shortText")}</p> : null}
			<dl className={styles.facts}>
				<Fact label={t("numbers.mode")}>{t(`numbers.modes.${status.mode.type}`)}</Fact>
				<Fact label={t("numbers.authority")}>
					{account ? `@${account} ` : ""}
					<span className={status.authority_matches ? styles.good : styles.bad}>
						{status.authority_matches ? t("numbers.matches") : t("numbers.differs")}
					</span>
				</Fact>
				<Fact label={t("numbers.threshold")}>
					{active === 0
						? t("numbers.none")
						: t("numbers.thresholdText", { threshold: status.threshold, count: active })}
				</Fact>
				<Fact label={t("numbers.newest")}>
					{client.newest && behind !== undefined
						? `${client.newest.number.toLocaleString("en")} · ${t("numbers.lag", { time: formatSpan(behind, common) })}`
						: t("numbers.newestNone")}
				</Fact>
				<Fact label={t("numbers.client")}>
					{t(`numbers.clientModes.${client.conflict ? "conflict" : client.mode.type}`)}
				</Fact>
			</dl>
			{status.custodians.length > 0 ? (
				<Table
					caption={t("numbers.custodians")}
					rows={status.custodians}
					rowKey={(custodian) => custodian.key}
					columns={[
						{
							key: "account",
							head: t("numbers.custodian"),
							cell: (custodian) => (
								<span title={custodian.account}>
									{shortAddress(custodian.account)}
									{custodian.left_at === undefined ? "" : ` (${t("numbers.leaving")})`}
								</span>
							),
						},
						{
							key: "bond",
							head: t("numbers.bond"),
							number: true,
							cell: (custodian) => <Amount value={custodian.bond} asset={NATIVE} places={2} />,
						},
						{
							key: "signed",
							head: t("numbers.signed"),
							number: true,
							cell: (custodian) => custodian.signed,
						},
					]}
				/>
			) : null}
			<p className="soft small">
				{t("trust.asOf")}
				{client.newest ? ` ${clock.date(client.newest.time * 1_000)}` : ""}
			</p>
		</Card>
	);
}

export function Fact({ label, children }: { label: string; children: React.ReactNode }) {
	return (
		<div>
			<dt>{label}</dt>
			<dd>{children}</dd>
		</div>
	);
}
