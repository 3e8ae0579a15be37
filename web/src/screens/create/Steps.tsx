import { useTranslation } from "react-i18next";
import { useChainQuery } from "@/chain/hooks";
import { fromTraded, readAsset, type AssetId } from "@/chain/assets";
import type { Chain } from "@/chain/connection";
import { AmountField } from "@/components/AmountField";
import { AssetSelect } from "@/components/AssetSelect";
import { Button } from "@/components/Button";
import { FieldButton, SelectField, TextArea, TextField } from "@/components/Field";
import { SpanField } from "@/components/SpanField";
import { Note } from "@/components/States";
import { formatAmount, parseAmount, parsePercent } from "@/lib/amount";
import { byteLength, fromBytes, shown } from "@/lib/text";
import {
	decimalsOf,
	EMPTY_POOL,
	homeLiquidity,
	perBlockOf,
	withTemplate,
	type Draft,
	type Limits,
	type PoolDraft,
	type Stakeable,
	takesAsset,
} from "./draft";
import styles from "./Create.module.css";

interface StepProps {
	draft: Draft;
	set: (change: Partial<Draft>) => void;
	touch: (field: string) => void;
	errorOf: (field: string) => string | undefined;
	limits: Limits;
}

/** Liquidity tokens that can be staked. */
async function liquidityTokens(chain: Chain): Promise<Stakeable[]> {
	const pools = await chain.api.query.AssetConversion.Pools.getEntries({ at: "best" });
	return Promise.all(
		pools.map(async ({ keyArgs: [pair], value }) => {
			const [a, b] = (pair ?? []).map(fromTraded);
			const sides: [AssetId, AssetId] = [a ?? "native", b ?? "native"];
			const assets = await Promise.all(sides.map((side) => readAsset(chain, side)));
			return {
				id: `liquidity:${value}` as const,
				symbol: `${assets.map(({ symbol }) => symbol).join("/")} LP`,
				pair: sides,
			};
		}),
	);
}

export function useStakeable() {
	return useChainQuery(
		["stakeables"],
		async (chain): Promise<Stakeable[]> => {
			const next = await chain.api.query.Communities.NextCommunityId.getValue({ at: "best" });
			const tokens = await chain.api.query.Assets.Metadata.getValues(
				Array.from({ length: Math.min(next, 200) }, (_, id) => [1_000 + id] as [number]),
				{ at: "best" },
			);
			const communityTokens = tokens.flatMap((metadata, id) =>
				metadata.symbol.length > 0
					? [
							{
								id: `local:${1_000 + id}` as AssetId,
								symbol: shown(fromBytes(metadata.symbol), 12) || `#${1_000 + id}`,
							},
						]
					: [],
			);
			return [
				{ id: "local:1" as AssetId, symbol: "tNUT" },
				...(await liquidityTokens(chain)),
				...communityTokens,
			];
		},
		{ every: "once" },
	);
}

export function ProfileStep({ draft, set, touch, errorOf, me }: StepProps & { me: string }) {
	const { t } = useTranslation("create");
	const assets = useStakeable();
	const liquidity = assets.data && homeLiquidity(assets.data);
	const text = (field: "name" | "website" | "logo", most: number, hint?: string) => (
		<TextField
			label={t(field)}
			value={draft[field]}
			onChange={(event) => set({ [field]: event.target.value })}
			onBlur={() => touch(field)}
			error={errorOf(field)}
			hint={hint}
			maxLength={1_000}
			aside={
				byteLength(draft[field]) > most / 2
					? t("bytes", { have: byteLength(draft[field].trim()), most })
					: undefined
			}
		/>
	);
	return (
		<>
			<fieldset className={styles.templates}>
				<legend>{t("template.label")}</legend>
				{(["savings", "liquidity", "rewards", "delegation"] as const).map((template) => (
					<button
						key={template}
						type="button"
						className={styles.template}
						aria-pressed={draft.template === template}
						// What it fills in depends on which markets there are.
						disabled={template === "liquidity" && assets.isPending}
						onClick={() => set(withTemplate(draft, template, liquidity, me))}
					>
						<strong>{t(`template.${template}`)}</strong>
						<span className="soft small">
							{template === "liquidity" && assets.data && !liquidity
								? t("template.liquidityNone")
								: t(`template.${template}Text`)}
						</span>
					</button>
				))}
			</fieldset>
			{text("name", 64)}
			<TextArea
				label={t("description")}
				value={draft.description}
				onChange={(event) => set({ description: event.target.value })}
				onBlur={() => touch("description")}
				error={errorOf("description")}
				maxLength={2_000}
				aside={t("bytes", { have: byteLength(draft.description.trim()), most: 512 })}
			/>
			{text("website", 256, t("linkHint"))}
			{text("logo", 256, t("logoHint"))}
		</>
	);
}

export function TokenStep({ draft, set, touch, errorOf }: StepProps) {
	const { t } = useTranslation("create");
	const asset = draftAsset(draft);
	return (
		<>
			<div className={styles.pair}>
				<TextField
					label={t("tokenName")}
					value={draft.tokenName}
					onChange={(event) => set({ tokenName: event.target.value })}
					onBlur={() => touch("tokenName")}
					error={errorOf("tokenName")}
					maxLength={200}
				/>
				<TextField
					label={t("symbol")}
					value={draft.symbol}
					onChange={(event) => set({ symbol: event.target.value })}
					onBlur={() => touch("symbol")}
					error={errorOf("symbol")}
					hint={t("symbolHint")}
					maxLength={100}
				/>
			</div>
			<Amounted
				label={t("premint")}
				field="premint"
				{...{ draft, set, touch, errorOf, asset }}
				hint={t("premintHint")}
			/>
			<Amounted
				label={t("maxSupply")}
				field="maxSupply"
				{...{ draft, set, touch, errorOf, asset }}
				hint={t("maxSupplyHint")}
			/>
			<TextField
				label={t("decimals")}
				value={draft.decimals}
				inputMode="numeric"
				maxLength={4}
				onChange={(event) => set({ decimals: event.target.value })}
				onBlur={() => touch("decimals")}
				error={errorOf("decimals")}
				hint={t("decimalsHint")}
			/>
		</>
	);
}

function draftAsset(draft: Draft) {
	return {
		id: "local:0" as AssetId,
		symbol: draft.symbol.trim() || "…",
		name: "",
		decimals: decimalsOf(draft) ?? 12,
	};
}

function Amounted({
	label,
	field,
	draft,
	set,
	touch,
	errorOf,
	asset,
	hint,
}: Omit<StepProps, "limits"> & {
	label: string;
	field: "premint" | "maxSupply" | "firstPerDay";
	asset: ReturnType<typeof draftAsset>;
	hint?: React.ReactNode;
}) {
	return (
		<div onBlur={() => touch(field)}>
			<AmountField
				label={label}
				text={draft[field]}
				onText={(value) => set({ [field]: value })}
				asset={asset}
				error={errorOf(field)}
				hint={hint}
			/>
		</div>
	);
}

export function DistributionStep({ draft, set, touch, errorOf, limits }: StepProps) {
	const { t } = useTranslation("create");
	const asset = draftAsset(draft);
	const rate = (text: string): string | undefined => {
		const parsed = parseAmount(text, asset.decimals);
		return parsed.ok
			? t("perBlock", {
					amount: formatAmount(perBlockOf(parsed.value, limits.slotMillis), asset.decimals, 6),
					symbol: asset.symbol,
				})
			: undefined;
	};
	return (
		<>
			<SelectField
				label={t("curve")}
				value={draft.curve}
				onChange={(event) => set({ curve: event.target.value as Draft["curve"] })}
			>
				<option value="halving">{t("curveHalving")}</option>
				<option value="steps">{t("curveSteps")}</option>
			</SelectField>
			<SpanField
				label={t("startsIn")}
				value={draft.startsIn}
				onChange={(startsIn) => set({ startsIn })}
				onBlur={() => touch("startsIn")}
				error={errorOf("startsIn")}
			/>
			{draft.curve === "halving" ? (
				<>
					<Amounted
						label={t("firstPerDay")}
						field="firstPerDay"
						{...{ draft, set, touch, errorOf, asset }}
						hint={rate(draft.firstPerDay)}
					/>
					<div className={styles.pair}>
						<SpanField
							label={t("halvesEvery")}
							value={draft.halvesEvery}
							onChange={(halvesEvery) => set({ halvesEvery })}
							onBlur={() => touch("halvesEvery")}
							error={errorOf("halvesEvery")}
						/>
						<TextField
							label={t("halvings")}
							value={draft.halvings}
							inputMode="numeric"
							maxLength={4}
							onChange={(event) => set({ halvings: event.target.value })}
							onBlur={() => touch("halvings")}
							error={errorOf("halvings")}
						/>
					</div>
				</>
			) : (
				<>
					{draft.steps.map((step, index) => {
						const change = (part: Partial<(typeof draft.steps)[number]>) =>
							set({
								steps: draft.steps.map((one, at) =>
									at === index ? { ...one, ...part } : one,
								),
							});
						return (
							<fieldset key={index} className={styles.group}>
								<legend>
									{t("step", { n: index + 1 })}
									{draft.steps.length > 1 ? (
										<Button
											look="quiet"
											size="small"
											onClick={() =>
												set({ steps: draft.steps.filter((_, at) => at !== index) })
											}
										>
											{t("remove")}
										</Button>
									) : null}
								</legend>
								<div className={styles.pair}>
									<SpanField
										label={t("length")}
										value={step.length}
										onChange={(length) => change({ length })}
										onBlur={() => touch(`steps.${index}.length`)}
										error={errorOf(`steps.${index}.length`)}
									/>
									<div onBlur={() => touch(`steps.${index}.perDay`)}>
										<AmountField
											label={t("perDay")}
											text={step.perDay}
											onText={(perDay) => change({ perDay })}
											asset={asset}
											error={errorOf(`steps.${index}.perDay`)}
											hint={rate(step.perDay)}
										/>
									</div>
								</div>
							</fieldset>
						);
					})}
					{draft.steps.length < 32 ? (
						<Button
							onClick={() =>
								set({
									steps: [
										...draft.steps,
										{ length: { count: "30", unit: "days" }, perDay: "" },
									],
								})
							}
						>
							{t("addStep")}
						</Button>
					) : null}
				</>
			)}
		</>
	);
}

export function PoolsStep({ draft, set, touch, errorOf }: StepProps) {
	const { t } = useTranslation("create");
	const sum = [draft.fundShare, ...draft.pools.map((pool) => pool.weight)].reduce((total, text) => {
		const parsed = parsePercent(text);
		return total + (parsed.ok ? parsed.value : 0n);
	}, 0n);
	const change = (index: number, part: Partial<PoolDraft>) =>
		set({ pools: draft.pools.map((pool, at) => (at === index ? { ...pool, ...part } : pool)) });
	return (
		<>
			<TextField
				label={t("fundShare")}
				value={draft.fundShare}
				unit="%"
				inputMode="decimal"
				maxLength={16}
				onChange={(event) => set({ fundShare: event.target.value })}
				onBlur={() => touch("fundShare")}
				error={errorOf("fundShare")}
				hint={t("fundShareHint")}
			/>
			{draft.pools.map((pool, index) => (
				<fieldset key={index} className={styles.group}>
					<legend>
						{t("pool", { n: index + 1 })}
						<Button
							look="quiet"
							size="small"
							onClick={() => set({ pools: draft.pools.filter((_, at) => at !== index) })}
						>
							{t("remove")}
						</Button>
					</legend>
					<PoolFields
						pool={pool}
						change={(part) => change(index, part)}
						touch={(field) => touch(`pools.${index}.${field}`)}
						errorOf={(field) => errorOf(`pools.${index}.${field}`)}
						rest={() => {
							const mine = parsePercent(pool.weight);
							const others = sum - (mine.ok ? mine.value : 0n);
							if (others <= 1_000_000_000n)
								change(index, { weight: formatAmount(1_000_000_000n - others, 7, 7) });
						}}
					/>
				</fieldset>
			))}
			<div className={styles.sum}>
				{draft.pools.length < 32 ? (
					<Button onClick={() => set({ pools: [...draft.pools, { ...EMPTY_POOL, weight: "0" }] })}>
						{t("addPool")}
					</Button>
				) : null}
				<span className={`num ${sum === 1_000_000_000n ? styles.whole : styles.notWhole}`}>
					{t("sum", { sum: formatAmount(sum, 7, 4) })}
				</span>
			</div>
			<SpanField
				label={t("notice")}
				value={draft.notice}
				onChange={(notice) => set({ notice })}
				onBlur={() => touch("notice")}
				error={errorOf("notice")}
				hint={t("noticeHint")}
			/>
		</>
	);
}

/** The fields of one pool; the owner's page uses them too. */
export function PoolFields({
	pool,
	change,
	touch,
	errorOf,
	rest,
	withWeight = true,
}: {
	pool: PoolDraft;
	change: (part: Partial<PoolDraft>) => void;
	touch: (field: string) => void;
	errorOf: (field: string) => string | undefined;
	rest?: () => void;
	withWeight?: boolean;
}) {
	const { t } = useTranslation("create");
	const { t: steem } = useTranslation("delegation");
	const assets = useStakeable();
	const fund = parsePercent(pool.toFund);
	return (
		<>
			<div className={styles.pair}>
				<SelectField
					label={t("kind")}
					value={pool.kind}
					onChange={(event) => {
						const kind = event.target.value as PoolDraft["kind"];
						change({
							kind,
							terms:
								kind === "Term" && pool.terms.length === 0
									? [{ length: { count: "30", unit: "days" }, multiplier: "1" }]
									: pool.terms,
						});
					}}
				>
					<option value="Asset">{t("kinds.Asset")}</option>
					<option value="Term">{t("kinds.Term")}</option>
					<option value="Delegation">{t("kinds.Delegation")}</option>
					<option value="Contribution">{t("kinds.Contribution")}</option>
				</SelectField>
				{withWeight ? (
					<TextField
						label={t("weight")}
						value={pool.weight}
						unit="%"
						inputMode="decimal"
						maxLength={16}
						onChange={(event) => change({ weight: event.target.value })}
						onBlur={() => touch("weight")}
						error={errorOf("weight")}
						button={
							rest ? (
								<FieldButton onClick={rest} aria-label={t("rest")} title={t("rest")}>
									→100
								</FieldButton>
							) : undefined
						}
					/>
				) : null}
			</div>
			{pool.kind === "Delegation" ? (
				<Note tone="plain">{steem("tie.manage")}</Note>
			) : takesAsset(pool) ? (
				<div className={styles.pair}>
					<AssetSelect
						label={t("asset")}
						value={pool.asset}
						onChange={(asset) => change({ asset })}
						assets={assets.data ?? [{ id: "local:1", symbol: "tNUT" }]}
						error={errorOf("asset")}
					/>
					{pool.asset === "local:1" ? (
						<TextField
							label={t("toFund")}
							value={pool.toFund}
							unit="%"
							inputMode="decimal"
							maxLength={16}
							onChange={(event) => change({ toFund: event.target.value })}
							onBlur={() => touch("toFund")}
							error={errorOf("toFund")}
							hint={
								fund.ok
									? t("toFundHint", {
											fund: formatAmount(fund.value, 7, 4),
											stakers: formatAmount(1_000_000_000n - fund.value, 7, 4),
										})
									: undefined
							}
						/>
					) : null}
				</div>
			) : (
				<TextArea
					label={t("signers")}
					value={pool.signers}
					rows={3}
					maxLength={1_000}
					onChange={(event) => change({ signers: event.target.value })}
					onBlur={() => touch("signers")}
					error={errorOf("signers")}
					hint={t("signersHint")}
				/>
			)}
			{pool.kind === "Term" ? (
				<>
					{pool.terms.map((term, at) => {
						const set = (part: Partial<(typeof pool.terms)[number]>) =>
							change({
								terms: pool.terms.map((one, index) =>
									index === at ? { ...one, ...part } : one,
								),
							});
						return (
							<div key={at} className={styles.term}>
								<SpanField
									label={t("length")}
									value={term.length}
									onChange={(length) => set({ length })}
									onBlur={() => touch(`terms.${at}.length`)}
									error={errorOf(`terms.${at}.length`)}
								/>
								<TextField
									label={t("multiplier")}
									unit="×"
									inputMode="decimal"
									maxLength={16}
									value={term.multiplier}
									onChange={(event) => set({ multiplier: event.target.value })}
									onBlur={() => touch(`terms.${at}.multiplier`)}
									error={errorOf(`terms.${at}.multiplier`)}
								/>
								<Button
									look="quiet"
									size="small"
									onClick={() =>
										change({ terms: pool.terms.filter((_, index) => index !== at) })
									}
								>
									{t("remove")}
								</Button>
							</div>
						);
					})}
					{pool.terms.length < 8 ? (
						<div>
							<Button
								size="small"
								onClick={() =>
									change({
										terms: [
											...pool.terms,
											{ length: { count: "90", unit: "days" }, multiplier: "1.5" },
										],
									})
								}
							>
								{t("addTerm")}
							</Button>
						</div>
					) : null}
				</>
			) : null}
		</>
	);
}
