import { useTranslation } from "react-i18next";
import { NATIVE, useAsset, type Asset, type AssetId, type Unit } from "@/chain/assets";
import { formatAmount, formatExact } from "@/lib/amount";
import { Tip } from "./Tip";
import styles from "./Amount.module.css";

/**
 * An amount with its symbol: at most four decimals, the exact value on demand. `undefined` is N/A (unknown), which
 * is not 0.
 */
export function Amount({
	value,
	asset,
	places = 4,
	sign = false,
	plain = false,
}: {
	value: bigint | undefined | null;
	asset: AssetId | Asset | Unit;
	places?: number;
	/** Writes the sign also before a gain. */
	sign?: boolean;
	/** Without the exact value on demand: inside links and buttons. */
	plain?: boolean;
}) {
	const { t } = useTranslation();
	const known = typeof asset === "object" ? asset : undefined;
	const read = useAsset(known ? undefined : (asset as AssetId));
	const meta = known ?? (asset === "native" ? NATIVE : read.data);
	if (value === undefined || value === null || !meta) {
		return <span className={styles.unknown}>{t("unknown")}</span>;
	}
	const text = formatAmount(value, meta.decimals, places);
	const exact = formatExact(value, meta.decimals);
	const body = (
		<>
			{sign && value > 0n ? "+" : ""}
			{text}
			<span className={styles.symbol}> {meta.symbol}</span>
		</>
	);
	if (plain || text === exact) return <span className={styles.amount}>{body}</span>;
	return (
		<Tip text={`${exact} ${meta.symbol}`}>
			<span className={styles.amount}>{body}</span>
		</Tip>
	);
}
