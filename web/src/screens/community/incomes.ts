/** What each era brought to a fund, from what had come in by its end. */

/** So many are drawn. */
const ERAS = 24;
/** So many are asked for: the first that is drawn is told from the one before it. */
export const ROWS = ERAS + 1;

interface Row {
	era: number;
	/** Since the beginning. */
	collected: { staking_yield: string };
	due: { staking_yield: string };
}

/** The growth of collected and due from era to era, oldest first. Fewer rows than asked for begin with the fund's first. */
export function eraIncomes(rows: Row[] | undefined): { name: string; value: bigint }[] | undefined {
	if (!rows) return undefined;
	const ordered = [...rows].sort((a, b) => a.era - b.era);
	const sum = (row: Row | undefined): bigint =>
		row ? BigInt(row.collected.staking_yield) + BigInt(row.due.staking_yield) : 0n;
	const incomes = ordered.map((row, index) => ({
		name: String(row.era),
		value: sum(row) - sum(ordered[index - 1]),
	}));
	return rows.length < ROWS ? incomes : incomes.slice(1);
}
