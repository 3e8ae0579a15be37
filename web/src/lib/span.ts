/** A typed length of time, as it was typed. */
import { parseAmount } from "./amount";

export interface Span {
	count: string;
	unit: "minutes" | "hours" | "days";
}

const UNIT_MILLIS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** The blocks of a length of time, rounded; `undefined` if it is not one, or not at least one block. */
export function blocksOf(typed: Span, slotMillis: number): number | undefined {
	const parsed = parseAmount(typed.count, 3);
	if (!parsed.ok || parsed.value > 10_000_000_000n) return undefined;
	const blocks = Math.round((Number(parsed.value) * UNIT_MILLIS[typed.unit]) / 1_000 / slotMillis);
	return blocks >= 1 && blocks < 4_000_000_000 ? blocks : undefined;
}
