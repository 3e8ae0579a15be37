import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./Tabs.module.css";

export function Tabs({
	label,
	tabs,
	value,
	onValue,
}: {
	label: string;
	tabs: { key: string; name: ReactNode; content: ReactNode }[];
	value?: string;
	onValue?: (key: string) => void;
}) {
	return (
		<Radix.Root
			{...(value === undefined ? { defaultValue: tabs[0]?.key ?? "" } : { value })}
			{...(onValue ? { onValueChange: onValue } : {})}
		>
			<Radix.List aria-label={label} className={styles.list}>
				{tabs.map((tab) => (
					<Radix.Trigger key={tab.key} value={tab.key} className={styles.tab}>
						{tab.name}
					</Radix.Trigger>
				))}
			</Radix.List>
			{tabs.map((tab) => (
				<Radix.Content key={tab.key} value={tab.key} className={styles.content}>
					{tab.content}
				</Radix.Content>
			))}
		</Radix.Root>
	);
}
