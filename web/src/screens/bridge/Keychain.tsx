import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/Button";
import { Note } from "@/components/States";
import { askKeychain, useKeychain, type KeychainOutcome, type SteemKeychain } from "@/lib/keychain";
import { shown } from "@/lib/text";
import { Copy } from "../settings/Copy";
import styles from "./Bridge.module.css";

export interface Value {
	label: string;
	value: string;
	/** As the clipboard gets it, if it is shown in another form. */
	copied?: string;
}

/** What is to be entered into a wallet of Steem, each value with a button that copies it. */
export function Values({ values }: { values: Value[] }) {
	return (
		<dl className={styles.values}>
			{values.map(({ label, value, copied }) => (
				<div key={label}>
					<dt>{label}</dt>
					<dd>
						<code>{value}</code>
						<Copy text={copied ?? value} what={label} />
					</dd>
				</div>
			))}
		</dl>
	);
}

/**
 * Sends something to Steem with the Keychain, if it is there; else says what to send with another wallet. What is sent
 * is the same, and is shown in either case.
 */
export function SendToSteem({
	label,
	missing,
	values,
	disabled,
	request,
	onSent,
	main = false,
}: {
	label: ReactNode;
	/** The sentence before the values where there is no Keychain. */
	missing: string;
	values: Value[];
	disabled: boolean;
	request: (keychain: SteemKeychain, callback: Parameters<SteemKeychain["requestTransfer"]>[5]) => void;
	onSent?: (id: string | undefined) => void;
	main?: boolean;
}) {
	const { t } = useTranslation("bridge");
	const there = useKeychain();
	const [asking, setAsking] = useState(false);
	const [outcome, setOutcome] = useState<KeychainOutcome>();
	const send = async (): Promise<void> => {
		setAsking(true);
		setOutcome(undefined);
		const answer = await askKeychain(request);
		setAsking(false);
		setOutcome(answer);
		if (answer.ok) onSent?.(answer.id);
	};
	return (
		<>
			{there ? null : <Note tone="plain">{missing}</Note>}
			<Values values={values} />
			{there ? (
				<Button
					look={main ? "main" : "plain"}
					size={main ? "large" : "normal"}
					disabled={disabled || asking}
					onClick={() => void send()}
				>
					{asking ? t("keychain.waiting") : label}
				</Button>
			) : null}
			<div aria-live="polite">
				{outcome === undefined ? null : outcome.ok ? (
					<Note tone="gain">
						{t("keychain.sent")}
						{outcome.id ? <code className={styles.id}>{outcome.id}</code> : null}
					</Note>
				) : outcome.refused ? (
					<Note>{t("keychain.refused")}</Note>
				) : (
					<Note>
						{outcome.text
							? t("keychain.failed", { text: shown(outcome.text, 200) })
							: t("keychain.failedPlain")}
					</Note>
				)}
			</div>
		</>
	);
}
