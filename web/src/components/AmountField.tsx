import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "@/chain/assets";
import { exactAmount, formatAmount, parseAmount } from "@/lib/amount";
import { FieldButton, TextField } from "./Field";

export interface TypedAmount {
	/** The amount, if it can be used. */
	value: bigint | undefined;
	/** What is wrong with it; nothing while the field is empty. */
	error: string | undefined;
}

/** Checks a typed amount against what is there. The text stays what was typed, whatever is wrong with it. */
export function useTypedAmount(
	text: string,
	asset: Unit | undefined,
	limits: { most?: bigint | undefined; least?: bigint | undefined; mostIs?: string } = {},
): TypedAmount {
	const { t } = useTranslation("common");
	if (!asset) return { value: undefined, error: undefined };
	const parsed = parseAmount(text, asset.decimals);
	if (!parsed.ok) {
		const error =
			parsed.problem === "empty"
				? undefined
				: t(`amount.${parsed.problem}`, { decimals: asset.decimals, symbol: asset.symbol });
		return { value: undefined, error };
	}
	const show = (value: bigint) => `${formatAmount(value, asset.decimals, asset.decimals)} ${asset.symbol}`;
	if (parsed.value === 0n) return { value: undefined, error: t("amount.zero") };
	if (limits.most !== undefined && parsed.value > limits.most) {
		return {
			value: undefined,
			error: limits.mostIs ?? t("amount.aboveBalance", { most: show(limits.most) }),
		};
	}
	if (limits.least !== undefined && parsed.value < limits.least) {
		return { value: undefined, error: t("amount.belowLeast", { least: show(limits.least) }) };
	}
	return { value: parsed.value, error: undefined };
}

/** A field for an amount, with the balance beside its name and MAX inside. */
export function AmountField({
	label,
	text,
	onText,
	asset,
	max,
	maxLabel,
	error,
	hint,
	disabled,
}: {
	label: ReactNode;
	text: string;
	onText: (text: string) => void;
	asset: Unit | undefined;
	/** What MAX enters. */
	max?: bigint | undefined;
	maxLabel?: string;
	error?: string | undefined;
	hint?: ReactNode;
	disabled?: boolean;
}) {
	const { t } = useTranslation("common");
	return (
		<TextField
			label={label}
			value={text}
			onChange={(event) => onText(event.target.value)}
			inputMode="decimal"
			placeholder="0"
			maxLength={120}
			disabled={disabled}
			error={error}
			hint={hint}
			aside={
				max !== undefined && asset
					? `${maxLabel ?? t("amount.available")} ${formatAmount(max, asset.decimals)} ${asset.symbol}`
					: undefined
			}
			unit={asset?.symbol}
			button={
				max !== undefined && asset ? (
					<FieldButton
						disabled={disabled || max === 0n}
						onClick={() => onText(exactAmount(max, asset.decimals))}
						aria-label={t("amount.maxOf", {
							label: typeof label === "string" ? label : asset.symbol,
						})}
					>
						{t("amount.max")}
					</FieldButton>
				) : undefined
			}
		/>
	);
}
