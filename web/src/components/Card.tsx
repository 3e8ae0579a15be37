import { useId, type ReactNode } from "react";
import styles from "./Card.module.css";

/** A section with a heading; `aside` stands beside the heading. */
export function Card({
	title,
	aside,
	children,
	flush = false,
	className,
}: {
	title?: ReactNode;
	aside?: ReactNode;
	children: ReactNode;
	/** Without padding around the content, for tables. */
	flush?: boolean;
	className?: string;
}) {
	const id = useId();
	return (
		<section
			className={[styles.card, flush ? styles.flush : "", className].filter(Boolean).join(" ")}
			{...(title ? { "aria-labelledby": id } : {})}
		>
			{title || aside ? (
				<header className={styles.head}>
					{title ? <h2 id={id}>{title}</h2> : null}
					{aside ? <div className={styles.aside}>{aside}</div> : null}
				</header>
			) : null}
			<div className={styles.body}>{children}</div>
		</section>
	);
}

/** A number with its name above it. Numbers first: the name is small. */
export function Stat({
	label,
	children,
	note,
	large = false,
}: {
	label: ReactNode;
	children: ReactNode;
	note?: ReactNode;
	large?: boolean;
}) {
	return (
		<div className={styles.stat}>
			<dt>{label}</dt>
			<dd className={`num ${large ? styles.large : ""}`}>{children}</dd>
			{note ? <dd className={styles.note}>{note}</dd> : null}
		</div>
	);
}

export function Stats({ children, className }: { children: ReactNode; className?: string }) {
	return <dl className={`${styles.stats} ${className ?? ""}`}>{children}</dl>;
}
