/**
 * Amounts, as bigints of planck from the chain to the edge of the screen. Nothing here goes through a floating
 * point number, and what is rounded is rounded down: a screen never promises a planck that is not there.
 */

/** The largest amount that the chain can say. */
export const MAX_BALANCE = (1n << 128n) - 1n;

/** No amount of the chain takes more characters. */
const LONGEST = 160;

/** Why a typed amount is refused; also the last part of the key of its message. */
export type AmountProblem =
	"empty" | "separator" | "exponent" | "negative" | "notANumber" | "decimals" | "tooLarge";

export type ParsedAmount = { ok: true; value: bigint } | { ok: false; problem: AmountProblem };

/**
 * Reads what a person typed, in whole units, as planck of an asset with so many decimals.
 *
 * A comma is refused instead of guessed at: `1,000` is a thousand to some and one to others.
 * Digits and points of a Chinese keyboard (`１．５`, `1。5`) are read as theirs.
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
	// First of all: a pasted page of digits must not cost seconds.
	if (text.length > LONGEST) return { ok: false, problem: "tooLarge" };
	const typed = text.normalize("NFKC").replaceAll("。", ".").trim();
	if (typed === "") return { ok: false, problem: "empty" };
	if (/[,'’_\s]/.test(typed)) return { ok: false, problem: "separator" };
	if (/^[-−]/.test(typed)) return { ok: false, problem: "negative" };
	if (/^\d*\.?\d*e[+-]?\d*$/i.test(typed)) return { ok: false, problem: "exponent" };
	const match = /^(\d*)(?:\.(\d*))?$/.exec(typed);
	const whole = match?.[1] ?? "";
	const part = match?.[2] ?? "";
	if (!match || whole + part === "") return { ok: false, problem: "notANumber" };
	const digits = part.replace(/0+$/, "");
	if (digits.length > decimals) return { ok: false, problem: "decimals" };
	if (whole.replace(/^0+/, "").length > 39) return { ok: false, problem: "tooLarge" };
	const value =
		BigInt(whole || "0") * 10n ** BigInt(decimals) + BigInt(digits.padEnd(decimals, "0") || "0");
	return value > MAX_BALANCE ? { ok: false, problem: "tooLarge" } : { ok: true, value };
}

/** The amount in whole units, every digit of it, as an input field takes it: `1234.5`. */
export function exactAmount(value: bigint, decimals: number): string {
	const negative = value < 0n;
	const digits = (negative ? -value : value).toString().padStart(decimals + 1, "0");
	const whole = digits.slice(0, digits.length - decimals);
	const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
	return (negative ? "-" : "") + (part ? `${whole}.${part}` : whole);
}

function grouped(whole: string): string {
	return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/**
 * The amount for reading: grouped, at most `places` decimals, rounded down. What is there but too small to show
 * is `<0.0001`, never 0.
 */
export function formatAmount(value: bigint, decimals: number, places = 4): string {
	const [whole = "0", part = ""] = exactAmount(value, decimals).split(".");
	const shown = part.slice(0, places).replace(/0+$/, "");
	if (value !== 0n && shown === "" && /^-?0$/.test(whole)) {
		const least = places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`;
		return value < 0n ? `>-${least}` : `<${least}`;
	}
	const sign = whole.startsWith("-") ? "-" : "";
	const body = grouped(whole.replace("-", ""));
	return sign + (shown ? `${body}.${shown}` : body);
}

/**
 * The amount in few characters, for the axis of a chart: three digits and a sign for thousands (K), millions (M), 10^9
 * (B) and 10^12 (T), rounded down. Whoever needs the amount itself finds it in the chart's table.
 */
export function formatShort(value: bigint, decimals: number): string {
	const whole = value / 10n ** BigInt(decimals);
	const digits = whole.toString().length;
	if (digits <= 4) return formatAmount(value, decimals, digits === 1 ? 2 : digits === 2 ? 1 : 0);
	const signs = ["", "K", "M", "B", "T"];
	const group = Math.min(signs.length - 1, Math.floor((digits - 1) / 3));
	const rest = digits - 3 * group;
	return formatAmount(whole, 3 * group, Math.max(0, 3 - rest)) + (signs[group] ?? "");
}

/** With every decimal, grouped. */
export function formatExact(value: bigint, decimals: number): string {
	return formatAmount(value, decimals, decimals);
}

/** Parts per billion as a percentage with at most `places` decimals, rounded down: `12.5%`. */
export function formatPpb(ppb: bigint | number, places = 2): string {
	return `${formatAmount(BigInt(ppb), 7, places)}%`;
}

/** `floor(a · b / c)`, exactly. */
export function mulDiv(a: bigint, b: bigint, c: bigint): bigint {
	return (a * b) / c;
}

/** A percentage that somebody typed, as parts per billion; the same problems as of an amount. */
export function parsePercent(text: string): ParsedAmount {
	const parsed = parseAmount(text.replace(/%\s*$/, ""), 7);
	if (parsed.ok && parsed.value > 1_000_000_000n) return { ok: false, problem: "tooLarge" };
	return parsed;
}
