import { useTranslation } from "react-i18next";
import { decimalsOf, type Draft, type FieldProblem } from "./draft";

/** The sentence for what is wrong with a field; with the field's name before it where it does not stand beside it. */
export function useProblemText(
	draft: Pick<Draft, "decimals" | "symbol">,
): (problem: FieldProblem, field?: string) => string {
	const { t } = useTranslation("create");
	const { t: common } = useTranslation("common");
	return (problem, field) => {
		const text = problem.amount
			? common(`amount.${problem.amount}`, { decimals: decimalsOf(draft) ?? 12, symbol: draft.symbol })
			: t(`problem.${problem.key as Exclude<FieldProblem["key"], "amount">}`, problem.values ?? {});
		const name =
			field && field !== "budget"
				? labelOf(field, t as unknown as (key: string, values?: object) => string)
				: "";
		return name ? `${name}: ${text}` : text;
	};
}

function labelOf(field: string, t: (key: string, values?: object) => string): string {
	const [group, index, part, at, last] = field.split(".");
	if (group === "pools" && index !== undefined) {
		const inner = part === "terms" && at !== undefined ? (last ?? "terms") : (part ?? "");
		return `${t("pool", { n: Number(index) + 1 })}, ${t(inner)}`;
	}
	if (group === "terms") return t(part ?? "terms");
	if (group === "steps" && index !== undefined)
		return `${t("step", { n: Number(index) + 1 })}, ${t(part ?? "")}`;
	return t(field);
}
