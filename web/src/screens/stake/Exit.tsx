import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { useAccount } from "@/chain/accounts";
import { LIQUID_STAKING, NATIVE, toTraded, useAsset, useBalance } from "@/chain/assets";
import { timeOfEra, useEras, useLimits, useQuote, useRequests } from "@/chain/liquid";
import { Amount } from "@/components/Amount";
import { AmountField, useTypedAmount } from "@/components/AmountField";
import { Button, buttonClass } from "@/components/Button";
import { Note } from "@/components/States";
import { formatAmount, formatPpb, mulDiv } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { propose, type ReviewLine } from "@/tx/engine";
import styles from "./StakeScreen.module.css";

type Way = "instant" | "market" | "queue";

/** The market's price may move this much between the quote and the block, ppb; below, the sale is not made. */
const TOLERANCE = 5_000_000n;
const WHOLE = 1_000_000_000n;

interface Offer {
	way: Way;
	/** Planck of NUT; `undefined` while this way is closed for the amount. */
	receives: bigint | undefined;
	/** Why it is closed. */
	why?: ReactNode;
	when: ReactNode;
	cost: ReactNode;
}

export function Exit({
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
	const clock = useClock();
	const account = useAccount();
	const token = useAsset(LIQUID_STAKING).data;
	const balance = useBalance(account?.address, LIQUID_STAKING).data;
	const requests = useRequests(account?.address).data;
	const limits = useLimits().data;
	const eras = useEras().data;
	const [chosen, setChosen] = useState<Way>("queue");
	const [asked, setAsked] = useState(false);
	const typed = useTypedAmount(text, token, { most: balance?.free });
	const read = useQuote(typed.value);
	const amount = typed.value;
	const fresh = read.data?.amount === amount ? read.data : undefined;
	const quote = amount !== undefined ? fresh?.quote : undefined;

	const era = quote?.expected_era;
	const seen = clock.now === undefined ? undefined : clock.timeOf(clock.now);
	const date =
		era !== undefined && eras && seen !== undefined ? clock.date(timeOfEra(eras, era, seen)) : undefined;
	const tooSmall =
		limits !== undefined &&
		amount !== undefined &&
		amount < limits.minRedeem &&
		balance !== undefined &&
		amount < balance.free;
	const tooMany = limits !== undefined && requests !== undefined && requests.length >= limits.maxRequests;
	const each = (received: bigint): string =>
		t("exit.each", { price: formatAmount(mulDiv(received, 10n ** 12n, amount || 1n), 12) });

	const offers: Offer[] = [
		{
			way: "instant",
			receives: quote?.instant?.received,
			when: t("exit.atOnce"),
			cost: quote?.instant
				? t("exit.fee", {
						fee: formatAmount(quote.instant.fee, 12),
						rate: formatPpb(
							mulDiv(
								quote.instant.fee,
								WHOLE,
								quote.instant.received + quote.instant.fee || 1n,
							),
						),
					})
				: t("exit.feeRange"),
			...(quote && !quote.instant ? { why: t("exit.noBuffer") } : {}),
		},
		{
			way: "market",
			receives: quote?.market,
			when: t("exit.atOnce"),
			cost: quote?.market !== undefined ? each(quote.market) : t("exit.marketCost"),
			...(quote && quote.market === undefined ? { why: t("exit.noMarket") } : {}),
		},
		{
			way: "queue",
			receives: tooSmall || tooMany || (quote && era === undefined) ? undefined : quote?.queue_receives,
			when: date ? t("exit.about", { date }) : t("exit.queueWhen"),
			cost: quote
				? quote.queue_receives === amount
					? t("exit.oneToOne")
					: each(quote.queue_receives)
				: t("exit.oneToOne"),
			...(tooMany
				? { why: t("exit.tooMany", { most: limits?.maxRequests }) }
				: tooSmall
					? { why: t("exit.tooSmall", { least: formatAmount(limits?.minRedeem ?? 0n, 12) }) }
					: quote && era === undefined
						? { why: t("exit.waits") }
						: {}),
		},
	];
	const offer = offers.find((one) => one.way === chosen);
	const best = offers.reduce<bigint>(
		(most, one) => (one.receives !== undefined && one.receives > most ? one.receives : most),
		0n,
	);

	const submit = (): void => {
		if (amount === undefined || !offer || offer.receives === undefined || !token || !account) return;
		const receives = offer.receives;
		const atLeast = chosen === "market" ? mulDiv(receives, WHOLE - TOLERANCE, WHOLE) : receives;
		const shown = `${formatAmount(amount, token.decimals)} ${token.symbol}`;
		const lines: ReviewLine[] = [
			{ label: t("exit.give"), value: <Amount value={amount} asset={token} places={12} /> },
			{
				label: t("exit.receive"),
				value: <Amount value={receives} asset={NATIVE} places={6} />,
				tone: "main",
			},
		];
		if (chosen === "queue") {
			lines.push({ label: t("exit.when"), value: offer.when });
			lines.push({
				label: t("exit.ahead"),
				value: <Amount value={quote?.ahead} asset={token} />,
			});
		} else {
			lines.push({
				label: t("exit.atLeast"),
				value: <Amount value={atLeast} asset={NATIVE} places={6} />,
			});
		}
		propose({
			title: t(`exit.title.${chosen}`, { amount: shown }),
			lines,
			warning: chosen === "queue" ? t("exit.queueWarning") : t("exit.firm"),
			build: (chain) =>
				chosen === "queue"
					? chain.api.tx.LiquidStaking.redeem({ amount })
					: chosen === "instant"
						? chain.api.tx.LiquidStaking.redeem_instantly({ amount, min_received: atLeast })
						: chain.api.tx.AssetConversion.swap_exact_tokens_for_tokens({
								path: [toTraded(LIQUID_STAKING), toTraded("native")],
								amount_in: amount,
								amount_out_min: atLeast,
								send_to: account.address,
								keep_alive: false,
							}),
			onSuccess: () => {
				onDone(text);
				setAsked(chosen === "queue");
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
			<AmountField
				label={t("exit.give")}
				text={text}
				onText={onText}
				asset={token}
				max={balance?.free}
				error={typed.error}
				hint={t("exit.stakedFirst")}
			/>
			<fieldset className={styles.ways}>
				<legend className={styles.legend}>{t("exit.how")}</legend>
				{offers.map((one) => (
					<label key={one.way} className={styles.way}>
						<input
							type="radio"
							name="way"
							value={one.way}
							checked={chosen === one.way}
							onChange={() => setChosen(one.way)}
						/>
						<span className={styles.wayText}>
							<span className={styles.wayName}>
								<strong>{t(`exit.way.${one.way}`)}</strong>
								{one.receives !== undefined && one.receives === best ? (
									<span className={styles.best}>{t("exit.best")}</span>
								) : null}
							</span>
							<span className="soft small">
								{one.why ? (
									<span className={styles.why}>{one.why}</span>
								) : (
									<>
										{one.when} · {one.cost}
									</>
								)}
							</span>
						</span>
						<span className={`num ${styles.wayValue}`}>
							{amount === undefined ? (
								<span className="soft">–</span>
							) : one.why ? (
								<span className="soft">{common("unknown")}</span>
							) : one.receives === undefined ? (
								<span className="soft">…</span>
							) : (
								<Amount value={one.receives} asset={NATIVE} plain />
							)}
						</span>
					</label>
				))}
			</fieldset>
			{read.isError && amount !== undefined ? <Note tone="loss">{common("failed.text")}</Note> : null}
			{account ? (
				<Button
					look="main"
					size="large"
					type="submit"
					disabled={amount === undefined || offer?.receives === undefined}
				>
					{t(`exit.action.${chosen}`)}
				</Button>
			) : (
				<Button look="main" size="large" onClick={() => pickerStore.set(true)}>
					{common("account.connect")}
				</Button>
			)}
			{asked ? (
				<div aria-live="polite">
					<Note
						tone="gain"
						action={
							<Link to="/redemptions" className={buttonClass("plain", "small")}>
								{t("exit.follow")}
							</Link>
						}
					>
						{t("exit.asked")}
					</Note>
				</div>
			) : null}
		</form>
	);
}
