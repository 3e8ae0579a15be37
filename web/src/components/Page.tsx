import { useEffect, type ReactNode } from "react";
import styles from "./Page.module.css";

/** The heading of a screen, which is also the title of the window. */
export function PageHead({
	title,
	sign,
	lead,
	children,
}: {
	title: ReactNode;
	/** A picture before the title. */
	sign?: ReactNode;
	lead?: ReactNode;
	/** Actions beside the heading. */
	children?: ReactNode;
}) {
	const text = typeof title === "string" ? title : "";
	useEffect(() => {
		document.title = text ? `${text} · Nutbox` : "Nutbox";
	}, [text]);
	return (
		<div className={styles.head}>
			<div className={styles.words}>
				{sign ? (
					<h1 className={styles.signed}>
						{sign}
						<span>{title}</span>
					</h1>
				) : (
					<h1>{title}</h1>
				)}
				{lead ? <p className={styles.lead}>{lead}</p> : null}
			</div>
			{children ? <div className={styles.actions}>{children}</div> : null}
		</div>
	);
}

/** Two columns on a desk, one below the other on a phone. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
	return (
		<div className={styles.columns}>
			<div className={styles.column}>{children}</div>
			<div className={styles.column}>{aside}</div>
		</div>
	);
}

export function Stack({ children }: { children: ReactNode }) {
	return <div className={styles.stack}>{children}</div>;
}

/** A narrow screen: a form, a wizard. */
export function Narrow({ children }: { children: ReactNode }) {
	return <div className={styles.narrow}>{children}</div>;
}

/** Things beside each other that go below each other where there is no room. */
export function Row({ children, end = false }: { children: ReactNode; end?: boolean }) {
	return <div className={`${styles.row} ${end ? styles.end : ""}`}>{children}</div>;
}
