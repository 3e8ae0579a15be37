import { Tooltip } from "radix-ui";
import { useState, type ReactNode } from "react";
import styles from "./Tip.module.css";

/** Shows more on hover, focus or touch. */
export function Tip({ text, children }: { text: ReactNode; children: ReactNode }) {
	const [open, setOpen] = useState(false);
	return (
		<Tooltip.Provider delayDuration={250}>
			<Tooltip.Root open={open} onOpenChange={setOpen}>
				<Tooltip.Trigger asChild>
					<button type="button" className={styles.trigger} onClick={() => setOpen(true)}>
						{children}
					</button>
				</Tooltip.Trigger>
				<Tooltip.Portal>
					<Tooltip.Content className={styles.tip} sideOffset={6} collisionPadding={12}>
						{text}
					</Tooltip.Content>
				</Tooltip.Portal>
			</Tooltip.Root>
		</Tooltip.Provider>
	);
}
