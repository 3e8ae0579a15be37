import {
	useId,
	type InputHTMLAttributes,
	type ReactNode,
	type SelectHTMLAttributes,
	type TextareaHTMLAttributes,
} from "react";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

interface Shell {
	label: ReactNode;
	/** What to enter, shown below. */
	hint?: ReactNode;
	/** What is wrong and what to do; replaces the hint. */
	error?: string | undefined;
	/** Beside the label: a balance, a count. */
	aside?: ReactNode;
}

interface Ids {
	id: string;
	describedBy: string | undefined;
}

function useIds({ hint, error }: Pick<Shell, "hint" | "error">): Ids {
	const id = useId();
	return { id, describedBy: error || hint ? `${id}-note` : undefined };
}

function Frame({ ids, label, hint, error, aside, children }: Shell & { ids: Ids; children: ReactNode }) {
	return (
		<div className={styles.field}>
			<div className={styles.head}>
				<label htmlFor={ids.id}>{label}</label>
				{aside ? <span className={`num ${styles.aside}`}>{aside}</span> : null}
			</div>
			{children}
			{error ? (
				<p id={`${ids.id}-note`} className={styles.error} aria-live="polite">
					<Icon name="warning" size={16} />
					<span>{error}</span>
				</p>
			) : hint ? (
				<p id={`${ids.id}-note`} className={styles.hint}>
					{hint}
				</p>
			) : null}
		</div>
	);
}

type TextProps = Shell & InputHTMLAttributes<HTMLInputElement> & { unit?: ReactNode; button?: ReactNode };

/** A line of text. `unit` stands inside at its end, `button` after that. */
export function TextField({ label, hint, error, aside, unit, button, className, ...input }: TextProps) {
	const ids = useIds({ hint, error });
	return (
		<Frame {...{ ids, label, hint, error, aside }}>
			<div className={`${styles.box} ${error ? styles.wrong : ""} ${className ?? ""}`}>
				<input
					id={ids.id}
					className={styles.input}
					aria-invalid={error ? true : undefined}
					aria-describedby={ids.describedBy}
					autoComplete="off"
					spellCheck={false}
					{...input}
				/>
				{unit ? <span className={styles.unit}>{unit}</span> : null}
				{button}
			</div>
		</Frame>
	);
}

export function TextArea({
	label,
	hint,
	error,
	aside,
	...input
}: Shell & TextareaHTMLAttributes<HTMLTextAreaElement>) {
	const ids = useIds({ hint, error });
	return (
		<Frame {...{ ids, label, hint, error, aside }}>
			<div className={`${styles.box} ${error ? styles.wrong : ""}`}>
				<textarea
					id={ids.id}
					className={styles.input}
					rows={4}
					aria-invalid={error ? true : undefined}
					aria-describedby={ids.describedBy}
					{...input}
				/>
			</div>
		</Frame>
	);
}

export function SelectField({
	label,
	hint,
	error,
	aside,
	children,
	...input
}: Shell & SelectHTMLAttributes<HTMLSelectElement>) {
	const ids = useIds({ hint, error });
	return (
		<Frame {...{ ids, label, hint, error, aside }}>
			<div className={`${styles.box} ${error ? styles.wrong : ""}`}>
				<select
					id={ids.id}
					className={`${styles.input} ${styles.select}`}
					aria-invalid={error ? true : undefined}
					aria-describedby={ids.describedBy}
					{...input}
				>
					{children}
				</select>
				<span className={styles.chevron}>
					<Icon name="chevron" />
				</span>
			</div>
		</Frame>
	);
}

/** The small button inside a field: MAX, 50%. */
export function FieldButton(props: React.ButtonHTMLAttributes<HTMLButtonElement>) {
	return <button type="button" className={styles.inner} {...props} />;
}
