import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { NATIVE, type Unit } from "@/chain/assets";
import { curveOf, rateAt, usePosition, type Community } from "@/chain/community";
import type { PoolRecord, PositionView } from "@/chain/types";
import { pickerStore } from "@/app/picker";
import { Amount } from "@/components/Amount";
import { Button } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import styles from "./Pool.module.css";

/** What the account has here, and the claim. */
export function YourStake({
	community,
	pool,
	asset,
	position,
}: {
	community: Community;
	pool: PoolRecord;
	asset: Unit;
	/** `undefined` while unknown, `null` if there is none. */
	position: PositionView | null | undefined;
}) {
	const { t } = useTranslation("pool");
	const { t: common } = useTranslation();
	const account = useAccount();
	const clock = useClock();
	const read = usePosition(pool.id, account?.address);
	if (!account) {
		return (
			<Card title={t("you.title")}>
				<Empty
					title={t("you.connect")}
					action={
						<Button onClick={() => pickerStore.set(true)}>{common("account.connect")}</Button>
					}
				>
					{t("you.noneText")}
				</Empty>
			</Card>
		);
	}
	if (position === undefined) {
		return (
			<Card title={t("you.title")}>
				{read.isError ? <Failed onRetry={() => void read.refetch()} /> : <Skeleton height={96} />}
			</Card>
		);
	}
	const pending = position?.pending ?? { token: 0n, staking_yield: 0n };
	const due = pending.token > 0n || pending.staking_yield > 0n;
	if (!position || (position.stake === 0n && !due)) {
		return (
			<Card title={t("you.title")}>
				<Empty title={t("you.none")}>{t("you.noneText")}</Empty>
			</Card>
		);
	}
	const token = community.asset;
	const perBlock =
		pool.status.type === "Open" &&
		(pool.kind.type === "Asset" || pool.kind.type === "Delegation") &&
		pool.shares > 0n &&
		clock.now !== undefined
			? (rateAt(curveOf(community), clock.now + 1) * BigInt(pool.weight) * position.stake) /
				(1_000_000_000n * pool.shares)
			: undefined;
	return (
		<Card title={t("you.title")}>
			<div className={styles.claim}>
				<Stats>
					<Stat label={t("you.staked")} large>
						<Amount value={position.stake} asset={asset} />
					</Stat>
					{token ? (
						<Stat
							label={t("you.pending")}
							large
							note={
								perBlock !== undefined && perBlock > 0n ? (
									<>
										{t("you.perBlock")} <Amount value={perBlock} asset={token} />
									</>
								) : undefined
							}
						>
							<span data-testid="pending-token">
								<Amount value={pending.token} asset={token} />
							</span>
						</Stat>
					) : null}
					{pool.yield_split || pending.staking_yield > 0n ? (
						<Stat label={t("you.pending")} large>
							<Amount value={pending.staking_yield} asset={NATIVE} />
						</Stat>
					) : null}
				</Stats>
				<Button
					look={due ? "main" : "plain"}
					disabled={!due}
					onClick={() =>
						propose({
							title: t("you.claimTitle", { pool: pool.id, name: community.name }),
							lines: [
								...(token
									? [
											{
												label: t("you.pending"),
												value: <Amount value={pending.token} asset={token} />,
												tone: "main" as const,
											},
										]
									: []),
								...(pending.staking_yield > 0n
									? [
											{
												label: t("you.pending"),
												value: (
													<Amount value={pending.staking_yield} asset={NATIVE} />
												),
												tone: "main" as const,
											},
										]
									: []),
							],
							warning: pool.status.type === "Open" ? t("you.growing") : undefined,
							action: t("you.claim"),
							build: (chain) =>
								chain.api.tx.Communities.claim({ community: community.id, pools: [pool.id] }),
						})
					}
				>
					{t("you.claim")}
				</Button>
			</div>
			{position.terms.length > 0 && !due ? <p className="soft small">{t("you.waiting")}</p> : null}
		</Card>
	);
}
