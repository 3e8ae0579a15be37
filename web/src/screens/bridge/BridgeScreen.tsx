import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { useAccount } from "@/chain/accounts";
import { useChainStatus } from "@/chain/connection";
import { useGateway, type Gateway } from "@/chain/steem";
import { Button, buttonClass } from "@/components/Button";
import { Card } from "@/components/Card";
import { Columns, PageHead, Stack } from "@/components/Page";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Tabs } from "@/components/Tabs";
import { Deposit } from "./Deposit";
import { Deposits } from "./Deposits";
import { keep, recallKept, withOne, type Kept } from "./kept";
import { Numbers, Trust } from "./Numbers";
import { Withdraw } from "./Withdraw";
import { Withdrawals } from "./Withdrawals";
import styles from "./Bridge.module.css";

export function BridgeScreen() {
	const { t } = useTranslation("bridge");
	const gateway = useGateway();
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{gateway.data ? (
				<Loaded gateway={gateway.data} />
			) : gateway.isError ? (
				<Failed onRetry={() => void gateway.refetch()} />
			) : (
				<Columns aside={<Skeleton height={420} />}>
					<Skeleton height={360} />
					<Skeleton height={160} />
				</Columns>
			)}
		</>
	);
}

function Loaded({ gateway }: { gateway: Gateway }) {
	const { t } = useTranslation("bridge");
	const account = useAccount();
	const { genesis } = useChainStatus();
	const { status, client, account: name } = gateway;
	return (
		<Stack>
			{client.conflict ? <Note tone="loss">{t("conflict")}</Note> : null}
			{status.mode.type === "Halted" ? <Note tone="loss">{t("halted")}</Note> : null}
			<Columns
				aside={
					<>
						<Trust />
						<Numbers gateway={gateway} />
						<Delegate />
					</>
				}
			>
				{name === undefined ? (
					<Card>
						<Empty title={t("notReady")}>{t("notReadyText")}</Empty>
					</Card>
				) : account && genesis ? (
					// What was typed and remembered belongs to one account.
					<Mine
						key={account.address}
						gateway={gateway}
						name={name}
						account={account.address}
						genesis={genesis}
					/>
				) : (
					<Nobody />
				)}
			</Columns>
		</Stack>
	);
}

function Nobody() {
	const { t } = useTranslation();
	return (
		<Card>
			<Empty
				title={t("account.needed")}
				action={
					<Button look="main" onClick={() => pickerStore.set(true)}>
						{t("account.connect")}
					</Button>
				}
			/>
		</Card>
	);
}

function Mine({
	gateway,
	name,
	account,
	genesis,
}: {
	gateway: Gateway;
	name: string;
	account: string;
	genesis: string;
}) {
	const { t } = useTranslation("bridge");
	const [tab, setTab] = useState("deposit");
	const [kept, setKept] = useState(() => recallKept(genesis, account));
	const change = (part: (now: Kept) => Partial<Kept>): void => {
		// What another tab of the browser has added meanwhile is not lost.
		const now = recallKept(genesis, account);
		const next = { ...now, ...part(now) };
		keep(genesis, account, next);
		setKept(next);
	};
	return (
		<>
			<Card>
				<Tabs
					label={t("title")}
					value={tab}
					onValue={setTab}
					tabs={[
						{
							key: "deposit",
							name: t("deposit.tab"),
							content: (
								<Deposit
									gateway={gateway}
									name={name}
									account={account}
									onSent={(id) =>
										change(({ deposits }) => ({ deposits: withOne(deposits, id) }))
									}
								/>
							),
						},
						{
							key: "withdraw",
							name: t("withdraw.tab"),
							content: (
								<Withdraw
									gateway={gateway}
									name={name}
									account={account}
									onAsked={(nonce) =>
										change(({ withdrawals }) => ({
											withdrawals: withOne(withdrawals, nonce.toString()),
										}))
									}
								/>
							),
						},
					]}
				/>
			</Card>
			<Deposits
				account={account}
				ids={kept.deposits}
				onAdd={(id) => change(({ deposits }) => ({ deposits: withOne(deposits, id) }))}
				onForget={(id) =>
					change(({ deposits }) => ({ deposits: deposits.filter((one) => one !== id) }))
				}
			/>
			<Withdrawals gateway={gateway} account={account} kept={kept.withdrawals.map(BigInt)} />
		</>
	);
}

function Delegate() {
	const { t } = useTranslation("bridge");
	return (
		<Card title={t("delegate.title")}>
			<p className="soft">{t("delegate.text")}</p>
			<div className={styles.actions} style={{ marginTop: "var(--space-3)" }}>
				<Link to="/" className={buttonClass("plain")}>
					{t("delegate.to")}
				</Link>
			</div>
		</Card>
	);
}
