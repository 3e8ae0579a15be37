import { scaleLinear } from "d3-scale";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatAmount, formatShort } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { useWidth } from "./useWidth";
import { Button } from "./Button";
import { Table } from "./Table";
import styles from "./Chart.module.css";

export interface Stretch {
	start: number;
	/** The first block that no longer emits. */
	end: number;
	perBlock: bigint;
	/** From a change that is announced and does not count yet. */
	announced?: boolean;
}

const HEIGHT = 220;
// Above the highest bar there is room for the word at the present block.
const MARGIN = { top: 28, right: 12, bottom: 28, left: 56 };

/** Blocks are far below 2^53; rates become pixels only. */
function ratio(value: bigint, most: bigint): number {
	return most === 0n ? 0 : Number((value * 1_000_000n) / most) / 1_000_000;
}

/** What a community emits a block, over its blocks: what was, what is, what comes. A table is behind it. */
export function StepChart({
	stretches,
	now,
	decimals,
	symbol,
	label,
	legend,
}: {
	stretches: Stretch[];
	now: number | undefined;
	decimals: number;
	symbol: string;
	label: string;
	legend?: ReactNode;
}) {
	const { t } = useTranslation();
	const { t: c } = useTranslation("community");
	const clock = useClock();
	const [asTable, setAsTable] = useState(false);
	const [place, width] = useWidth();
	const pattern = useId();
	const first = stretches[0]?.start ?? 0;
	const last = stretches.reduce((most, one) => Math.max(most, one.end), first + 1);
	const from = Math.min(first, now ?? first);
	const most = stretches.reduce((highest, one) => (one.perBlock > highest ? one.perBlock : highest), 0n);
	const x = scaleLinear(
		[from, Math.max(last, now ?? last)],
		[MARGIN.left, Math.max(width - MARGIN.right, MARGIN.left + 1)],
	);
	const y = (rate: bigint): number =>
		HEIGHT - MARGIN.bottom - ratio(rate, most) * (HEIGHT - MARGIN.top - MARGIN.bottom);
	const floor = HEIGHT - MARGIN.bottom;
	const ticks =
		most === 0n
			? []
			: [most, most / 2n].filter((rate, index, all) => rate > 0n && all.indexOf(rate) === index);
	// Evenly from the beginning to the end, which are what a reader looks for.
	const [begin = from, end = last] = x.domain();
	const gaps = width < 480 ? 1 : 3;
	const dates = Array.from({ length: gaps + 1 }, (_, index) =>
		Math.round(begin + ((end - begin) * index) / gaps),
	);
	const phase = (one: Stretch): string =>
		now === undefined || one.start > now ? "coming" : one.end <= now ? "past" : "present";
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
					rows={stretches}
					rowKey={(one) => `${one.start}-${one.announced ? "a" : ""}`}
					columns={[
						{
							key: "phase",
							head: c("schedule.when"),
							cell: (one) => c(`schedule.${phase(one)}` as never),
						},
						{
							key: "start",
							head: c("schedule.from"),
							number: true,
							cell: (one) => one.start.toLocaleString("en"),
						},
						{
							key: "end",
							head: c("schedule.to"),
							number: true,
							cell: (one) => (one.end - 1).toLocaleString("en"),
						},
						{
							key: "rate",
							head: c("schedule.perBlock"),
							number: true,
							cell: (one) => `${formatAmount(one.perBlock, decimals)} ${symbol}`,
						},
						{
							key: "total",
							head: c("schedule.total"),
							number: true,
							cell: (one) =>
								`${formatAmount(one.perBlock * BigInt(one.end - one.start), decimals, 0)} ${symbol}`,
						},
					]}
				/>
			) : (
				<div ref={place} className={styles.place} style={{ height: HEIGHT }}>
					{width > 0 ? (
						<svg width={width} height={HEIGHT} role="img" aria-label={label}>
							<defs>
								<pattern
									id={pattern}
									width="6"
									height="6"
									patternUnits="userSpaceOnUse"
									patternTransform="rotate(45)"
								>
									<line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
								</pattern>
							</defs>
							{ticks.map((rate) => (
								<g key={rate.toString()}>
									<line
										className={styles.grid}
										x1={MARGIN.left}
										x2={width - MARGIN.right}
										y1={y(rate)}
										y2={y(rate)}
									/>
									<text
										className={styles.tick}
										x={MARGIN.left - 8}
										y={y(rate) + 4}
										textAnchor="end"
									>
										{formatShort(rate, decimals)}
									</text>
								</g>
							))}
							{stretches.map((one) => (
								<rect
									key={`${one.start}-${one.announced ? "a" : ""}`}
									className={styles[phase(one)]}
									{...(one.announced
										? { fill: `url(#${pattern})`, stroke: "var(--series-1)" }
										: {})}
									x={x(one.start)}
									y={y(one.perBlock)}
									width={Math.max(1, x(one.end) - x(one.start) - 1)}
									height={Math.max(1, floor - y(one.perBlock))}
									rx="2"
								/>
							))}
							{now !== undefined && now > first && now < last ? (
								<rect
									className={styles.elapsed}
									x={x(from)}
									y={MARGIN.top}
									width={Math.max(0, x(now) - x(from))}
									height={floor - MARGIN.top}
								/>
							) : null}
							<line
								className={styles.axis}
								x1={MARGIN.left}
								x2={width - MARGIN.right}
								y1={floor}
								y2={floor}
							/>
							{dates.map((block, index) => {
								const time = clock.timeOf(block);
								return (
									<text
										key={block}
										className={styles.tick}
										x={x(block)}
										y={HEIGHT - 8}
										textAnchor={
											index === 0
												? "start"
												: index === dates.length - 1
													? "end"
													: "middle"
										}
									>
										{time === undefined
											? block.toLocaleString("en")
											: clock.date(time, "date")}
									</text>
								);
							})}
							{now !== undefined && now >= from ? (
								<g>
									<line
										className={styles.now}
										x1={x(now)}
										x2={x(now)}
										y1={MARGIN.top - 24}
										y2={floor}
									/>
									<text
										className={styles.nowText}
										x={x(now) + (x(now) > width - 80 ? -6 : 6)}
										y={MARGIN.top - 14}
										textAnchor={x(now) > width - 80 ? "end" : "start"}
									>
										{c("schedule.now")}
									</text>
								</g>
							) : null}
						</svg>
					) : null}
				</div>
			)}
		</figure>
	);
}
