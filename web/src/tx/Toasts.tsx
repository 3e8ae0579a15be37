import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/components/Icon";
import { useStore } from "@/lib/store";
import { dismiss, txStore, type TxRecord } from "./engine";
import { describe } from "./problems";
import styles from "./Toasts.module.css";

/** The transactions under way and those that have just ended, on every screen. */
export function Toasts() {
	const { t } = useTranslation("tx");
	const open = useStore(txStore).filter((record) => record.open);
	return (
		<section className={styles.toasts} aria-label={t("toasts")}>
			<ol aria-live="polite" aria-relevant="additions text">
				{open.slice(0, 4).map((record) => (
					<Toast key={record.id} record={record} />
				))}
			</ol>
		</section>
	);
}

function Toast({ record }: { record: TxRecord }) {
	const { t } = useTranslation("tx");
	const { t: errors } = useTranslation("errors");
	const failed = record.status === "failed";
	const final = record.status === "final";
	useEffect(() => {
		if (!final) return undefined;
		const timer = setTimeout(() => dismiss(record.id), 8_000);
		return () => clearTimeout(timer);
	}, [final, record.id]);
	const problem = record.problem ? describe(record.problem, errors) : undefined;
	return (
		<li className={`${styles.toast} ${failed ? styles.failed : ""}`} data-status={record.status}>
			<span className={styles.sign}>
				{failed ? (
					<Icon name="warning" />
				) : final || record.status === "inBlock" ? (
					<Icon name="check" />
				) : (
					<span className={styles.spinner} />
				)}
			</span>
			<div className={styles.text}>
				<p className={styles.title}>{record.title}</p>
				{problem ? (
					<>
						<p>{problem.what}</p>
						<p className="soft">{problem.todo}</p>
						<p className="soft small">{record.feePaid ? t("feePaid") : t("nothingPaid")}</p>
					</>
				) : (
					<p className="soft">{t(`status.${record.status}`, { block: record.block })}</p>
				)}
			</div>
			<button
				type="button"
				className={styles.close}
				onClick={() => dismiss(record.id)}
				aria-label={t("dismiss")}
			>
				<Icon name="close" size={16} />
			</button>
		</li>
	);
}
