import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { NATIVE, toStakeable, type Asset, type Unit } from "@/chain/assets";
import type { Community } from "@/chain/community";
import { POSITION_DEPOSIT, TERM_POSITION_DEPOSIT } from "@/chain/deposits";
import { useChainQuery } from "@/chain/hooks";
import type { PoolRecord, PositionView } from "@/chain/types";
import { pickerStore } from "@/app/picker";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { SelectField } from "@/components/Field";
import { Note } from "@/components/States";
import { Tabs } from "@/components/Tabs";
import { formatAmount } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import styles from "./Pool.module.css";

const at = { at: "best" } as const;

export function StakeCard(props: {
	community: Community;
	pool: PoolRecord;
	asset: Asset;
	position: PositionView | undefined;
}) {
	const { t } = useTranslation("pool");
	const { pool, position } = props;
	const [tab, setTab] = useState("stake");
	const open = pool.status.type === "Open";
	const staked = position !== undefined && position.stake > 0n;
	const tabs = [
		...(open ? [{ key: "stake", name: t("act.stake"), content: <StakeForm {...props} /> }] : []),
		...(staked || !open
			? [
					{
						key: "unstake",
						name: t("act.unstake"),
						content:
							pool.kind.type === "Term" ? <Positions {...props} /> : <UnstakeForm {...props} />,
					},
				]
			: []),
	];
	const first = tabs[0];
	if (!first) return null;
	return (
		<Card>
			{tabs.length > 1 ? (
				<Tabs
					label={t("you.title")}
					tabs={tabs}
					value={tabs.some((one) => one.key === tab) ? tab : first.key}
					onValue={setTab}
				/>
			) : (
				<>
					<h2 className={styles.method}>{first.name}</h2>
					<div className={styles.method}>{first.content}</div>
				</>
			)}
			{staked ? <Emergency {...props} /> : null}
		</Card>
	);
}

function StakeForm({
	community,
	pool,
	asset,
	position,
}: {
	community: Community;
	pool: PoolRecord;
	asset: Asset;
	position: PositionView | undefined;
}) {
	const { t } = useTranslation("pool");
	const { t: common } = useTranslation();
	const clock = useClock();
	const account = useAccount();
	const [text, setText] = useState("");
	const [term, setTerm] = useState(0);
	const stakeable = useChainQuery(
		["stakeable", account?.address, asset.id],
		(chain) => chain.api.view.Communities.stakeable(account?.address ?? "", toStakeable(asset.id), at),
		{ enabled: account !== undefined },
	);
	const mode = useChainQuery(["mode"], (chain) => chain.api.query.Communities.Mode.getValue(at));
	const typed = useTypedAmount(text, asset, { most: stakeable.data });
	const terms = pool.kind.type === "Term" ? pool.kind.value.terms : undefined;
	const chosen = terms?.[term];
	const closed = mode.data?.type === "ExitsOnly";
	const deposit = chosen ? TERM_POSITION_DEPOSIT : POSITION_DEPOSIT;
	const show = (value: bigint) => `${formatAmount(value, asset.decimals)} ${asset.symbol}`;
	const submit = () => {
		const amount = typed.value;
		if (amount === undefined) return;
		propose({
			title: t("act.stakeTitle", { amount: show(amount), name: community.name }),
			lines: [
				{ label: t("act.youStake"), value: <Amount value={amount} asset={asset} />, tone: "main" },
				...(chosen
					? [
							{
								label: t("act.term"),
								value: `${clock.span(chosen.blocks)}, ${formatAmount(chosen.multiplier, 9, 3)}×`,
							},
						]
					: []),
				{
					label: t("act.after"),
					value: <Amount value={(position?.stake ?? 0n) + amount} asset={asset} />,
				},
				...(!position || chosen
					? [
							{
								label: t("act.deposit"),
								value: <Amount value={deposit} asset={NATIVE} />,
							},
						]
					: []),
			],
			warning: position || chosen ? undefined : t("done.first", { name: community.name }),
			spends: position && !chosen ? 0n : deposit,
			build: (chain) =>
				chosen
					? chain.api.tx.Communities.stake_term({
							community: community.id,
							pool: pool.id,
							amount,
							term,
						})
					: chain.api.tx.Communities.stake({ community: community.id, pool: pool.id, amount }),
			onSuccess: () => setText(""),
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
			{closed ? <Note>{t("act.entrancesClosed")}</Note> : null}
			<AmountField
				label={t("act.amount")}
				text={text}
				onText={setText}
				asset={asset}
				max={stakeable.data}
				maxLabel={t("act.stakeable")}
				error={typed.error}
			/>
			{terms ? (
				<SelectField
					label={t("act.term")}
					value={term}
					onChange={(event) => setTerm(Number(event.target.value))}
					hint={
						chosen && clock.now !== undefined
							? t("act.termEnd", {
									block: (clock.now + chosen.blocks).toLocaleString("en"),
									when: clock.relative(clock.now + chosen.blocks),
								})
							: undefined
					}
				>
					{terms.map((one, index) => (
						<option key={index} value={index}>
							{t("act.termOption", {
								time: clock.span(one.blocks),
								times: formatAmount(one.multiplier, 9, 3),
							})}
						</option>
					))}
				</SelectField>
			) : null}
			{stakeable.data === 0n ? (
				<Note tone="plain">
					{t("act.nothing", { symbol: asset.symbol })}{" "}
					{asset.id === "local:1" ? <Link to="/stake">{t("act.getTnut")}</Link> : null}
				</Note>
			) : null}
			{account ? (
				<Button look="main" size="large" type="submit" disabled={typed.value === undefined || closed}>
					{t("act.stake")}
				</Button>
			) : (
				<Button size="large" onClick={() => pickerStore.set(true)}>
					{common("account.connect")}
				</Button>
			)}
		</form>
	);
}

function UnstakeForm({
	community,
	pool,
	asset,
	position,
}: {
	community: Community;
	pool: PoolRecord;
	asset: Asset;
	position: PositionView | undefined;
}) {
	const { t } = useTranslation("pool");
	const [text, setText] = useState("");
	const stake = position?.stake ?? 0n;
	const typed = useTypedAmount(text, asset, { most: stake });
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				const amount = typed.value;
				if (amount === undefined) return;
				propose({
					title: t("act.unstakeTitle", {
						amount: `${formatAmount(amount, asset.decimals)} ${asset.symbol}`,
						name: community.name,
					}),
					lines: [
						{
							label: t("act.youGet"),
							value: <Amount value={amount} asset={asset} />,
							tone: "main",
						},
						{ label: t("act.after"), value: <Amount value={stake - amount} asset={asset} /> },
					],
					warning: t("act.rewardsStay"),
					build: (chain) =>
						chain.api.tx.Communities.unstake({ community: community.id, pool: pool.id, amount }),
					onSuccess: () => setText(""),
				});
			}}
		>
			<AmountField
				label={t("act.amount")}
				text={text}
				onText={setText}
				asset={asset}
				max={stake}
				maxLabel={t("act.stakedLabel")}
				error={typed.error}
				hint={t("act.rewardsStay")}
			/>
			<Button look="main" size="large" type="submit" disabled={typed.value === undefined}>
				{t("act.unstake")}
			</Button>
		</form>
	);
}

/** Positions with terms: each leaves by itself, and says what leaving early costs. */
function Positions({
	community,
	pool,
	asset,
	position,
}: {
	community: Community;
	pool: PoolRecord;
	asset: Asset;
	position: PositionView | undefined;
}) {
	const { t } = useTranslation("pool");
	const clock = useClock();
	const token = community.asset;
	return (
		<ul>
			{(position?.terms ?? []).map((one) => {
				const over = clock.now !== undefined && one.end <= clock.now;
				const lost = {
					token: token ? `${formatAmount(one.pending.token, token.decimals)} ${token.symbol}` : "0",
					nut: `${formatAmount(one.pending.staking_yield, 12)} NUT`,
				};
				return (
					<li key={one.id.toString()} className={styles.position}>
						<div>
							<strong>
								<Amount value={one.stake} asset={asset} /> ·{" "}
								{formatAmount(one.multiplier, 9, 3)}×
							</strong>
							<p className="soft small">
								{t("term.position", { id: one.id.toString() })},{" "}
								{over
									? t("term.over")
									: t("term.until", {
											block: one.end.toLocaleString("en"),
											when: clock.relative(one.end),
										})}
							</p>
							<p className="small num">
								{t("term.earned")}{" "}
								{token ? <Amount value={one.pending.token} asset={token} /> : null}{" "}
								{one.pending.staking_yield > 0n ? (
									<Amount value={one.pending.staking_yield} asset={NATIVE} />
								) : null}
							</p>
						</div>
						<Button
							onClick={() =>
								propose({
									title: t("term.leaveTitle", {
										amount: `${formatAmount(one.stake, asset.decimals)} ${asset.symbol}`,
										id: one.id.toString(),
										name: community.name,
									}),
									lines: [
										{
											label: t("act.youGet"),
											value: <Amount value={one.stake} asset={asset} />,
											tone: "main",
										},
									],
									warning: over ? t("act.rewardsStay") : t("act.forfeit", lost),
									build: (chain) =>
										chain.api.tx.Communities.unstake_term({
											community: community.id,
											pool: pool.id,
											position: one.id,
											amount: one.stake,
										}),
								})
							}
						>
							{t("term.leave")}
						</Button>
					</li>
				);
			})}
		</ul>
	);
}

export function Emergency({
	community,
	pool,
	asset,
	position,
}: {
	community: Community;
	pool: PoolRecord;
	asset: Unit;
	position: PositionView | undefined;
}) {
	const { t } = useTranslation("pool");
	if (!position) return null;
	const token = community.asset;
	return (
		<details className={styles.details}>
			<summary>{t("emergency.title")}</summary>
			<p className="soft">{t("emergency.text")}</p>
			<div className={styles.method}>
				<Button
					look="danger"
					onClick={() =>
						propose({
							title: t("emergency.doTitle", { pool: pool.id, name: community.name }),
							lines: [
								{
									label: t("emergency.back"),
									value: <Amount value={position.stake} asset={asset} />,
									tone: "main",
								},
								...(token
									? [
											{
												label: t("emergency.lost"),
												value: (
													<Amount value={position.pending.token} asset={token} />
												),
												tone: "loss" as const,
											},
										]
									: []),
								{
									label: t("emergency.lost"),
									value: <Amount value={position.pending.staking_yield} asset={NATIVE} />,
									tone: "loss",
								},
							],
							warning: t("emergency.text"),
							build: (chain) =>
								chain.api.tx.Communities.emergency_unstake({
									community: community.id,
									pool: pool.id,
								}),
						})
					}
				>
					{t("emergency.do")}
				</Button>
			</div>
		</details>
	);
}
