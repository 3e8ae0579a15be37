import { useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsOf, useApi, useApiList } from "@/api/hooks";
import { TSTEEM, useDelayed, useDeposits } from "@/chain/steem";
import { useAsset, type Unit } from "@/chain/assets";
import type { DepositInfo } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { TextField } from "@/components/Field";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { keyOfDeposit, stagesOfDeposit, stagesOfUnproved, together, type Deposit } from "@/lib/bridge";
import { transactionId } from "@/lib/steem";
import { propose } from "@/tx/engine";
import { More } from "../community/Members";
import { useKnownSteemName } from "./SteemName";
import { DepositProof, Proof, Stages } from "./Stages";
import styles from "./Bridge.module.css";

/** The most that one call of `release` looks at. */
const MOST_RELEASES = 32;
const PATH = "/api/v1/bridge/deposits";

/**
 * The deposits for the account, and those of its owner's account on Steem: what came without an address is for nobody
 * here. In front what the browser remembers and the index does not list: what is not proved yet, or for another account.
 */
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
	const name = useKnownSteemName();
	const own = useApiList(PATH, { query: { account, limit: 20 } as never });
	const sent = useApiList(
		PATH,
		{ query: { steem_account: name, limit: 20 } as never },
		{ enabled: name !== undefined },
	);
	const listed = together(itemsOf<typeof PATH>(own), itemsOf<typeof PATH>(sent));
	const known = new Set(listed.map((deposit) => `0x${deposit.transaction}`));
	const others = ids.filter((id) => !known.has(id));
	const chain = useDeposits(others);
	const delayed = useDelayed(account);
	const token = useAsset(TSTEEM).data ?? { symbol: "tSTEEM", decimals: 3 };
	const waiting = delayed.data ?? [];
	// Without the index the chain still knows what the browser remembers.
	const away = own.isError && own.data === undefined;
	const nothing = listed.length === 0 && others.length === 0 && waiting.length === 0;
	return (
		<Card title={t("deposits.title")} flush>
			{away ? (
				<div className={styles.inset}>
					<Note tone="plain">{t("indexAway")}</Note>
				</div>
			) : null}
			{chain.isError && !chain.data ? (
				<Failed onRetry={() => void chain.refetch()} />
			) : nothing && (own.data !== undefined || away) ? (
				<Empty title={t("deposits.empty")}>{t("deposits.emptyText")}</Empty>
			) : chain.data === undefined || (own.data === undefined && !away) ? (
				<div className={styles.inset}>
					<Skeleton height={72} />
				</div>
			) : (
				<ol className={styles.list}>
					{others.map((id, index) => (
						<li key={id} className={styles.item}>
							<Remembered
								id={id}
								deposit={chain.data[index] ?? null}
								account={account}
								token={token}
								onForget={() => onForget(id)}
							/>
						</li>
					))}
					{listed.map((deposit) => (
						<li key={keyOfDeposit(deposit)} className={styles.item}>
							<Listed deposit={deposit} account={account} token={token} />
						</li>
					))}
				</ol>
			)}
			<More list={own.hasNextPage ? own : sent} />
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

/** What the index calls the chain's own words for it. */
const STATE_OF = {
	Minted: "credited",
	Delayed: "waiting",
	Refunded: "refunding",
	Donated: "donated",
} as const satisfies Record<DepositInfo["fate"]["type"], Deposit["state"]>;

/** A deposit as the index has it, with the way that it went. */
function Listed({ deposit, account, token }: { deposit: Deposit; account: string; token: Unit }) {
	const { t } = useTranslation("bridge");
	const goesBack = deposit.state === "refunding" || deposit.state === "refunded";
	// The way back is that of a payment, which has a record of its own.
	const details = useApi(
		`${PATH}/{transaction}`,
		{
			path: { transaction: deposit.transaction } as never,
			query: { operation: deposit.operation } as never,
		},
		{ enabled: goesBack },
	);
	const foreign = deposit.account && deposit.account !== account;
	return (
		<>
			<div className={styles.itemHead}>
				<span className={`num ${styles.amount}`}>
					<Amount value={BigInt(deposit.amount)} asset={token} places={3} />
					{" · "}
					<span data-state={deposit.state}>{t(`deposits.states.${deposit.state}`)}</span>
				</span>
				<span className="soft small">
					{t("deposits.from", { name: deposit.steem_account })}
					{typeof deposit.refund === "number"
						? ` · ${t("deposits.refundNumber", { nonce: deposit.refund })}`
						: ""}
					{foreign ? ` · ${t("deposits.forOther")}` : ""}
				</span>
			</div>
			<Stages label={t("stages.ofDeposit")} stages={stagesOfDeposit(deposit, details.data?.refund)} />
			<Proof>{() => <DepositProof deposit={deposit} />}</Proof>
		</>
	);
}

/** A deposit that the browser remembers: the index may know it, the chain does if it is proved. */
function Remembered({
	id,
	deposit,
	account,
	token,
	onForget,
}: {
	id: `0x${string}`;
	deposit: DepositInfo | null;
	account: string;
	token: Unit;
	onForget: () => void;
}) {
	const { t } = useTranslation("bridge");
	const details = useApi(
		`${PATH}/{transaction}`,
		{ path: { transaction: id.slice(2) } as never },
		{ enabled: deposit !== null },
	);
	const fate = deposit?.fate;
	const foreign =
		fate !== undefined &&
		(fate.type === "Minted" || fate.type === "Delayed") &&
		fate.value.beneficiary !== account;
	const state = fate ? STATE_OF[fate.type] : "unproved";
	return (
		<>
			{details.data ? (
				<Listed deposit={details.data.deposit} account={account} token={token} />
			) : (
				<>
					<div className={styles.itemHead}>
						<span className={`num ${styles.amount}`}>
							{deposit ? <Amount value={deposit.amount} asset={token} places={3} /> : null}
							{deposit ? " · " : ""}
							<span data-state={state}>{t(`deposits.states.${state}`)}</span>
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
					{deposit ? null : <Stages label={t("stages.ofDeposit")} stages={stagesOfUnproved()} />}
				</>
			)}
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
