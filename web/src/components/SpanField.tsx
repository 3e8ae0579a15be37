import { useTranslation } from "react-i18next";
import type { Span } from "@/lib/span";
import { TextField } from "./Field";
import styles from "./Field.module.css";

/** A length of time: a number and its unit. */
export function SpanField({
	label,
	value,
	onChange,
	error,
	hint,
	onBlur,
}: {
	label: string;
	value: Span;
	onChange: (value: Span) => void;
	error?: string | undefined;
	hint?: React.ReactNode;
	onBlur?: () => void;
}) {
	const { t } = useTranslation("create");
	return (
		<TextField
			label={label}
			value={value.count}
			inputMode="decimal"
			maxLength={12}
			error={error}
			hint={hint}
			onBlur={onBlur}
			onChange={(event) => onChange({ ...value, count: event.target.value })}
			button={
				<select
					className={styles.innerSelect}
					aria-label={`${label}: ${t("unit")}`}
					value={value.unit}
					onChange={(event) => onChange({ ...value, unit: event.target.value as Span["unit"] })}
				>
					<option value="minutes">{t("units.minutes")}</option>
					<option value="hours">{t("units.hours")}</option>
					<option value="days">{t("units.days")}</option>
				</select>
			}
		/>
	);
}
