import type { Transaction } from "polkadot-api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import {
	assetNumber,
	fromTraded,
	NATIVE,
	readAsset,
	toTraded,
	useAsset,
	useBalance,
	type Asset,
	type AssetId,
} from "@/chain/assets";
import type { Chain } from "@/chain/connection";
import { useChainQuery } from "@/chain/hooks";
import { pickerStore } from "@/app/picker";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { AssetSelect } from "@/components/AssetSelect";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { SelectField } from "@/components/Field";
import { Columns, PageHead } from "@/components/Page";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { Tabs } from "@/components/Tabs";
import { exactAmount, formatAmount, formatPpb } from "@/lib/amount";
import { KEPT_FEES, mostNative } from "@/lib/most";
import { propose } from "@/tx/engine";
import styles from "./Exchange.module.css";

const at = { at: "best" } as const;
const SLIPPAGES = [1_000_000n, 5_000_000n, 10_000_000n, 30_000_000n];
const PPB = 1_000_000_000n;
/** Any amount, to ask for a fee before one is typed. */
const SAMPLE = 10n ** 12n;

export function ExchangeScreen() {
	const { t } = useTranslation("exchange");
	const listed = useTradable();
	// What was named by its number stays in the lists of this visit.
	const [found, setFound] = useState<Asset[]>([]);
	const assets = listed.data && [...listed.data, ...found];
	const onFound = (asset: Asset): void =>
		setFound((now) => [...now.filter(({ id }) => id !== asset.id), asset]);
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{assets ? (
				<Columns aside={<Markets />}>
					<Card>
						<Tabs
							label={t("title")}
							tabs={[
								{
									key: "swap",
									name: t("swap"),
									content: <Swap assets={assets} onFound={onFound} />,
								},
								{
									key: "liquidity",
									name: t("liquidity"),
									content: <Liquidity assets={assets} onFound={onFound} />,
								},
							]}
						/>
					</Card>
				</Columns>
			) : listed.isError ? (
				<Failed onRetry={() => void listed.refetch()} />
			) : (
				<Skeleton height={420} />
			)}
		</>
	);
}

/** NUT, tNUT and the tokens of communities. */
function useTradable() {
	return useChainQuery(
		["tradable"],
		async (chain): Promise<Asset[]> => {
			const next = await chain.api.query.Communities.NextCommunityId.getValue(at);
			const ids = [
				"local:1",
				...Array.from({ length: Math.min(next, 300) }, (_, id) => `local:${1_000 + id}`),
			];
			const found = await Promise.all(ids.map((id) => readAsset(chain, id as AssetId)));
			return [NATIVE, ...found.filter((asset) => asset.name !== "" || asset.id === "local:1")];
		},
		{ every: "once" },
	);
}

async function reservesOf(chain: Chain, a: AssetId, b: AssetId): Promise<[bigint, bigint] | null> {
	const result = await chain.api.view.AssetConversion.get_reserves(toTraded(a), toTraded(b), at);
	return result.success ? [result.value[0] ?? 0n, result.value[1] ?? 0n] : null;
}

/** What MAX of NUT leaves, in words; nothing for other assets. */
function useKept(fee: bigint | undefined): (id: AssetId) => string | undefined {
	const { t } = useTranslation("exchange");
	return (id) =>
		id === "native" && fee !== undefined
			? t("kept", { amount: formatAmount(fee * KEPT_FEES, NATIVE.decimals, 3) })
			: undefined;
}

interface Side {
	assets: Asset[];
	/** An asset that is not in the list was named by its number. */
	onFound: (asset: Asset) => void;
}

/** Takes a choice, and remembers what was found beyond the list first. */
function chooser(set: (id: AssetId) => void, onFound: Side["onFound"]) {
	return (id: AssetId, found?: Asset): void => {
		if (found) onFound(found);
		set(id);
	};
}

/** What a transaction of the account would cost, roughly; `undefined` until it is known. */
function useFee(
	account: string | undefined,
	key: (string | number)[],
	build: (chain: Chain, account: string) => Transaction,
	wanted: boolean,
): bigint | undefined {
	return useChainQuery(
		["fee", account, ...key],
		(chain) => build(chain, account ?? "").getEstimatedFees(account ?? ""),
		{ enabled: account !== undefined && wanted, every: "once" },
	).data;
}

/** What opening a market takes: the fee, and a deposit for each record that the market's account gets. */
async function costOfOpening(chain: Chain, pair: AssetId[]): Promise<{ fee: bigint; deposit: bigint }> {
	const { constants, query } = chain.api;
	const [fee, ofToken, ofLiquidity, tokens] = await Promise.all([
		constants.AssetConversion.PoolSetupFee(),
		constants.Assets.AssetAccountDeposit(),
		constants.PoolAssets.AssetAccountDeposit(),
		Promise.all(
			pair
				.filter((id) => id !== "native")
				.map((id) => query.Assets.Asset.getValue(assetNumber(id), at)),
		),
	]);
	// Assets that are sufficient by themselves need none.
	const records = tokens.filter((token) => !token?.is_sufficient).length;
	return { fee, deposit: ofLiquidity + BigInt(records) * ofToken };
}

interface Addition {
	first: AssetId;
	second: AssetId;
	amountA: bigint;
	amountB: bigint;
	account: string;
	/** Whether the market is to be opened first. */
	open: boolean;
}

function addition(chain: Chain, { first, second, amountA, amountB, account, open }: Addition): Transaction {
	const slack = (value: bigint): bigint => (value * 990n) / 1_000n;
	const [asset1, asset2] = [toTraded(first), toTraded(second)];
	const add = chain.api.tx.AssetConversion.add_liquidity({
		asset1,
		asset2,
		amount1_desired: amountA,
		amount2_desired: amountB,
		amount1_min: slack(amountA),
		amount2_min: slack(amountB),
		mint_to: account,
	});
	if (!open) return add;
	const create = chain.api.tx.AssetConversion.create_pool({ asset1, asset2 });
	return chain.api.tx.Utility.batch_all({
		calls: [create.decodedCall as never, add.decodedCall as never],
	});
}

function Swap({ assets, onFound }: Side) {
	const { t } = useTranslation("exchange");
	const { t: common } = useTranslation();
	const account = useAccount();
	const [from, setFrom] = useState<AssetId>("native");
	const [to, setTo] = useState<AssetId>("local:1");
	const [text, setText] = useState("");
	const [slippage, setSlippage] = useState(5_000_000n);
	const pay = assets.find((asset) => asset.id === from);
	const receive = assets.find((asset) => asset.id === to);
	const balance = useBalance(account?.address, from);
	const fee = useFee(
		account?.address,
		["swap"],
		(chain, address) =>
			chain.api.tx.AssetConversion.swap_exact_tokens_for_tokens({
				path: [toTraded("native"), toTraded("local:1")],
				amount_in: SAMPLE,
				amount_out_min: SAMPLE,
				send_to: address,
				keep_alive: true,
			}),
		from === "native",
	);
	const kept = useKept(fee);
	const max =
		from !== "native"
			? balance.data?.free
			: balance.data && fee !== undefined
				? mostNative(balance.data.free, fee)
				: undefined;
	const typed = useTypedAmount(text, pay, { most: balance.data?.free });
	const amount = typed.value;
	const quote = useChainQuery(
		["swap", from, to, amount],
		async (chain) => {
			if (from === to) return { market: false as const };
			const reserves = await reservesOf(chain, from, to);
			if (!reserves || reserves[0] === 0n) return { market: false as const };
			const out =
				amount === undefined
					? undefined
					: await chain.api.view.AssetConversion.quote_price_exact_tokens_for_tokens(
							toTraded(from),
							toTraded(to),
							amount,
							true,
							at,
						);
			return { market: true as const, reserves, out };
		},
		{ keep: true },
	);
	if (!pay || !receive) return null;
	const market = quote.data?.market ? quote.data : undefined;
	const out = market?.out;
	const least = out === undefined ? undefined : (out * (PPB - slippage)) / PPB;
	// Against the price of the reserves, before the fee.
	const fair =
		market && amount !== undefined ? (amount * market.reserves[1]) / market.reserves[0] : undefined;
	const impact =
		fair !== undefined && fair > 0n && out !== undefined ? ((fair - out) * PPB) / fair : undefined;
	const show = (value: bigint, asset: Asset) => `${formatAmount(value, asset.decimals)} ${asset.symbol}`;
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				if (amount === undefined || out === undefined || least === undefined || !account) return;
				propose({
					title: t("swapTitle", { pay: show(amount, pay), receive: show(out, receive) }),
					lines: [
						{ label: t("pay"), value: <Amount value={amount} asset={pay} /> },
						{
							label: `${t("receive")} (${t("about")})`,
							value: <Amount value={out} asset={receive} />,
							tone: "main",
						},
						{ label: t("least"), value: <Amount value={least} asset={receive} /> },
						...(impact !== undefined ? [{ label: t("impact"), value: formatPpb(impact) }] : []),
					],
					warning: impact !== undefined && impact > 50_000_000n ? t("highImpact") : undefined,
					spends: from === "native" ? amount : 0n,
					build: (chain) =>
						chain.api.tx.AssetConversion.swap_exact_tokens_for_tokens({
							path: [toTraded(from), toTraded(to)],
							amount_in: amount,
							amount_out_min: least > 0n ? least : 1n,
							send_to: account.address,
							keep_alive: from === "native",
						}),
					onSuccess: () => setText(""),
				});
			}}
		>
			<div className={styles.pair}>
				<AssetSelect
					label={t("pay")}
					value={from}
					onChange={chooser(setFrom, onFound)}
					assets={assets}
				/>
				<AmountField
					label={t("amount", { symbol: pay.symbol })}
					text={text}
					onText={setText}
					asset={pay}
					max={max}
					error={typed.error}
					hint={kept(from)}
				/>
			</div>
			<div className={styles.turn}>
				<Button
					size="small"
					onClick={() => {
						setFrom(to);
						setTo(from);
						setText("");
					}}
				>
					{t("turn")} ⇅
				</Button>
			</div>
			<div className={styles.pair}>
				<AssetSelect
					label={t("receive")}
					value={to}
					onChange={chooser(setTo, onFound)}
					assets={assets}
				/>
				<div className={styles.out} aria-live="polite">
					<span className="soft small">{t("about")}</span>
					<strong className="num">
						<Amount value={out} asset={receive} />
					</strong>
				</div>
			</div>
			{from === to ? (
				<Note tone="plain">{t("same")}</Note>
			) : quote.data && !quote.data.market ? (
				<Note tone="plain">{t("noMarket", { a: pay.symbol, b: receive.symbol })}</Note>
			) : amount !== undefined && quote.data && out === undefined && !quote.isPlaceholderData ? (
				<Note tone="loss">{t("tooLarge")}</Note>
			) : null}
			{impact !== undefined && impact > 50_000_000n ? <Note>{t("highImpact")}</Note> : null}
			{out !== undefined && least !== undefined ? (
				<dl className={styles.facts}>
					<div>
						<dt>{t("least")}</dt>
						<dd className="num">
							<Amount value={least} asset={receive} />
						</dd>
					</div>
					{impact !== undefined ? (
						<div>
							<dt>{t("impact")}</dt>
							<dd className="num">{formatPpb(impact)}</dd>
						</div>
					) : null}
				</dl>
			) : null}
			<SelectField
				label={t("slippage")}
				value={slippage.toString()}
				onChange={(event) => setSlippage(BigInt(event.target.value))}
			>
				{SLIPPAGES.map((ppb) => (
					<option key={ppb.toString()} value={ppb.toString()}>
						{formatPpb(ppb)}
					</option>
				))}
			</SelectField>
			{account ? (
				<Button
					look="main"
					size="large"
					type="submit"
					disabled={out === undefined || quote.isPlaceholderData}
				>
					{t("doSwap")}
				</Button>
			) : (
				<Button size="large" onClick={() => pickerStore.set(true)}>
					{common("account.connect")}
				</Button>
			)}
		</form>
	);
}

function Liquidity({ assets, onFound }: Side) {
	const { t } = useTranslation("exchange");
	const { t: common } = useTranslation();
	const account = useAccount();
	const [first, setFirst] = useState<AssetId>("native");
	const [second, setSecond] = useState<AssetId>("local:1");
	const [textA, setTextA] = useState("");
	const [textB, setTextB] = useState("");
	const a = assets.find((asset) => asset.id === first);
	const b = assets.find((asset) => asset.id === second);
	const balanceA = useBalance(account?.address, first);
	const balanceB = useBalance(account?.address, second);
	const market = useChainQuery(["reserves", first, second], (chain) =>
		first === second ? Promise.resolve(null) : reservesOf(chain, first, second),
	);
	const exists = useChainQuery(["marketOf", first, second], async (chain) => {
		const pools = await chain.api.query.AssetConversion.Pools.getEntries(at);
		const found = pools.find(({ keyArgs: [pair] }) => {
			const sides = (pair ?? []).map(fromTraded);
			return sides.includes(first) && sides.includes(second) && first !== second;
		});
		return found ? found.value : null;
	});
	const lp: AssetId | undefined = typeof exists.data === "number" ? `liquidity:${exists.data}` : undefined;
	const mine = useBalance(account?.address, lp);
	const lpAsset = useAsset(lp);
	const reserves = market.data;
	const funded = reserves !== undefined && reserves !== null && reserves[0] > 0n;
	const open = exists.data === null && first !== second;
	const cost = useChainQuery(
		["openCost", first, second],
		(chain) => costOfOpening(chain, [first, second]),
		{ enabled: open, every: "once" },
	).data;
	// What the chain takes beside the amounts; `undefined` until it is known.
	const besides = open ? cost && cost.fee + cost.deposit : 0n;
	const fee = useFee(
		account?.address,
		["add", open ? 1 : 0],
		(chain, address) =>
			addition(chain, {
				first: "native",
				second: "local:1",
				amountA: SAMPLE,
				amountB: SAMPLE,
				account: address,
				open,
			}),
		first === "native" || second === "native",
	);
	const kept = useKept(fee);
	const maxOf = (id: AssetId, free: bigint | undefined): bigint | undefined =>
		id !== "native"
			? free
			: free === undefined || fee === undefined || besides === undefined
				? undefined
				: mostNative(free, fee, besides);
	const limitsOf = (id: AssetId, free: bigint | undefined) => {
		if (id !== "native" || free === undefined || !besides) return { most: free };
		const most = free > besides ? free - besides : 0n;
		return {
			most,
			mostIs: t("openMost", {
				fee: `${formatAmount(besides, NATIVE.decimals)} ${NATIVE.symbol}`,
				most: `${formatAmount(most, NATIVE.decimals, NATIVE.decimals)} ${NATIVE.symbol}`,
			}),
		};
	};
	const typedA = useTypedAmount(textA, a, limitsOf(first, balanceA.data?.free));
	const typedB = useTypedAmount(textB, b, limitsOf(second, balanceB.data?.free));
	if (!a || !b) return null;
	// A market that has something fixes the second amount by its price; rounded up, as the chain asks for enough.
	const matched =
		funded && typedA.value !== undefined
			? (typedA.value * reserves[1] + reserves[0] - 1n) / reserves[0]
			: undefined;
	const amountB = funded ? matched : typedB.value;
	const lacking =
		funded && matched !== undefined && balanceB.data !== undefined && matched > balanceB.data.free;
	const show = (value: bigint, asset: Asset) => `${formatAmount(value, asset.decimals)} ${asset.symbol}`;
	const openNote =
		cost && t("openNote", { fee: show(cost.fee, NATIVE), deposit: show(cost.deposit, NATIVE) });
	return (
		<div className={styles.form}>
			<form
				className={styles.form}
				onSubmit={(event) => {
					event.preventDefault();
					const amountA = typedA.value;
					if (amountA === undefined || amountB === undefined || !account) return;
					if (besides === undefined || exists.data === undefined) return;
					const native = (first === "native" ? amountA : 0n) + (second === "native" ? amountB : 0n);
					propose({
						title: t("addTitle", { a: show(amountA, a), b: show(amountB, b) }),
						lines: [
							{ label: a.symbol, value: <Amount value={amountA} asset={a} />, tone: "main" },
							{ label: b.symbol, value: <Amount value={amountB} asset={b} />, tone: "main" },
							...(open && cost
								? [
										{
											label: t("openFee"),
											value: <Amount value={cost.fee} asset={NATIVE} />,
										},
										{
											label: t("openDeposit"),
											value: <Amount value={cost.deposit} asset={NATIVE} />,
										},
									]
								: []),
						],
						warning: open ? openNote : t("stakeNote"),
						spends: native + besides,
						build: (chain) =>
							addition(chain, {
								first,
								second,
								amountA,
								amountB,
								account: account.address,
								open,
							}),
						onSuccess: () => {
							setTextA("");
							setTextB("");
						},
					});
				}}
			>
				<div className={styles.pair}>
					<AssetSelect
						label={t("first")}
						value={first}
						onChange={chooser(setFirst, onFound)}
						assets={assets}
					/>
					<AmountField
						label={t("amount", { symbol: a.symbol })}
						text={textA}
						onText={setTextA}
						asset={a}
						max={maxOf(first, balanceA.data?.free)}
						error={typedA.error}
						hint={kept(first)}
					/>
				</div>
				<div className={styles.pair}>
					<AssetSelect
						label={t("second")}
						value={second}
						onChange={chooser(setSecond, onFound)}
						assets={assets}
					/>
					<AmountField
						label={t("amount", { symbol: b.symbol })}
						text={
							funded ? (matched === undefined ? "" : exactAmount(matched, b.decimals)) : textB
						}
						onText={setTextB}
						asset={b}
						max={maxOf(second, balanceB.data?.free)}
						disabled={funded}
						hint={funded ? undefined : kept(second)}
						error={
							lacking
								? common("amount.aboveBalance", { most: show(balanceB.data?.free ?? 0n, b) })
								: typedB.error
						}
					/>
				</div>
				{first === second ? <Note tone="plain">{t("same")}</Note> : null}
				{open && openNote ? <Note>{openNote}</Note> : null}
				{account ? (
					<Button
						look="main"
						size="large"
						type="submit"
						disabled={
							first === second ||
							typedA.value === undefined ||
							amountB === undefined ||
							lacking ||
							besides === undefined ||
							exists.data === undefined
						}
					>
						{t("add")}
					</Button>
				) : (
					<Button size="large" onClick={() => pickerStore.set(true)}>
						{common("account.connect")}
					</Button>
				)}
			</form>
			{account && lp && lpAsset.data && mine.data && mine.data.free > 0n ? (
				<Remove
					first={first}
					second={second}
					token={lpAsset.data}
					owned={mine.data.free}
					account={account.address}
				/>
			) : null}
		</div>
	);
}

function Remove({
	first,
	second,
	token,
	owned,
	account,
}: {
	first: AssetId;
	second: AssetId;
	token: Asset;
	owned: bigint;
	account: string;
}) {
	const { t } = useTranslation("exchange");
	const [text, setText] = useState("");
	const typed = useTypedAmount(text, token, { most: owned });
	return (
		<form
			className={styles.form}
			onSubmit={(event) => {
				event.preventDefault();
				const amount = typed.value;
				if (amount === undefined) return;
				propose({
					title: t("removeTitle", {
						amount: `${formatAmount(amount, token.decimals)} ${token.symbol}`,
					}),
					lines: [
						{ label: t("remove"), value: <Amount value={amount} asset={token} />, tone: "main" },
					],
					build: async (chain) => {
						const reserves = await reservesOf(chain, first, second);
						const id = Number(token.id.split(":")[1]);
						const details = (await chain.unsafe.query.PoolAssets?.Asset?.getValue(id, at)) as
							{ supply: bigint } | undefined;
						const supply = details?.supply ?? 0n;
						const least = (reserve: bigint): bigint =>
							supply === 0n ? 1n : (((reserve * amount) / supply) * 990n) / 1_000n;
						return chain.api.tx.AssetConversion.remove_liquidity({
							asset1: toTraded(first),
							asset2: toTraded(second),
							lp_token_burn: amount,
							amount1_min_receive: least(reserves?.[0] ?? 0n),
							amount2_min_receive: least(reserves?.[1] ?? 0n),
							withdraw_to: account,
						});
					},
					onSuccess: () => setText(""),
				});
			}}
		>
			<h2>{t("yours")}</h2>
			<AmountField
				label={t("remove")}
				text={text}
				onText={setText}
				asset={token}
				max={owned}
				error={typed.error}
				hint={t("stakeNote")}
			/>
			<Button type="submit" disabled={typed.value === undefined}>
				{t("remove")}
			</Button>
		</form>
	);
}

function Markets() {
	const { t } = useTranslation("exchange");
	const markets = useChainQuery(["markets"], async (chain) => {
		const pools = await chain.api.query.AssetConversion.Pools.getEntries(at);
		return Promise.all(
			pools.slice(0, 100).map(async ({ keyArgs: [pair], value }) => {
				const [a, b] = (pair ?? []).map(fromTraded);
				const [metaA, metaB, reserves] = await Promise.all([
					readAsset(chain, a ?? "native"),
					readAsset(chain, b ?? "native"),
					reservesOf(chain, a ?? "native", b ?? "native"),
				]);
				return { id: value, a: metaA, b: metaB, reserves };
			}),
		);
	});
	return (
		<Card title={t("markets")} flush>
			{markets.data === undefined && markets.isError ? (
				<Failed onRetry={() => void markets.refetch()} />
			) : markets.data === undefined ? (
				<Skeleton height={140} />
			) : markets.data.length === 0 ? (
				<Empty title={t("noMarkets")}>{t("noMarketsText")}</Empty>
			) : (
				<Table
					caption={t("markets")}
					rows={markets.data}
					rowKey={(row) => row.id}
					columns={[
						{
							key: "market",
							head: t("market"),
							cell: (row) => `${row.a.symbol} / ${row.b.symbol}`,
						},
						{
							key: "reserves",
							head: t("reserves"),
							number: true,
							cell: (row) => (
								<>
									<Amount value={row.reserves?.[0]} asset={row.a} places={2} />
									<br />
									<Amount value={row.reserves?.[1]} asset={row.b} places={2} />
								</>
							),
						},
					]}
				/>
			)}
		</Card>
	);
}
