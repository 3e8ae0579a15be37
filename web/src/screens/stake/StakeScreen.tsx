import { Tabs } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead, Columns } from "@/components/Page";
import { Card } from "@/components/Card";
import { Exit } from "./Exit";
import { Mint } from "./Mint";
import { WhereYieldGoes, Yours } from "./Aside";
import styles from "./StakeScreen.module.css";

/** Clears a field that was carried out, but not what was typed in the meantime. */
function without(done: string): (now: string) => string {
	return (now) => (now === done ? "" : now);
}

export function StakeScreen() {
	const { t } = useTranslation("stake");
	const [side, setSide] = useState("in");
	// What was typed stays when the side is changed and comes back.
	const [give, setGive] = useState("");
	const [take, setTake] = useState("");
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			<Columns
				aside={
					<>
						<Yours />
						<WhereYieldGoes />
					</>
				}
			>
				<Card>
					<Tabs.Root value={side} onValueChange={setSide}>
						<Tabs.List className={styles.tabs} aria-label={t("title")}>
							<Tabs.Trigger value="in" className={styles.tab}>
								{t("mint.tab")}
							</Tabs.Trigger>
							<Tabs.Trigger value="out" className={styles.tab}>
								{t("exit.tab")}
							</Tabs.Trigger>
						</Tabs.List>
						<Tabs.Content value="in" className={styles.panel}>
							<Mint text={give} onText={setGive} onDone={(done) => setGive(without(done))} />
						</Tabs.Content>
						<Tabs.Content value="out" className={styles.panel}>
							<Exit text={take} onText={setTake} onDone={(done) => setTake(without(done))} />
						</Tabs.Content>
					</Tabs.Root>
				</Card>
			</Columns>
		</>
	);
}
