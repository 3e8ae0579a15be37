import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKnownApiHealth } from "@/api/health";
import { useApi } from "@/api/hooks";
import { queryClient } from "@/app/query";
import {
	isNodeUrl,
	isThisMachine,
	switchNode,
	useChainStatus,
	useStandstill,
	type Phase,
} from "@/chain/connection";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { TextField } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { Note } from "@/components/States";
import { recall } from "@/lib/storage";
import { shown } from "@/lib/text";
import styles from "./SettingsScreen.module.css";

type Wrong = "notUrl" | "notSocket" | "notSecure" | "notAllowed";

/**
 * Why an address cannot be a node's. A page over TLS may only talk to others over TLS, and to this machine; any page of
 * ours besides to `named`, the node that its server names: its content security policy says so, and browsers keep to it
 * without telling the page why.
 */
export function problemOf(text: string, pageIsSecure: boolean, named: string | undefined): Wrong | undefined {
	const typed = text.trim();
	if (/^https?:/i.test(typed)) return "notSocket";
	if (!isNodeUrl(typed)) return "notUrl";
	const { protocol, hostname, host } = new URL(typed);
	if (protocol === "wss:" || isThisMachine(hostname)) return undefined;
	if (pageIsSecure) return "notSecure";
	const isNamed = named !== undefined && isNodeUrl(named) && new URL(named).host === host;
	return isNamed ? undefined : "notAllowed";
}

export function Node() {
	const { t } = useTranslation("settings");
	const chain = useChainStatus();
	const still = useStandstill();
	const health = useKnownApiHealth();
	const named = useApi("/api/v1/status").data?.node.url;
	const [typed, setTyped] = useState<string>();
	const [wrong, setWrong] = useState<Wrong>();
	const text = typed ?? chain.url;
	const chosen = recall("node") !== null;
	const good = chain.phase === "ready" && !still && !chain.syncing;
	const move = (url: string | undefined): void => {
		switchNode(url);
		// What is in memory was said by the other node, maybe of another chain.
		void queryClient.resetQueries({ queryKey: ["chain"] });
		setWrong(undefined);
	};
	return (
		<Card title={t("node.title")}>
			<div className={styles.status} aria-live="polite" data-phase={chain.phase}>
				<span className={good ? styles.done : styles.failed}>
					<Icon name={good ? "check" : chain.phase === "connecting" ? "clock" : "warning"} />
				</span>
				<div className={styles.what}>
					<p>
						<strong>{t(`node.phase.${stateOf(chain.phase, still, chain.syncing)}`)}</strong>
					</p>
					<p className="soft small wrap-anywhere">
						{chain.name ? `${shown(chain.name, 60)} · ` : ""}
						{chain.url}
					</p>
				</div>
			</div>
			<dl className={styles.facts}>
				<div>
					<dt>{t("node.best")}</dt>
					<dd className="num">{chain.best?.number.toLocaleString("en") ?? "–"}</dd>
				</div>
				<div>
					<dt>{t("node.final")}</dt>
					<dd className="num">{chain.finalised?.toLocaleString("en") ?? "–"}</dd>
				</div>
				<div>
					<dt>{t("node.index")}</dt>
					<dd>{t(`node.health.${health}`)}</dd>
				</div>
			</dl>
			<form
				className={styles.form}
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					const problem = problemOf(text, location.protocol === "https:", named);
					setWrong(problem);
					if (!problem) move(text.trim());
				}}
			>
				<TextField
					label={t("node.url")}
					value={text}
					onChange={(event) => {
						setTyped(event.target.value);
						setWrong(undefined);
					}}
					maxLength={200}
					inputMode="url"
					autoCapitalize="none"
					hint={t("node.hint")}
					error={wrong && t(`node.${wrong}`)}
				/>
				<div className={styles.actions}>
					<Button type="submit" disabled={text.trim() === ""}>
						{t("node.use")}
					</Button>
					{chosen ? (
						<Button
							look="quiet"
							onClick={() => {
								setTyped(undefined);
								move(undefined);
							}}
						>
							{t("node.reset")}
						</Button>
					) : null}
				</div>
			</form>
			<Note tone="plain">{t("node.trust")}</Note>
		</Card>
	);
}

function stateOf(phase: Phase, still: boolean, syncing: boolean): Phase | "still" | "syncing" {
	if (phase !== "ready") return phase;
	return syncing ? "syncing" : still ? "still" : "ready";
}
