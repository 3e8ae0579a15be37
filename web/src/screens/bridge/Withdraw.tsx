import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsset, useBalance } from "@/chain/assets";
import { TSTEEM, type Gateway } from "@/chain/steem";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button } from "@/components/Button";
import { Note } from "@/components/States";
import { formatExact } from "@/lib/amount";
import { STEEM } from "@/lib/steem";
import { toBytes } from "@/lib/text";
import { formatSpan, useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { SteemNameField, useSteemName } from "./SteemName";
import styles from "./Bridge.module.css";

export function Withdraw({
	gateway,
	name,
	account,
	onAsked,
}: {
	gateway: Gateway;
	/** The gateway's account on Steem, which can't be paid. */
	name: string;
	account: string;
	onAsked: (nonce: bigint) => void;
}) {
	const { t } = useTranslation("bridge");
	const { t: common } = useTranslation();
	const clock = useClock();
	const [text, setText] = useState("");
	const [asked, setAsked] = useState<bigint>();
	const to = useSteemName(name);
	const token = useAsset(TSTEEM).data;
	const free = useBalance(account, TSTEEM).data?.free;
	const { status } = gateway;
	const typed = useTypedAmount(text, token, { most: free, least: status.parameters?.min_withdrawal });
	const count = status.custodians.filter((custodian) => custodian.left_at === undefined).length;
	const deadline = status.parameters?.deadline ?? 0n;
	const submit = (): void => {
		const { value } = typed;
		const receiver = to.name;
		if (value === undefined || receiver === undefined || !token) return;
		const amount = `${formatExact(value, token.decimals)} ${token.symbol}`;
		setAsked(undefined);
		propose({
			title: t("withdraw.doTitle", { amount, name: receiver }),
			lines: [
				{ label: t("withdraw.burn"), value: <Amount value={value} asset={token} places={3} /> },
				{
					label: t("withdraw.receive", { name: receiver }),
					value: <Amount value={value} asset={STEEM} places={3} />,
					tone: "main",
				},
				{
					label: t("withdraw.pays"),
					value: t("withdraw.paysText", { threshold: status.threshold, count }),
				},
				{
					label: t("withdraw.backAfter"),
					value: clock.date(Number(gateway.times.chain + deadline) * 1_000),
				},
			],
			warning: t("withdraw.warning"),
			build: (chain) => chain.api.tx.SteemGateway.withdraw({ amount: value, to: toBytes(receiver) }),
			onSuccess: (events) => {
				setText("");
				const requested = events.find(
					(event) => event.pallet === "SteemGateway" && event.name === "WithdrawalRequested",
				);
				const nonce = (requested?.value as { nonce?: unknown } | undefined)?.nonce;
				if (typeof nonce === "bigint") {
					setAsked(nonce);
					onAsked(nonce);
				}
			},
		});
	};
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
		>
			{status.withdrawals_open ? null : <Note>{t("withdrawalsClosed")}</Note>}
			<AmountField
				label={t("withdraw.amount")}
				text={text}
				onText={setText}
				asset={token}
				max={free}
				error={typed.error}
			/>
			<SteemNameField typed={to} label={t("withdraw.to")} hint={t("withdraw.toHint")} />
			<Button
				look="main"
				size="large"
				type="submit"
				disabled={typed.value === undefined || to.name === undefined || !status.withdrawals_open}
			>
				{t("withdraw.do")}
			</Button>
			<div aria-live="polite">
				{asked === undefined ? null : (
					<Note tone="gain">{t("withdraw.asked", { nonce: asked.toString() })}</Note>
				)}
			</div>
			<p>
				<strong>{t("withdraw.next")}</strong>
			</p>
			<ol className={styles.next}>
				<li>{t("withdraw.next1")}</li>
				<li>{t("withdraw.next2", { threshold: status.threshold })}</li>
				<li>{t("withdraw.next3")}</li>
				<li>{t("withdraw.next4", { time: formatSpan(Number(deadline) * 1_000, common) })}</li>
			</ol>
		</form>
	);
}
