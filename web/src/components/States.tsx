import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./States.module.css";

function Title({ page, children }: { page: boolean; children: ReactNode }) {
	const Element = page ? "h1" : "p";
	return <Element className={styles.title}>{children}</Element>;
}

/** Nothing there yet, and what to do about it. `page`: that is all there is on the page. */
export function Empty({
	title,
	children,
	action,
	page = false,
}: {
	title: string;
	children?: ReactNode;
	action?: ReactNode;
	page?: boolean;
}) {
	return (
		<div className={styles.state}>
			<Title page={page}>{title}</Title>
			{children ? <p className={styles.text}>{children}</p> : null}
			{action ? <div className={styles.action}>{action}</div> : null}
		</div>
	);
}

/** It could not be read: what happened and what to do. `page`: that is all there is on the page. */
export function Failed({
	what,
	todo,
	onRetry,
	page = false,
}: {
	what?: string;
	todo?: string;
	onRetry?: () => void;
	page?: boolean;
}) {
	const { t } = useTranslation();
	return (
		<div className={styles.state} role="alert">
			<Title page={page}>{what ?? t("failed.title")}</Title>
			<p className={styles.text}>{todo ?? t("failed.text")}</p>
			{onRetry ? (
				<div className={styles.action}>
					<Button onClick={onRetry}>{t("failed.retry")}</Button>
				</div>
			) : null}
		</div>
	);
}

/** The shape of what comes, so that nothing jumps when it is there. `lines` of text, or a block of a height. */
export function Skeleton({ lines, height }: { lines?: number; height?: number }) {
	const { t } = useTranslation();
	return (
		<div className={styles.skeleton} role="status">
			<span className="visually-hidden">{t("loading")}</span>
			{height !== undefined ? (
				<span className={styles.bone} style={{ height }} />
			) : (
				Array.from({ length: lines ?? 3 }, (_, line) => (
					<span
						key={line}
						className={styles.bone}
						style={{ width: `${100 - ((line * 17) % 45)}%` }}
					/>
				))
			)}
		</div>
	);
}

/** A message beside the content: a hint, a warning, a loss, a gain. Its icon says which without the colour. */
export function Note({
	tone = "note",
	children,
	action,
}: {
	tone?: "note" | "loss" | "gain" | "plain";
	children: ReactNode;
	action?: ReactNode;
}) {
	const icon = tone === "gain" ? "check" : tone === "plain" ? "info" : "warning";
	return (
		<div className={`${styles.note} ${styles[tone]}`} role={tone === "loss" ? "alert" : "note"}>
			<Icon name={icon} />
			<div className={styles.noteText}>{children}</div>
			{action}
		</div>
	);
}
