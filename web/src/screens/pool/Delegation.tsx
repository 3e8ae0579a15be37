import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { NATIVE } from "@/chain/assets";
import type { Community } from "@/chain/community";
import { POSITION_DEPOSIT } from "@/chain/deposits";
import {
	useBindingOf,
	useBound,
	useDelegationMode,
	useGateway,
	useMemoFor,
	useTie,
	type Bound,
	type Tie,
} from "@/chain/steem";
import type { PoolRecord, PositionView } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { AmountField } from "@/components/AmountField";
import { Button } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { formatAmount, parseAmount } from "@/lib/amount";
import { BIND_ID, bindJson, steemDigits, VESTS } from "@/lib/steem";
import { fromBytes, shortAddress, toBytes } from "@/lib/text";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { SendToSteem } from "../bridge/Keychain";
import { SteemNameField, useOwnSteemName, useSteemName } from "../bridge/SteemName";
import { Emergency } from "./StakeCard";
import { YourStake } from "./YourStake";
import styles from "./Pool.module.css";

interface Props {
	community: Community;
	pool: PoolRecord;
	/** `undefined` while unknown, `null` if there is none. */
	position: PositionView | null | undefined;
}

/** A pool in which Steem Power that is delegated on Steem is the stake. */
export function Delegation({ community, pool, position }: Props) {
	const { t } = useTranslation("delegation");
	const account = useAccount();
	const tie = useTie(pool.id);
	const mode = useDelegationMode().data;
	const owner = community.owner !== undefined && community.owner === account?.address;
	if (tie.isError && !tie.data) {
		return (
			<Card>
				<Failed onRetry={() => void tie.refetch()} />
			</Card>
		);
	}
	if (tie.data === undefined) return <Skeleton height={240} />;
	if (tie.data === null) {
		return owner && pool.status.type === "Open" ? (
			<TieForm community={community} pool={pool} />
		) : (
			<Card>
				<Empty title={t("notTied")}>{t("notTiedText")}</Empty>
			</Card>
		);
	}
	return (
		<>
			{mode === "ExitsOnly" ? <Note>{t("closed")}</Note> : null}
			<YourStake community={community} pool={pool} asset={VESTS} position={position} />
			{position && position.stake > 0n ? (
				<Card>
					<Emergency community={community} pool={pool} asset={VESTS} position={position} />
				</Card>
			) : null}
			{account ? (
				<Member key={account.address} pool={pool} tie={tie.data} account={account.address} />
			) : null}
		</>
	);
}

/** What the pool is tied to. */
export function DelegationFacts({ pool }: { pool: PoolRecord }) {
	const { t } = useTranslation("delegation");
	const clock = useClock();
	const tie = useTie(pool.id).data;
	if (!tie) return null;
	const since = clock.date(tie.since * 1_000);
	return (
		<Card title={t("how")}>
			<p className={styles.method}>{t("howText", { name: `@${tie.name}` })}</p>
			<div className={styles.method}>
				<Stats>
					<Stat label={t("account")}>@{tie.name}</Stat>
					<Stat label={t("total")}>
						<Amount value={pool.total} asset={VESTS} places={0} />
					</Stat>
					<Stat label={t("counts")}>{since}</Stat>
				</Stats>
			</div>
			<p className={`soft small ${styles.method}`}>{t("countsNote", { when: since })}</p>
		</Card>
	);
}

function TieForm({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("delegation");
	const gateway = useGateway().data?.account;
	const typed = useSteemName(gateway);
	return (
		<Card title={t("tie.title")}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					const { name } = typed;
					if (name === undefined) return;
					propose({
						title: t("tie.doTitle", { pool: pool.id, name: community.name, account: name }),
						lines: [{ label: t("account"), value: `@${name}`, tone: "main" }],
						warning: `${t("tie.warning")} ${t("tie.deposit")}`,
						action: t("tie.do"),
						build: (chain) =>
							chain.api.tx.SteemDelegations.set_delegatee({
								pool: pool.id,
								delegatee: toBytes(name),
							}),
					});
				}}
			>
				<p className="soft">{t("tie.text")}</p>
				<SteemNameField typed={typed} label={t("tie.name")} />
				<Button look="main" type="submit" disabled={typed.name === undefined}>
					{t("tie.do")}
				</Button>
			</form>
		</Card>
	);
}

function Member({ pool, tie, account }: { pool: PoolRecord; tie: Tie; account: string }) {
	const bound = useBound(account);
	if (bound.isError && !bound.data) {
		return (
			<Card>
				<Failed onRetry={() => void bound.refetch()} />
			</Card>
		);
	}
	if (!bound.data) return <Skeleton height={240} />;
	return (
		<>
			<State pool={pool} tie={tie} bound={bound.data} />
			<Binding account={account} bound={bound.data} />
			{pool.status.type === "Open" ? <DelegateForm tie={tie} bound={bound.data} /> : null}
		</>
	);
}

/** What is proved of the account's delegations to this pool, and what of it counts. */
function State({ pool, tie, bound }: { pool: PoolRecord; tie: Tie; bound: Bound[] }) {
	const { t } = useTranslation("delegation");
	const clock = useClock();
	const lines = bound.flatMap(({ name, delegations, pending }) =>
		delegations
			.filter((one) => fromBytes(one.delegatee) === tie.name)
			.map((one) => ({
				name,
				amount: one.delegation.amount,
				time: one.delegation.time,
				counted: one.credits.find(([id]) => id === pool.id)?.[1]?.amount ?? 0n,
				differs: pending.includes(pool.id),
			})),
	);
	return (
		<Card title={t("state")}>
			{lines.length === 0 ? (
				<Empty title={t("none")}>{t("noneText")}</Empty>
			) : (
				<ul>
					{lines.map((line) => (
						<li key={line.name} className={styles.position}>
							<Stats>
								<Stat label={t("delegator")}>@{line.name}</Stat>
								<Stat label={t("delegated")}>
									<Amount value={line.amount} asset={VESTS} />
								</Stat>
								<Stat label={t("counted")}>
									<span data-testid="counted">
										<Amount value={line.counted} asset={VESTS} />
									</span>
								</Stat>
								<Stat label={t("since")}>{clock.date(line.time * 1_000)}</Stat>
							</Stats>
							{line.differs ? (
								<Button
									onClick={() =>
										propose({
											title: t("syncTitle", { name: line.name, pool: pool.id }),
											lines: [
												{
													label: t("delegated"),
													value: <Amount value={line.amount} asset={VESTS} />,
													tone: "main",
												},
											],
											warning: t("syncNote", {
												amount: `${formatAmount(POSITION_DEPOSIT, NATIVE.decimals)} NUT`,
											}),
											build: (chain) =>
												chain.api.tx.SteemDelegations.sync({
													delegator: toBytes(line.name),
													pool: pool.id,
												}),
										})
									}
								>
									{t("sync")}
								</Button>
							) : null}
						</li>
					))}
				</ul>
			)}
		</Card>
	);
}

function Binding({ account, bound }: { account: string; bound: Bound[] }) {
	const { t } = useTranslation("delegation");
	const [again, setAgain] = useState(false);
	return (
		<Card title={t("step1")}>
			<div className={styles.form}>
				<p className="soft">{t("step1Text")}</p>
				{bound.length > 0 ? (
					<ul>
						{bound.map(({ name }) => (
							<li key={name} className={styles.position}>
								<span>
									<strong>@{name}</strong>
									<br />
									<span className="soft small">{t("bound")}</span>
								</span>
								<Button
									size="small"
									onClick={() =>
										propose({
											title: t("releaseTitle", { name }),
											lines: [],
											warning: t("releaseWarning"),
											build: (chain) =>
												chain.api.tx.SteemDelegations.release_binding({
													name: toBytes(name),
												}),
										})
									}
								>
									{t("release")}
								</Button>
							</li>
						))}
					</ul>
				) : null}
				{bound.length === 0 || again ? (
					<BindForm account={account} />
				) : (
					<Button look="quiet" onClick={() => setAgain(true)}>
						{t("bindAgain")}
					</Button>
				)}
			</div>
		</Card>
	);
}

function BindForm({ account }: { account: string }) {
	const { t } = useTranslation("delegation");
	const { t: b } = useTranslation("bridge");
	const typed = useOwnSteemName();
	const address = useMemoFor(account).data?.address;
	const present = useBindingOf(typed.name);
	if (address === undefined) return <Skeleton height={120} />;
	const json = bindJson(address);
	return (
		<>
			<SteemNameField typed={typed} label={b("steemAccount")} />
			{typed.name === undefined || present.data === undefined ? null : present.data === null ? (
				<p className="soft small">{t("notBound")}</p>
			) : present.data === account ? (
				<p className="small">{t("bound")}</p>
			) : (
				<Note>{t("boundOther", { address: shortAddress(present.data) })}</Note>
			)}
			<SendToSteem
				label={t("bind")}
				missing={t("bindMissing")}
				disabled={typed.name === undefined}
				values={[{ label: t("json", { id: BIND_ID }), value: json }]}
				request={(keychain, callback) =>
					keychain.requestCustomJson(
						typed.name ?? "",
						BIND_ID,
						"Active",
						json,
						t("bindDisplay"),
						callback,
					)
				}
			/>
		</>
	);
}

function DelegateForm({ tie, bound }: { tie: Tie; bound: Bound[] }) {
	const { t } = useTranslation("delegation");
	const { t: b } = useTranslation("bridge");
	const { t: common } = useTranslation();
	const typed = useOwnSteemName(tie.name, bound[0]?.name);
	const [text, setText] = useState("");
	// Unlike elsewhere, 0 is an amount: it ends the delegation.
	const parsed = parseAmount(text, VESTS.decimals);
	const value = parsed.ok && parsed.value < 1n << 63n ? parsed.value : undefined;
	const error =
		parsed.ok || parsed.problem === "empty"
			? parsed.ok && value === undefined
				? common("amount.tooLarge")
				: undefined
			: common(`amount.${parsed.problem}`, VESTS);
	const mine = bound.some(({ name }) => name === typed.name);
	return (
		<Card title={t("step2")}>
			<div className={styles.form}>
				<p className="soft">{t("step2Text", { name: tie.name })}</p>
				<SteemNameField typed={typed} label={b("steemAccount")} />
				{typed.name !== undefined && !mine ? <p className="soft small">{t("notBound")}</p> : null}
				<AmountField label={t("amount")} text={text} onText={setText} asset={VESTS} error={error} />
				<SendToSteem
					label={t("delegate")}
					missing={t("delegateMissing")}
					disabled={value === undefined || typed.name === undefined}
					values={[
						{ label: t("delegatee"), value: tie.name },
						...(value === undefined
							? []
							: [
									{
										label: t("vests"),
										value: `${steemDigits(value, VESTS.decimals)} VESTS`,
										copied: steemDigits(value, VESTS.decimals),
									},
								]),
					]}
					request={(keychain, callback) =>
						keychain.requestDelegation(
							typed.name ?? "",
							tie.name,
							steemDigits(value ?? 0n, VESTS.decimals),
							"VESTS",
							callback,
						)
					}
					onSent={() => setText("")}
				/>
			</div>
		</Card>
	);
}
