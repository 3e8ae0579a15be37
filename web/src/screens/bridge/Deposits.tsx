import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TSTEEM, useDelayed, useDeposits } from "@/chain/steem";
import { useAsset } from "@/chain/assets";
import type { DepositInfo } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { TextField } from "@/components/Field";
import { Empty, Failed, Skeleton } from "@/components/States";
import { transactionId } from "@/lib/steem";
import { propose } from "@/tx/engine";
import styles from "./Bridge.module.css";

/** The most that one call of `release` looks at. */
const MOST_RELEASES = 32;

/** The deposits that the browser remembers, and those of the account that wait for the daily cap. */
export function Deposits({
	account,
	ids,
	onAdd,
	onForget,
}: {
	account: string;
	ids: `0x${string}`[];
	onAdd: (id: `0x${string}`) => void;
	onForget: (id: `0x${string}`) => void;
}) {
	const { t } = useTranslation("bridge");
	const deposits = useDeposits(ids);
	const delayed = useDelayed(account);
	const token = useAsset(TSTEEM).data ?? { symbol: "tSTEEM", decimals: 3 };
	const waiting = delayed.data ?? [];
	return (
		<Card title={t("deposits.title")} flush>
			{deposits.isError && !deposits.data ? (
				<Failed onRetry={() => void deposits.refetch()} />
			) : ids.length === 0 && waiting.length === 0 ? (
				<Empty title={t("deposits.empty")}>{t("deposits.emptyText")}</Empty>
			) : deposits.data === undefined ? (
				<div className={styles.inset}>
					<Skeleton height={72} />
				</div>
			) : (
				<ol className={styles.list}>
					{ids.map((id, index) => (
						<li key={id} className={styles.item}>
							<Known
								id={id}
								deposit={deposits.data[index] ?? null}
								account={account}
								onForget={() => onForget(id)}
							/>
						</li>
					))}
				</ol>
			)}
			{waiting.length > 0 ? (
				<div className={styles.inset}>
					<h3>{t("deposits.delayedTitle")}</h3>
					<ul>
						{waiting.map((one) => (
							<li key={one.place.toString()} className="num">
								<Amount value={one.amount} asset={token} places={3} />{" "}
								<span className="soft small">
									{t("deposits.left")} ·{" "}
									{t("deposits.place", { place: one.place.toString() })}
								</span>
							</li>
						))}
					</ul>
					<Button
						size="small"
						onClick={() =>
							propose({
								title: t("deposits.releaseTitle"),
								lines: [],
								warning: t("deposits.releaseNote"),
								build: (chain) => chain.api.tx.SteemGateway.release({ limit: MOST_RELEASES }),
							})
						}
					>
						{t("deposits.release")}
					</Button>
				</div>
			) : null}
			<LookUp onAdd={onAdd} />
		</Card>
	);
}

function Known({
	id,
	deposit,
	account,
	onForget,
}: {
	id: string;
	deposit: DepositInfo | null;
	account: string;
	onForget: () => void;
}) {
	const { t } = useTranslation("bridge");
	const token = useAsset(TSTEEM).data ?? { symbol: "tSTEEM", decimals: 3 };
	const fate = deposit?.fate;
	const foreign =
		fate !== undefined &&
		(fate.type === "Minted" || fate.type === "Delayed") &&
		fate.value.beneficiary !== account;
	return (
		<>
			<div className={styles.itemHead}>
				<span className={`num ${styles.amount}`}>
					{deposit ? <Amount value={deposit.amount} asset={token} places={3} /> : null}
					{deposit ? " · " : ""}
					<span data-state={fate?.type ?? "waiting"}>
						{fate ? t(`deposits.states.${fate.type}`) : t("deposits.waiting")}
					</span>
				</span>
				<span className="soft small">
					{fate === undefined
						? t("deposits.waitingNote")
						: fate.type === "Delayed"
							? t("deposits.place", { place: fate.value.place.toString() })
							: fate.type === "Refunded"
								? t("deposits.refundNumber", { nonce: fate.value.nonce.toString() })
								: ""}
					{foreign ? ` ${t("deposits.forOther")}` : ""}
				</span>
			</div>
			<div className={styles.itemHead}>
				<code className={`soft ${styles.id}`}>{id.slice(2)}</code>
				<Button look="quiet" size="small" onClick={onForget}>
					{t("deposits.forget")}
				</Button>
			</div>
		</>
	);
}

function LookUp({ onAdd }: { onAdd: (id: `0x${string}`) => void }) {
	const { t } = useTranslation("bridge");
	const [text, setText] = useState("");
	const id = transactionId(text);
	return (
		<form
			className={`${styles.inset} ${styles.lookUp}`}
			onSubmit={(event) => {
				event.preventDefault();
				if (!id) return;
				onAdd(id);
				setText("");
			}}
		>
			<TextField
				label={t("deposits.lookUp")}
				value={text}
				onChange={(event) => setText(event.target.value)}
				maxLength={80}
				error={text.trim() !== "" && !id ? t("deposits.lookUpBad") : undefined}
			/>
			<Button type="submit" disabled={!id}>
				{t("deposits.lookUpDo")}
			</Button>
		</form>
	);
}
