import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { idOf } from "@/app/ids";
import { useAccount } from "@/chain/accounts";
import { NATIVE, toTraded } from "@/chain/assets";
import { curveOf, useCommunity, usePools, type Community } from "@/chain/community";
import { communityDeposit, POOL_DEPOSIT } from "@/chain/deposits";
import { useChainQuery } from "@/chain/hooks";
import type { PoolRecord } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { SelectField, TextArea, TextField } from "@/components/Field";
import { Narrow, PageHead, Stack } from "@/components/Page";
import { SpanField } from "@/components/SpanField";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { StepChart } from "@/components/StepChart";
import { Tabs } from "@/components/Tabs";
import { accountKey, isAddress } from "@/lib/address";
import { formatAmount, formatPpb, parsePercent } from "@/lib/amount";
import { safeLink } from "@/lib/links";
import { hueOf } from "@/lib/look";
import { blocksOf, type Span } from "@/lib/span";
import { byteLength, shortAddress, shown, toBytes } from "@/lib/text";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { Announced } from "../community/Announced";
import { budgetChanges } from "../community/changes";
import { useChangeName } from "../community/useChangeName";
import { usePoolName } from "../community/PoolList";
import { EMPTY_POOL, kindOf, perBlockOf, problemsOfPool, splitOf, type PoolDraft } from "../create/draft";
import { PoolFields } from "../create/Steps";
import { useProblemText } from "../create/problemText";
import { isTooHigh, presentRate, previewOf } from "./schedule";
import styles from "../exchange/Exchange.module.css";

const at = { at: "best" } as const;
const PPB = 1_000_000_000n;

export function ManageScreen() {
	const { community: text } = useParams({ from: "/communities/$community/manage" });
	const id = idOf(text);
	const { t } = useTranslation("manage");
	const { t: c } = useTranslation("community");
	const account = useAccount();
	const community = useCommunity(id);
	const pools = usePools(community.data?.open_pools);
	if (Number.isNaN(id) || community.data === null) {
		return (
			<Empty page title={c("notFound.title", { id: shown(text, 12) })}>
				{c("notFound.text")}
			</Empty>
		);
	}
	if (community.isError && !community.data) return <Failed page onRetry={() => void community.refetch()} />;
	if (pools.isError && !pools.data) return <Failed page onRetry={() => void pools.refetch()} />;
	if (!community.data || !pools.data) return <Skeleton height={520} />;
	const found = community.data;
	const isOwner = account !== undefined && found.owner === account.address;
	const offered = account !== undefined && found.offered_to === account.address;
	return (
		<div data-hue="" style={{ "--hue": hueOf(id) } as React.CSSProperties}>
			<Narrow>
				<PageHead
					title={t("title", { name: found.name })}
					lead={
						<Link to="/communities/$community" params={{ community: String(id) }}>
							{t("back")}
						</Link>
					}
				/>
				{offered ? (
					<Note
						action={
							<Button
								size="small"
								onClick={() =>
									propose({
										title: t("acceptTitle", { name: found.name }),
										lines: [],
										warning: t("acceptText"),
										build: (chain) =>
											chain.api.tx.Communities.accept_ownership({ community: id }),
									})
								}
							>
								{t("accept")}
							</Button>
						}
					>
						{t("acceptText")}
					</Note>
				) : null}
				{isOwner ? (
					<Sections community={found} pools={pools.data} />
				) : (
					<Empty title={t("notOwner")}>
						{found.owner
							? t("notOwnerText", { owner: shortAddress(found.owner) })
							: t("ownerless")}
					</Empty>
				)}
			</Narrow>
		</div>
	);
}

function Sections({ community, pools }: { community: Community; pools: PoolRecord[] }) {
	const { t } = useTranslation("manage");
	const key = String(community.id);
	return (
		<Stack>
			<Announced community={community} />
			<Tabs
				label={t("sections")}
				tabs={[
					{
						key: "profile",
						name: t("profile.tab"),
						content: <Profile key={key} community={community} />,
					},
					{
						key: "rules",
						name: t("rules.tab"),
						content: <Rules key={key} community={community} pools={pools} />,
					},
					{
						key: "pools",
						name: t("pools.tab"),
						content: <Pools community={community} pools={pools} />,
					},
					{ key: "fund", name: t("fund.tab"), content: <Fund community={community} /> },
					{ key: "owner", name: t("owner.tab"), content: <Ownership community={community} /> },
				]}
			/>
		</Stack>
	);
}

function Profile({ community }: { community: Community }) {
	const { t } = useTranslation("manage");
	const { t: c } = useTranslation("create");
	const [profile, setProfile] = useState({
		name: community.name,
		description: community.description,
		website: community.website,
		logo: community.logo,
	});
	const most = { name: 64, description: 512, website: 256, logo: 256 };
	const errorOf = (field: keyof typeof profile): string | undefined => {
		const text = profile[field].trim();
		if (field === "name" && shown(text) === "") return c("problem.required");
		const have = byteLength(text);
		if (have > most[field]) return c("problem.bytes", { have, most: most[field] });
		const isLink = field === "website" || field === "logo";
		return isLink && text !== "" && safeLink(text) === undefined ? c("problem.link") : undefined;
	};
	const fields = ["name", "description", "website", "logo"] as const;
	const wrong = fields.some((field) => errorOf(field) !== undefined);
	return (
		<Card>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					if (wrong) return;
					const clean = {
						name: profile.name.trim(),
						description: profile.description.trim(),
						website: profile.website.trim(),
						logo: profile.logo.trim(),
					};
					const before = communityDeposit({
						name: community.name,
						description: community.description,
						website: community.website,
						logo: community.logo,
					});
					const after = communityDeposit(clean);
					propose({
						title: t("profile.title", { name: clean.name }),
						lines: fields.map((field) => ({
							label: c(field),
							value: shown(clean[field], 120) || "—",
						})),
						warning: t("profile.note"),
						spends: after > before ? after - before : 0n,
						build: (chain) =>
							chain.api.tx.Communities.update_profile({
								community: community.id,
								profile: {
									name: toBytes(clean.name),
									description: toBytes(clean.description),
									website: toBytes(clean.website),
									logo: toBytes(clean.logo),
								},
							}),
					});
				}}
			>
				{fields.map((field) =>
					field === "description" ? (
						<TextArea
							key={field}
							label={c(field)}
							value={profile[field]}
							maxLength={2_000}
							onChange={(event) => setProfile({ ...profile, [field]: event.target.value })}
							error={errorOf(field)}
						/>
					) : (
						<TextField
							key={field}
							label={c(field)}
							value={profile[field]}
							maxLength={1_000}
							onChange={(event) => setProfile({ ...profile, [field]: event.target.value })}
							error={errorOf(field)}
						/>
					),
				)}
				<Button look="main" type="submit" disabled={wrong}>
					{t("profile.save")}
				</Button>
			</form>
		</Card>
	);
}

/** Parts per billion as a percentage that can be edited. */
function editable(ppb: number): string {
	return formatAmount(BigInt(ppb), 7, 7);
}

function Rules({ community, pools }: { community: Community; pools: PoolRecord[] }) {
	return (
		<Stack>
			<Weights community={community} pools={pools} />
			{community.asset ? <NewSchedule community={community} /> : null}
		</Stack>
	);
}

function Weights({ community, pools }: { community: Community; pools: PoolRecord[] }) {
	const { t } = useTranslation("manage");
	const { t: c } = useTranslation("create");
	const clock = useClock();
	const nameOf = useChangeName();
	const [fund, setFund] = useState(() => editable(community.fund_share));
	const [weights, setWeights] = useState<Record<number, string>>({});
	const [splits, setSplits] = useState<Record<number, string>>({});
	const weightOf = (pool: PoolRecord): string => weights[pool.id] ?? editable(pool.weight);
	const splitTyped = (pool: PoolRecord): string => splits[pool.id] ?? editable(pool.yield_split?.fund ?? 0);
	const texts = [fund, ...pools.map(weightOf)].map(parsePercent);
	const sum = texts.reduce((total, one) => total + (one.ok ? one.value : 0n), 0n);
	const fine =
		texts.every((one) => one.ok) &&
		sum === PPB &&
		pools.every((pool) => !pool.yield_split || parsePercent(splitTyped(pool)).ok);
	const ppb = (text: string): number => {
		const parsed = parsePercent(text);
		return parsed.ok ? Number(parsed.value) : 0;
	};
	return (
		<Card title={t("rules.weights")}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					if (!fine) return;
					const budget = {
						fund_share: ppb(fund),
						pools: pools.map((pool) => {
							const toFund = pool.yield_split ? ppb(splitTyped(pool)) : 0;
							return {
								pool: pool.id,
								weight: ppb(weightOf(pool)),
								yield_split: { fund: toFund, stakers: 1_000_000_000 - toFund },
							};
						}),
					};
					propose({
						title: t("rules.weightsTitle", { name: community.name }),
						lines: budgetChanges(community, pools, budget).map((change) => ({
							label: nameOf(change),
							value: `${change.was === undefined ? "—" : formatPpb(change.was)} → ${formatPpb(change.will)}`,
						})),
						warning: (
							<>
								{t("rules.weightsNote", { time: clock.span(community.notice) })}{" "}
								{community.next_budget ? t("rules.replaces") : ""}
							</>
						),
						build: (chain) =>
							chain.api.tx.Communities.announce_weights({ community: community.id, ...budget }),
					});
				}}
			>
				<TextField
					label={c("fundShare")}
					unit="%"
					inputMode="decimal"
					maxLength={16}
					value={fund}
					onChange={(event) => setFund(event.target.value)}
					error={parsePercent(fund).ok ? undefined : c("problem.percent")}
				/>
				{pools.map((pool) => (
					<PoolWeight
						key={pool.id}
						pool={pool}
						weight={weightOf(pool)}
						onWeight={(text) => setWeights({ ...weights, [pool.id]: text })}
						split={pool.yield_split ? splitTyped(pool) : undefined}
						onSplit={(text) => setSplits({ ...splits, [pool.id]: text })}
					/>
				))}
				<p className="num" aria-live="polite">
					{sum === PPB
						? c("sum", { sum: formatAmount(sum, 7, 4) })
						: c("problem.budget", { sum: formatAmount(sum, 7, 4) })}
				</p>
				<p className="soft small">{t("rules.weightsNote", { time: clock.span(community.notice) })}</p>
				<Button look="main" type="submit" disabled={!fine}>
					{t("rules.announce")}
				</Button>
			</form>
		</Card>
	);
}

function PoolWeight({
	pool,
	weight,
	onWeight,
	split,
	onSplit,
}: {
	pool: PoolRecord;
	weight: string;
	onWeight: (text: string) => void;
	split: string | undefined;
	onSplit: (text: string) => void;
}) {
	const { t } = useTranslation("manage");
	const { t: c } = useTranslation("create");
	const name = usePoolName(pool);
	const parsed = parsePercent(weight);
	const effect =
		parsed.ok && pool.weight > 0 && parsed.value !== BigInt(pool.weight)
			? t("rules.effect", { change: formatPpb((parsed.value * PPB) / BigInt(pool.weight), 1) })
			: undefined;
	return (
		<div className={styles.pair}>
			<TextField
				label={`${name} #${pool.id}`}
				unit="%"
				inputMode="decimal"
				maxLength={16}
				value={weight}
				onChange={(event) => onWeight(event.target.value)}
				error={parsed.ok ? undefined : c("problem.percent")}
				hint={effect}
			/>
			{split === undefined ? null : (
				<TextField
					label={c("toFund")}
					unit="%"
					inputMode="decimal"
					maxLength={16}
					value={split}
					onChange={(event) => onSplit(event.target.value)}
					error={parsePercent(split).ok ? undefined : c("problem.percent")}
				/>
			)}
		</div>
	);
}

function NewSchedule({ community }: { community: Community }) {
	const { t } = useTranslation("manage");
	const clock = useClock();
	const [text, setText] = useState("");
	const [lasts, setLasts] = useState<Span>({ count: "30", unit: "days" });
	const [delay, setDelay] = useState<Span>(() => ({
		count: String(Math.ceil(((community.notice + 30) * clock.slotMillis) / 60_000)),
		unit: "minutes",
	}));
	const { t: c } = useTranslation("create");
	const typed = useTypedAmount(text, community.asset);
	const blocks = blocksOf(lasts, clock.slotMillis);
	const wait = blocksOf(delay, clock.slotMillis);
	const rate = typed.value === undefined ? undefined : perBlockOf(typed.value, clock.slotMillis);
	const now = clock.now;
	const present = now === undefined ? undefined : presentRate(community.schedule, now);
	const tooHigh = now !== undefined && rate !== undefined && isTooHigh(community.schedule, now, rate);
	const tooEarly = wait !== undefined && wait <= community.notice;
	const complete = !!rate && blocks !== undefined && wait !== undefined;
	const stepsFrom = (from: number) => ({
		type: "Steps" as const,
		value: [{ start: from, end: from + (blocks ?? 0), per_block: rate ?? 0n }],
	});
	const preview = useChainQuery(
		["newSchedule", rate, blocks, wait],
		async (chain) =>
			previewOf(chain, stepsFrom((await chain.api.query.System.Number.getValue(at)) + (wait ?? 0))),
		{ enabled: complete },
	);
	// What else stands against it, the dry run says before it is sent.
	const total = preview.data?.success ? preview.data.value.total_emission : undefined;
	const { asset } = community;
	if (!asset) return null;
	const show = (value: bigint) => ({
		amount: formatAmount(value, asset.decimals, 6),
		symbol: asset.symbol,
	});
	const limit = present === undefined ? undefined : t("rules.double", show(present));
	return (
		<Card title={t("rules.schedule")}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					if (!complete || tooHigh || tooEarly) return;
					propose({
						title: t("rules.scheduleTitle", { name: community.name }),
						lines: [
							{
								label: t("rules.perDay"),
								value: <Amount value={typed.value} asset={asset} />,
								tone: "main",
							},
							{ label: t("rules.for"), value: clock.span(blocks) },
							{ label: t("rules.startsIn"), value: clock.span(wait) },
							{ label: t("rules.total"), value: <Amount value={total} asset={asset} /> },
						],
						warning: t("rules.scheduleNote", { time: clock.span(community.notice) }),
						build: async (chain) => {
							const from = (await chain.api.query.System.Number.getValue(at)) + wait;
							return chain.api.tx.Communities.announce_schedule({
								community: community.id,
								from,
								schedule: stepsFrom(from),
							});
						},
						onSuccess: () => setText(""),
					});
				}}
			>
				<AmountField
					label={t("rules.perDay")}
					text={text}
					onText={setText}
					asset={asset}
					error={rate === 0n ? c("problem.rate") : tooHigh ? limit : typed.error}
					hint={
						rate === undefined ? (
							limit
						) : (
							<>
								{c("perBlock", show(rate))}
								<br />
								{limit}
							</>
						)
					}
				/>
				<div className={styles.pair}>
					<SpanField
						label={t("rules.for")}
						value={lasts}
						onChange={setLasts}
						error={blocks === undefined ? c("problem.time") : undefined}
					/>
					<SpanField
						label={t("rules.startsIn")}
						value={delay}
						onChange={setDelay}
						error={
							wait === undefined
								? c("problem.time")
								: tooEarly
									? t("rules.scheduleNote", { time: clock.span(community.notice) })
									: undefined
						}
						hint={t("rules.scheduleNote", { time: clock.span(community.notice) })}
					/>
				</div>
				{complete && now !== undefined ? (
					<>
						<Stats>
							<Stat label={t("rules.total")}>
								<Amount value={total} asset={asset} />
							</Stat>
						</Stats>
						<StepChart
							stretches={curveOf({
								schedule: community.schedule,
								next_schedule: { from: now + wait, schedule: stepsFrom(now + wait) },
							})}
							now={now}
							decimals={asset.decimals}
							symbol={asset.symbol}
							label={t("rules.chart")}
						/>
					</>
				) : null}
				<Button type="submit" disabled={!complete || tooHigh || tooEarly || preview.isLoading}>
					{t("rules.announce")}
				</Button>
			</form>
		</Card>
	);
}

function Pools({ community, pools }: { community: Community; pools: PoolRecord[] }) {
	const { t } = useTranslation("manage");
	const { t: c } = useTranslation("create");
	const clock = useClock();
	const [pool, setPool] = useState<PoolDraft>(EMPTY_POOL);
	const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
	const problemText = useProblemText({ decimals: "", symbol: "" });
	const problems = problemsOfPool(pool, clock, accountKey);
	const first = Object.entries(problems)[0];
	return (
		<Stack>
			<Card title={t("pools.tab")}>
				<ul>
					{pools.map((one) => (
						<PoolToClose key={one.id} community={community} pool={one} />
					))}
				</ul>
			</Card>
			<Card title={t("pools.add")}>
				<form
					className={styles.form}
					onSubmit={(event) => {
						event.preventDefault();
						if (first) return;
						propose({
							title: t("pools.addTitle", { name: community.name }),
							lines: [
								{ label: c("kind"), value: c(`kinds.${pool.kind}`) },
								{
									label: c("review.deposit"),
									value: <Amount value={POOL_DEPOSIT} asset={NATIVE} />,
								},
							],
							warning: t("pools.addNote"),
							spends: POOL_DEPOSIT,
							build: (chain) =>
								chain.api.tx.Communities.add_pool({
									community: community.id,
									kind: kindOf(pool, clock),
									yield_split: splitOf(pool),
								}),
							onSuccess: () => {
								setPool(EMPTY_POOL);
								setTouched(new Set());
							},
						});
					}}
				>
					<PoolFields
						pool={pool}
						change={(part) => setPool({ ...pool, ...part })}
						touch={(field) => setTouched((now) => new Set(now).add(field))}
						errorOf={(field) => {
							const problem = touched.has(field) ? problems[field] : undefined;
							return problem && problemText(problem);
						}}
						withWeight={false}
					/>
					{first ? (
						<p className="soft small" aria-live="polite">
							{c("missing")} {problemText(first[1], first[0])}
						</p>
					) : null}
					<p className="soft small">{t("pools.addNote")}</p>
					<Button look="main" type="submit" disabled={first !== undefined}>
						{t("pools.add")}
					</Button>
				</form>
			</Card>
		</Stack>
	);
}

function PoolToClose({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation("manage");
	const name = usePoolName(pool);
	return (
		<li className={styles.line}>
			<span>
				{name} <span className="soft">#{pool.id}</span> · {formatPpb(pool.weight)}
			</span>
			<Button
				look="danger"
				size="small"
				onClick={() =>
					propose({
						title: t("pools.closeTitle", { pool: pool.id, name: community.name }),
						lines: [],
						warning: t("pools.closeNote"),
						build: (chain) =>
							chain.api.tx.Communities.close_pool({ community: community.id, pool: pool.id }),
					})
				}
			>
				{t("pools.close")}
			</Button>
		</li>
	);
}

function Fund({ community }: { community: Community }) {
	const { t } = useTranslation("manage");
	const [what, setWhat] = useState<"Native" | "Token">("Native");
	const [text, setText] = useState("");
	const [to, setTo] = useState("");
	const asset = what === "Token" && community.asset ? community.asset : NATIVE;
	const have = what === "Token" ? community.fund.balance.token : community.fund.balance.staking_yield;
	const typed = useTypedAmount(text, asset, { most: have });
	return (
		<Stack>
			<Card title={t("fund.spend")}>
				<form
					className={styles.form}
					onSubmit={(event) => {
						event.preventDefault();
						const amount = typed.value;
						if (amount === undefined || !isAddress(to.trim())) return;
						propose({
							title: t("fund.spendTitle", {
								amount: `${formatAmount(amount, asset.decimals)} ${asset.symbol}`,
								name: community.name,
							}),
							lines: [
								{
									label: t("fund.spend"),
									value: <Amount value={amount} asset={asset} />,
									tone: "main",
								},
								{ label: t("fund.to"), value: to.trim() },
							],
							warning: t("fund.public"),
							build: (chain) =>
								chain.api.tx.Communities.spend({
									community: community.id,
									asset: { type: what, value: undefined },
									amount,
									beneficiary: { type: "Id", value: to.trim() },
								}),
							onSuccess: () => setText(""),
						});
					}}
				>
					<SelectField
						label={t("fund.asset")}
						value={what}
						onChange={(event) => setWhat(event.target.value as "Native" | "Token")}
					>
						<option value="Native">NUT</option>
						{community.asset ? <option value="Token">{community.asset.symbol}</option> : null}
					</SelectField>
					<AmountField
						label={t("fund.spend")}
						text={text}
						onText={setText}
						asset={asset}
						max={have}
						error={typed.error}
					/>
					<TextField
						label={t("fund.to")}
						value={to}
						maxLength={64}
						onChange={(event) => setTo(event.target.value)}
						error={to.trim() !== "" && !isAddress(to.trim()) ? t("fund.badAddress") : undefined}
					/>
					<Button
						look="main"
						type="submit"
						disabled={typed.value === undefined || !isAddress(to.trim())}
					>
						{t("fund.spend")}
					</Button>
				</form>
			</Card>
			{community.asset ? <BuyBack community={community} /> : null}
		</Stack>
	);
}

function BuyBack({ community }: { community: Community }) {
	const { t } = useTranslation("manage");
	const [text, setText] = useState("");
	const [burn, setBurn] = useState(community.token?.type === "New");
	const typed = useTypedAmount(text, NATIVE, { most: community.fund.balance.staking_yield });
	const amount = typed.value;
	const { asset } = community;
	const quote = useChainQuery(
		["buyBack", community.id, amount],
		async (chain) =>
			(await chain.api.view.AssetConversion.quote_price_exact_tokens_for_tokens(
				toTraded("native"),
				toTraded(asset?.id ?? "local:1"),
				amount ?? 0n,
				true,
				at,
			)) ?? null,
		{ enabled: amount !== undefined },
	);
	if (!asset) return null;
	const least = quote.data ? (quote.data * 990n) / 1_000n : undefined;
	return (
		<Card title={t("fund.buyBack")}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					if (amount === undefined || least === undefined) return;
					propose({
						title: t("fund.buyBackTitle", {
							symbol: asset.symbol,
							amount: `${formatAmount(amount, 12)} NUT`,
						}),
						lines: [
							{
								label: t("fund.receives"),
								value: <Amount value={quote.data} asset={asset} />,
								tone: "main",
							},
							{ label: t("fund.least"), value: <Amount value={least} asset={asset} /> },
						],
						build: (chain) =>
							chain.api.tx.Communities.buy_back({
								community: community.id,
								amount,
								min_received: least,
								burn,
							}),
						onSuccess: () => setText(""),
					});
				}}
			>
				<p className="soft">{t("fund.buyBackText")}</p>
				<AmountField
					label="NUT"
					text={text}
					onText={setText}
					asset={NATIVE}
					max={community.fund.balance.staking_yield}
					error={typed.error}
					hint={
						quote.data === null ? (
							t("fund.noMarket", { symbol: asset.symbol })
						) : quote.data === undefined ? undefined : (
							<>
								{t("fund.receives")} <Amount value={quote.data} asset={asset} />
							</>
						)
					}
				/>
				{community.token?.type === "New" ? (
					<label className={styles.check}>
						<input
							type="checkbox"
							checked={burn}
							onChange={(event) => setBurn(event.target.checked)}
						/>
						{t("fund.burn")}
					</label>
				) : null}
				<Button type="submit" disabled={amount === undefined || least === undefined}>
					{t("fund.buyBack")}
				</Button>
			</form>
		</Card>
	);
}

function Ownership({ community }: { community: Community }) {
	const { t } = useTranslation("manage");
	const [to, setTo] = useState("");
	const fine = isAddress(to.trim());
	const offer = (target: string | undefined) =>
		propose({
			title: target
				? t("owner.offerTitle", { name: community.name })
				: t("owner.withdrawTitle", { name: community.name }),
			lines: target ? [{ label: t("owner.to"), value: target, tone: "main" }] : [],
			warning: target ? t("owner.offerText") : undefined,
			build: (chain) =>
				chain.api.tx.Communities.offer_ownership({
					community: community.id,
					to: target === undefined ? undefined : { type: "Id", value: target },
				}),
			onSuccess: () => setTo(""),
		});
	return (
		<Stack>
			<Card title={t("owner.offer")}>
				<div className={styles.form}>
					{community.offered_to ? (
						<Note
							action={
								<Button size="small" onClick={() => offer(undefined)}>
									{t("owner.withdraw")}
								</Button>
							}
						>
							{t("owner.offered", { who: shortAddress(community.offered_to) })}
						</Note>
					) : null}
					<TextField
						label={t("owner.to")}
						value={to}
						maxLength={64}
						onChange={(event) => setTo(event.target.value)}
						error={to.trim() !== "" && !fine ? t("fund.badAddress") : undefined}
						hint={t("owner.offerText")}
					/>
					<Button disabled={!fine} onClick={() => offer(to.trim())}>
						{t("owner.offer")}
					</Button>
				</div>
			</Card>
			<Card title={t("owner.renounce")}>
				<div className={styles.form}>
					<p className="soft">{t("owner.renounceText")}</p>
					<Button
						look="danger"
						onClick={() =>
							propose({
								title: t("owner.renounceTitle", { name: community.name }),
								lines: [],
								warning: t("owner.renounceText"),
								build: (chain) =>
									chain.api.tx.Communities.renounce_ownership({ community: community.id }),
							})
						}
					>
						{t("owner.renounce")}
					</Button>
				</div>
			</Card>
		</Stack>
	);
}
