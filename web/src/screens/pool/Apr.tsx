import { useTranslation } from "react-i18next";
import { useApr } from "@/chain/apr";
import type { Community } from "@/chain/community";
import type { PoolRecord } from "@/chain/types";
import { formatAmount, formatPpb } from "@/lib/amount";

/** The yearly rate in a list: a percentage, or tokens per unit where there is no price, or N/A. */
export function AprShort({ community, pool }: { community: Community; pool: PoolRecord }) {
	const { t } = useTranslation();
	const { t: p } = useTranslation("pool");
	const apr = useApr(community, pool);
	if (!apr.data) return <span className="soft">{apr.isPending ? "…" : t("unknown")}</span>;
	if (apr.data.total !== undefined) return <>{formatPpb(apr.data.total, 1)}</>;
	if (apr.data.tokens !== undefined && community.asset) {
		return (
			<>
				{p("apr.tokensShort", {
					amount: formatAmount(apr.data.tokens, community.asset.decimals, 2),
					symbol: community.asset.symbol,
				})}
			</>
		);
	}
	return <span className="soft">{t("unknown")}</span>;
}
