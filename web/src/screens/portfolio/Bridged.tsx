import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAsset, useBalance } from "@/chain/assets";
import { TSTEEM, useBound, useDelayed, useGateway, useOpenWithdrawals } from "@/chain/steem";
import { Amount } from "@/components/Amount";
import { buttonClass } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { STEEM, VESTS } from "@/lib/steem";

/**
 * What an account has over the bridge, and on its way, as the chain has it. Nothing is shown before the bridge is there,
 * or to whom it does not concern.
 */
export function Bridged({ account }: { account: string }) {
	const { t } = useTranslation("portfolio");
	const gateway = useGateway().data;
	const token = useAsset(gateway?.account === undefined ? undefined : TSTEEM).data;
	const held = useBalance(account, token ? TSTEEM : undefined).data?.free ?? 0n;
	const delayed = useDelayed(account).data ?? [];
	const open = useOpenWithdrawals(account).data ?? [];
	const bound = useBound(account).data ?? [];
	const sum = (amounts: bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
	const coming = sum(delayed.map((one) => one.amount));
	const going = sum(open.map((one) => one.amount));
	const delegated = sum(
		bound.flatMap((one) => one.delegations.map((delegation) => delegation.delegation.amount)),
	);
	if (!token || (held === 0n && coming === 0n && going === 0n && bound.length === 0)) return null;
	return (
		<Card
			title={t("bridged.title")}
			aside={
				<Link to="/bridge" className={buttonClass("plain", "small")}>
					{t("bridged.to")}
				</Link>
			}
		>
			<Stats>
				<Stat label={t("bridged.held")}>
					<Amount value={held} asset={token} places={3} />
				</Stat>
				<Stat label={t("bridged.coming")}>
					<Amount value={coming} asset={token} places={3} />
				</Stat>
				<Stat label={t("bridged.going")}>
					<Amount value={going} asset={STEEM} places={3} />
				</Stat>
				{bound.length > 0 ? (
					<Stat label={t("bridged.delegated")} note={bound.map((one) => `@${one.name}`).join(", ")}>
						<Amount value={delegated} asset={VESTS} places={2} />
					</Stat>
				) : null}
			</Stats>
		</Card>
	);
}
