import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { setTheme, themeStore, type Theme } from "@/app/theme";
import { choose, useAccount } from "@/chain/accounts";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { Narrow, PageHead } from "@/components/Page";
import { Empty, Note } from "@/components/States";
import { LANGUAGES, languageStore, setLanguage, type Language } from "@/i18n";
import { useStore } from "@/lib/store";
import { shown } from "@/lib/text";
import { useClock } from "@/lib/time";
import { txStore, type TxRecord } from "@/tx/engine";
import { describe } from "@/tx/problems";
import { Choice } from "./Choice";
import { Copy } from "./Copy";
import { Node } from "./Node";
import styles from "./SettingsScreen.module.css";

export function SettingsScreen() {
	const { t } = useTranslation("settings");
	const language = useStore(languageStore);
	const theme = useStore(themeStore);
	return (
		<Narrow>
			<PageHead title={t("title")} />
			<Card title={t("look")}>
				<div className={styles.choices}>
					<Choice
						label={t("language")}
						value={language}
						onChange={(next) => void setLanguage(next as Language)}
						options={Object.entries(LANGUAGES).map(([value, label]) => ({
							value,
							label,
							lang: value === "zh" ? "zh-CN" : "en",
						}))}
					/>
					<Choice
						label={t("theme.title")}
						value={theme}
						onChange={(next) => setTheme(next as Theme)}
						options={(["system", "light", "dark"] as const).map((value) => ({
							value,
							label: t(`theme.${value}`),
						}))}
					/>
				</div>
			</Card>
			<ChosenAccount />
			<Node />
			<Recent />
		</Narrow>
	);
}

function ChosenAccount() {
	const { t } = useTranslation("settings");
	const { t: common } = useTranslation();
	const account = useAccount();
	return (
		<Card title={t("account.title")}>
			{account ? (
				<>
					<p>
						<strong>{shown(account.name, 40) || t("account.unnamed")}</strong>{" "}
						<span className="soft">
							{account.source === "dev"
								? t("account.dev")
								: t("account.from", { wallet: shown(account.source, 32) })}
						</span>
					</p>
					<p className={`num ${styles.address}`}>{account.address}</p>
					<div className={styles.actions}>
						<Copy text={account.address} />
						<Button size="small" onClick={() => pickerStore.set(true)}>
							{t("account.change")}
						</Button>
						<Button size="small" look="quiet" onClick={() => choose(undefined)}>
							{common("account.disconnect")}
						</Button>
					</div>
				</>
			) : (
				<Empty
					title={t("account.none")}
					action={
						<Button look="main" onClick={() => pickerStore.set(true)}>
							{common("account.connect")}
						</Button>
					}
				>
					{t("account.noneText")}
				</Empty>
			)}
		</Card>
	);
}

function Recent() {
	const { t } = useTranslation("settings");
	const { t: tx } = useTranslation("tx");
	const records = useStore(txStore);
	return (
		<Card title={tx("recent.title")}>
			{records.length === 0 ? (
				<Empty title={tx("recent.empty")} />
			) : (
				<>
					<ol className={styles.records}>
						{records.slice(0, 20).map((record) => (
							<Record key={record.id} record={record} />
						))}
					</ol>
					<p className="soft small">{t("recentNote")}</p>
				</>
			)}
		</Card>
	);
}

function Record({ record }: { record: TxRecord }) {
	const { t } = useTranslation("tx");
	const { t: errors } = useTranslation("errors");
	const clock = useClock();
	const failed = record.status === "failed";
	const problem = record.problem ? describe(record.problem, errors) : undefined;
	return (
		<li className={styles.record}>
			<span className={failed ? styles.failed : styles.done}>
				<Icon name={failed ? "warning" : record.status === "final" ? "check" : "clock"} size={18} />
			</span>
			<div className={styles.what}>
				<p>{shown(record.title, 160)}</p>
				<p className="soft small">
					{problem?.what ?? t(`status.${record.status}`, { block: record.block })} ·{" "}
					<time dateTime={new Date(record.at).toISOString()}>{clock.date(record.at)}</time>
				</p>
				{problem && !record.feePaid ? <Note tone="plain">{problem.todo}</Note> : null}
			</div>
		</li>
	);
}
