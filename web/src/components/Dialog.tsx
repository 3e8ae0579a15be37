import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import styles from "./Dialog.module.css";

/**
 * A modal dialog: the browser's own, which keeps the focus inside, makes the rest inert and closes on Escape, and
 * needs no inline style (our content security policy allows none).
 */
export function Dialog({
	open,
	onClose,
	title,
	children,
	footer,
}: {
	open: boolean;
	onClose: () => void;
	title: string;
	children: ReactNode;
	footer?: ReactNode;
}) {
	const { t } = useTranslation();
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const element = dialog.current;
		if (!element) return;
		if (open && !element.open) element.showModal();
		if (!open && element.open) element.close();
	}, [open]);
	return (
		// A click on the backdrop closes; the keyboard has Escape and the button.
		// eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
		<dialog
			ref={dialog}
			className={styles.dialog}
			aria-labelledby={id}
			onClose={onClose}
			onClick={(event) => {
				if (event.target === dialog.current) onClose();
			}}
		>
			{open ? (
				<div className={styles.sheet}>
					<header className={styles.head}>
						<h2 id={id}>{title}</h2>
						<button
							type="button"
							className={styles.close}
							onClick={onClose}
							aria-label={t("close")}
						>
							<Icon name="close" />
						</button>
					</header>
					<div className={styles.body}>{children}</div>
					{footer ? <footer className={styles.foot}>{footer}</footer> : null}
				</div>
			) : null}
		</dialog>
	);
}
