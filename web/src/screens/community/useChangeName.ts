import { useTranslation } from "react-i18next";
import type { BudgetChange } from "./changes";

/** What a line of an announcement is about. */
export function useChangeName(): (change: BudgetChange) => string {
	const { t } = useTranslation("community");
	return ({ what, pool = 0 }) => {
		switch (what) {
			case "fund":
				return t("budget.fund");
			case "free":
				return t("budget.free");
			case "weight":
				return `${t("pools.pool")} ${pool}`;
			default:
				return t(`changes.${what}`, { pool });
		}
	};
}
