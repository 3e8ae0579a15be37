/** Blocks as times: what will be is an estimate from the slot length and is shown as such. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useChainStatus } from "@/chain/connection";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A length of time in its largest fitting unit, one decimal at most: `2.5 h`. */
export function formatSpan(millis: number, t: TFunction): string {
	const span = Math.abs(millis);
	const one = (value: number): string =>
		value >= 10 ? Math.round(value).toString() : String(Math.round(value * 10) / 10);
	if (span < MINUTE) return t("time.seconds", { n: Math.round(span / SECOND) });
	if (span < 1.5 * HOUR) return t("time.minutes", { n: one(span / MINUTE) });
	if (span < 2 * DAY) return t("time.hours", { n: one(span / HOUR) });
	if (span < 2 * YEAR) return t("time.days", { n: one(span / DAY) });
	return t("time.years", { n: one(span / YEAR) });
}

export interface Clock {
	/** The best block, once it is known. */
	now: number | undefined;
	slotMillis: number;
	/** How long so many blocks take. */
	span: (blocks: number) => string;
	/** When a block is or was, roughly, as a date in milliseconds. */
	timeOf: (block: number) => number | undefined;
	/** `in 3 h`, `2 days ago`. */
	relative: (block: number) => string;
	/** A point in time for reading. */
	date: (millis: number, style?: "date" | "dateTime") => string;
}

export function useClock(): Clock {
	const { t, i18n } = useTranslation("common");
	const { best, slotMillis } = useChainStatus();
	const now = best?.number;
	const language = i18n.language === "zh" ? "zh-CN" : "en-GB";
	return {
		now,
		slotMillis,
		span: (blocks) => formatSpan(blocks * slotMillis, t),
		timeOf: (block) => (best === undefined ? undefined : best.seen + (block - best.number) * slotMillis),
		relative: (block) => {
			if (now === undefined) return "";
			const millis = (block - now) * slotMillis;
			if (Math.abs(millis) < 2 * slotMillis) return t("time.now");
			const time = formatSpan(millis, t);
			return millis > 0 ? t("time.in", { time }) : t("time.ago", { time });
		},
		date: (millis, style = "dateTime") =>
			new Intl.DateTimeFormat(language, {
				dateStyle: "medium",
				...(style === "dateTime" ? { timeStyle: "short" } : {}),
			}).format(millis),
	};
}
