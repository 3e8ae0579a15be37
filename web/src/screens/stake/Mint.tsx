import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { useAccount } from "@/chain/accounts";
import { LIQUID_STAKING, NATIVE, useAsset, useBalance, type Asset } from "@/chain/assets";
import { useChainQuery } from "@/chain/hooks";
import { useLedger } from "@/chain/liquid";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button, buttonClass } from "@/components/Button";
import { Note } from "@/components/States";
import { formatAmount } from "@/lib/amount";
import { KEPT_FEES, mostNative } from "@/lib/most";
import { propose } from "@/tx/engine";
import styles from "./StakeScreen.module.css";

/** Until the chain has said what its token is called. */
const TNUT: Asset = { id: LIQUID_STAKING, symbol: "tNUT", name: "tNUT", decimals: 12 };

export function Mint({
	text,
	onText,
	onDone,
}: {
	text: string;
	onText: (text: string) => void;
	/** What was typed has been carried out. */
	onDone: (text: string) => void;
}) {
	const { t } = useTranslation("stake");
	const { t: common } = useTranslation();
	const account = useAccount();
	const ledger = useLedger();
	const token = useAsset(LIQUID_STAKING).data;
	const balance = useBalance(account?.address, "native").data;
	const fee = useChainQuery(
		["mintFee", account?.address],
		(chain) =>
			chain.api.tx.LiquidStaking.mint({ amount: 10n ** 12n }).getEstimatedFees(account?.address ?? ""),
		{ enabled: account !== undefined, every: "once" },
	).data;
	const [received, setReceived] = useState<bigint>();
	const kept = (fee ?? 0n) * KEPT_FEES;
	const max = balance && mostNative(balance.free, fee ?? 0n);
	const typed = useTypedAmount(text, NATIVE, { most: balance?.free });
	const closed = ledger.data && !ledger.data.minting_open;
	const submit = (): void => {
		const amount = typed.value;
		if (amount === undefined || !token) return;
		const shown = `${formatAmount(amount, NATIVE.decimals)} ${token.symbol}`;
		propose({
			title: t("mint.title", { amount: shown }),
			lines: [
				{ label: t("mint.give"), value: <Amount value={amount} asset={NATIVE} places={12} /> },
				{
					label: t("mint.receive"),
					value: <Amount value={amount} asset={token} places={12} />,
					tone: "main",
				},
			],
			spends: amount,
			build: (chain) => chain.api.tx.LiquidStaking.mint({ amount }),
			onSuccess: () => {
				onDone(text);
				setReceived(amount);
			},
		});
	};
	return (
		<form
			className={styles.form}
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
		>
			{closed ? (
				<Note tone="loss">
					{ledger.data?.solvent === false ? t("mint.insolvent") : t("mint.closed")}{" "}
					<Link to="/solvency">{t("mint.solvency")}</Link>
				</Note>
			) : null}
			<AmountField
				label={t("mint.give")}
				text={text}
				onText={onText}
				asset={NATIVE}
				max={max}
				error={typed.error}
				hint={
					kept > 0n ? t("mint.kept", { amount: formatAmount(kept, NATIVE.decimals, 3) }) : undefined
				}
			/>
			<div className={styles.result}>
				<p className={styles.resultLabel}>{t("mint.receive")}</p>
				<p className={`num ${styles.resultValue}`} aria-live="polite">
					<Amount value={typed.value ?? 0n} asset={token ?? TNUT} />
				</p>
				<p className="soft small">{t("mint.rate")}</p>
			</div>
			{account ? (
				<Button
					look="main"
					size="large"
					type="submit"
					disabled={typed.value === undefined || closed === true || !token}
				>
					{t("mint.action")}
				</Button>
			) : (
				<Button look="main" size="large" onClick={() => pickerStore.set(true)}>
					{common("account.connect")}
				</Button>
			)}
			{received !== undefined && token ? (
				<div aria-live="polite">
					<Note
						tone="gain"
						action={
							<Link to="/" className={buttonClass("plain", "small")}>
								{t("mint.next")}
							</Link>
						}
					>
						{t("mint.done", { amount: `${formatAmount(received, 12)} ${token.symbol}` })}
					</Note>
				</div>
			) : null}
		</form>
	);
}
