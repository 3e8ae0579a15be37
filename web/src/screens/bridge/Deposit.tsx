import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TSTEEM, useDepositQuote, useMemoFor, type Gateway } from "@/chain/steem";
import { useAsset } from "@/chain/assets";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Note, Skeleton } from "@/components/States";
import { formatExact } from "@/lib/amount";
import { STEEM, steemDigits, transactionId } from "@/lib/steem";
import { useClock } from "@/lib/time";
import { SendToSteem } from "./Keychain";
import { Fact } from "./Numbers";
import { SteemNameField, useOwnSteemName } from "./SteemName";
import styles from "./Bridge.module.css";

/** An amount on Steem is a number of 63 bits. */
const MOST = (1n << 63n) - 1n;

export function Deposit({
	gateway,
	name,
	account,
	onSent,
}: {
	gateway: Gateway;
	/** The gateway's account on Steem. */
	name: string;
	account: string;
	onSent: (id: `0x${string}`) => void;
}) {
	const { t } = useTranslation("bridge");
	const clock = useClock();
	const [text, setText] = useState("");
	const typed = useTypedAmount(text, STEEM, { most: MOST, mostIs: t("deposit.noQuote") });
	const from = useOwnSteemName(name);
	const memo = useMemoFor(account);
	const token = useAsset(TSTEEM).data ?? { symbol: "tSTEEM", decimals: 3 };
	const quote = useDepositQuote(typed.value).data;
	const { status } = gateway;
	const current = quote && quote.amount === typed.value ? quote.quote : undefined;
	const when = (seconds: bigint): string => clock.date(Number(seconds) * 1_000);
	return (
		<div className={styles.form}>
			{status.deposits_open ? null : <Note>{t("depositsClosed")}</Note>}
			<AmountField
				label={t("deposit.amount")}
				text={text}
				onText={setText}
				asset={STEEM}
				error={typed.error}
			/>
			<SteemNameField typed={from} label={t("steemAccount")} />
			<dl className={styles.facts}>
				{current ? (
					<>
						<Fact label={t("deposit.atOnce")}>
							<Amount value={current.at_once} asset={token} places={3} />
						</Fact>
						{current.delayed > 0n ? (
							<>
								<Fact label={t("deposit.delayed")}>
									<Amount value={current.delayed} asset={token} places={3} />
								</Fact>
								{current.ahead > 0n ? (
									<Fact label={t("deposit.ahead")}>
										<Amount value={current.ahead} asset={token} places={3} />
									</Fact>
								) : null}
								<Fact label={t("deposit.complete")}>
									{current.complete_at === undefined
										? t("deposit.never")
										: when(current.complete_at)}
								</Fact>
							</>
						) : null}
					</>
				) : null}
				<Fact label={t("deposit.capLeft")}>
					<Amount value={status.cap_left} asset={STEEM} places={0} />
					<span className="soft small">
						{" "}
						{status.parameters
							? t("deposit.capTotal", {
									amount: `${formatExact(status.parameters.daily_cap, 3)} STEEM`,
								})
							: ""}
						{" · "}
						{t("deposit.capRenews", { when: when(status.cap_renews_at) })}
					</span>
				</Fact>
			</dl>
			{current && !current.free && status.parameters ? (
				<Note tone="plain">
					{t("deposit.notFree", {
						amount: `${formatExact(status.parameters.free_deposit, 3)} STEEM`,
					})}
				</Note>
			) : null}
			{memo.data ? (
				<>
					<SendToSteem
						main
						label={t("keychain.send")}
						missing={t("keychain.missing")}
						disabled={typed.value === undefined || from.name === undefined}
						values={[
							{ label: t("deposit.to"), value: name },
							...(typed.value === undefined
								? []
								: [
										{
											label: t("deposit.amount"),
											value: `${steemDigits(typed.value, 3)} STEEM`,
											copied: steemDigits(typed.value, 3),
										},
									]),
							{ label: t("deposit.memo"), value: memo.data.memo },
						]}
						request={(keychain, callback) =>
							keychain.requestTransfer(
								from.name ?? "",
								name,
								steemDigits(typed.value ?? 0n, 3),
								memo.data.memo,
								"STEEM",
								callback,
								true,
							)
						}
						onSent={(id) => {
							setText("");
							const sent = id === undefined ? undefined : transactionId(id);
							if (sent) onSent(sent);
						}}
					/>
					<p className="soft small">
						{t("deposit.memoNote")} {t("deposit.exact")}
					</p>
				</>
			) : (
				<Skeleton height={160} />
			)}
		</div>
	);
}
