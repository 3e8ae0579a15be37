import styles from "./Chart.module.css";

export interface Part {
	key: string;
	label: string;
	/** Parts per billion. */
	ppb: number;
}

/** How a whole is divided, as one bar; its table stands beside it. */
export function ShareBar({ parts, label }: { parts: Part[]; label: string }) {
	return (
		<div className={styles.share} role="img" aria-label={label}>
			{parts
				.filter((part) => part.ppb > 0)
				.map((part, index) => (
					<span
						key={part.key}
						style={{
							flexGrow: part.ppb,
							flexBasis: 0,
							background: shade(part.key === "fund" ? 0 : index + 1),
						}}
					/>
				))}
		</div>
	);
}

/** A shade of the community's colour for the nth part; the first is the fund's. */
export function shade(index: number): string {
	if (index === 0) return "var(--accent)";
	return `color-mix(in oklch, var(--series-1) ${Math.max(25, 100 - (index - 1) * 22)}%, var(--series-2))`;
}

export function Swatch({ index }: { index: number }) {
	return <span className={styles.swatch} style={{ background: shade(index) }} aria-hidden="true" />;
}
