import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./Button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
	/** `main` is amber, and at most one of them is on a screen at a time. */
	look?: "main" | "plain" | "quiet" | "danger";
	size?: "small" | "normal" | "large";
	children: ReactNode;
}

export function Button({ look = "plain", size = "normal", className, type = "button", ...rest }: Props) {
	const classes = [styles.button, styles[look], styles[size], className].filter(Boolean).join(" ");
	return <button type={type} className={classes} {...rest} />;
}

/** The classes of a button, for links that look like one. */
export function buttonClass(
	look: NonNullable<Props["look"]> = "plain",
	size: NonNullable<Props["size"]> = "normal",
) {
	return `${styles.button} ${styles[look]} ${styles[size]}`;
}
