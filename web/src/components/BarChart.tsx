import { scaleBand } from "d3-scale";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatAmount, formatShort } from "@/lib/amount";
import { Button } from "./Button";
import { Table } from "./Table";
import { useWidth } from "./useWidth";
import styles from "./Chart.module.css";

export interface Bar {
	/** Shown below the bar and in the table. */
	name: string;
	value: bigint;
}

const HEIGHT = 160;
const MARGIN = { top: 12, right: 4, bottom: 24, left: 56 };

/** Amounts side by side, with a table behind them. */
export function BarChart({
	bars,
	decimals,
	symbol,
	label,
	heads,
	legend,
}: {
	bars: Bar[];
	decimals: number;
	symbol: string;
	label: string;
	/** The heads of the table: of the name and of the value. */
	heads: [string, string];
	legend?: ReactNode;
}) {
	const { t } = useTranslation();
	const [asTable, setAsTable] = useState(false);
	const [place, width] = useWidth();
	const most = bars.reduce((highest, bar) => (bar.value > highest ? bar.value : highest), 0n);
	const floor = HEIGHT - MARGIN.bottom;
	const x = scaleBand(
		bars.map((bar) => bar.name),
		[MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)],
	).padding(0.25);
	const height = (value: bigint): number =>
		most === 0n ? 0 : (Number((value * 1_000_000n) / most) / 1_000_000) * (floor - MARGIN.top);
	const every = Math.max(1, Math.ceil(bars.length / Math.max(1, Math.floor(width / 56))));
	return (
		<figure className={styles.figure}>
			<div className={styles.tools}>
				<figcaption className={styles.legend}>{legend}</figcaption>
				<Button look="quiet" size="small" onClick={() => setAsTable(!asTable)}>
					{asTable ? t("chart.chart") : t("chart.table")}
				</Button>
			</div>
			{asTable ? (
				<Table
					caption={label}
					rows={bars}
					rowKey={(bar) => bar.name}
					columns={[
						{ key: "name", head: heads[0], cell: (bar) => bar.name },
						{
							key: "value",
							head: heads[1],
							number: true,
							cell: (bar) => `${formatAmount(bar.value, decimals)} ${symbol}`,
						},
					]}
				/>
			) : (
				<div ref={place} className={styles.place} style={{ height: HEIGHT }}>
					{width > 0 ? (
						<svg width={width} height={HEIGHT} role="img" aria-label={label}>
							{most > 0n ? (
								<>
									<line
										className={styles.grid}
										x1={MARGIN.left}
										x2={width - MARGIN.right}
										y1={MARGIN.top}
										y2={MARGIN.top}
									/>
									<text
										className={styles.tick}
										x={MARGIN.left - 8}
										y={MARGIN.top + 4}
										textAnchor="end"
									>
										{formatShort(most, decimals)}
									</text>
								</>
							) : null}
							{bars.map((bar, index) => (
								<g key={bar.name}>
									<rect
										className={styles.bar}
										x={x(bar.name)}
										y={floor - Math.max(bar.value > 0n ? 1 : 0, height(bar.value))}
										width={Math.min(x.bandwidth(), 48)}
										height={Math.max(bar.value > 0n ? 1 : 0, height(bar.value))}
										rx="3"
									/>
									{index % every === 0 ? (
										<text
											className={styles.tick}
											x={(x(bar.name) ?? 0) + Math.min(x.bandwidth(), 48) / 2}
											y={HEIGHT - 6}
											textAnchor="middle"
										>
											{bar.name}
										</text>
									) : null}
								</g>
							))}
							<line
								className={styles.axis}
								x1={MARGIN.left}
								x2={width - MARGIN.right}
								y1={floor}
								y2={floor}
							/>
						</svg>
					) : null}
				</div>
			)}
		</figure>
	);
}
