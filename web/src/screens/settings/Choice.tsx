import { useId } from "react";
import styles from "./SettingsScreen.module.css";

interface Option {
	value: string;
	label: string;
	lang?: string;
}

/** One of a few, side by side; arrow keys move, as in every group of radio buttons. */
export function Choice({
	label,
	value,
	options,
	onChange,
}: {
	label: string;
	value: string;
	options: Option[];
	onChange: (value: string) => void;
}) {
	const name = useId();
	return (
		<fieldset>
			<legend className={styles.legend}>{label}</legend>
			<div className={styles.choice}>
				{options.map((option) => (
					<label key={option.value} lang={option.lang} className={styles.option}>
						<input
							type="radio"
							className="visually-hidden"
							name={name}
							value={option.value}
							checked={option.value === value}
							onChange={() => onChange(option.value)}
						/>
						<span>{option.label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
