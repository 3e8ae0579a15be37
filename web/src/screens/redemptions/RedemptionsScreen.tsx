import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pickerStore } from "@/app/picker";
import { itemsOf, useApiList } from "@/api/hooks";
import { useAccount } from "@/chain/accounts";
import { LIQUID_STAKING, NATIVE, useAsset, type Asset } from "@/chain/assets";
import { timeOfEra, useEras, useLedger, useQuote, useRequests } from "@/chain/liquid";
import type { RequestInfo } from "@/chain/types";
import { Amount } from "@/components/Amount";
import { Button, buttonClass } from "@/components/Button";
import { Card, Stat, Stats } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { PageHead, Stack } from "@/components/Page";
import { Empty, Failed, Note, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { formatAmount } from "@/lib/amount";
import { useClock } from "@/lib/time";
import { propose } from "@/tx/engine";
import { More } from "../community/Members";
import styles from "./RedemptionsScreen.module.css";

export function RedemptionsScreen() {
	const { t } = useTranslation("redemptions");
	const { t: common } = useTranslation();
	const account = useAccount();
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")}>
				<Link to="/stake" className={buttonClass("plain")}>
					{t("more")}
				</Link>
			</PageHead>
			{account ? (
				<Stack>
					<Open key={`open ${account.address}`} account={account.address} />
					<Past key={`past ${account.address}`} account={account.address} />
				</Stack>
			) : (
				<Card>
					<Empty
						title={common("account.needed")}
						action={
							<Button look="main" onClick={() => pickerStore.set(true)}>
								{common("account.connect")}
							</Button>
						}
					>
						{t("needed")}
					</Empty>
				</Card>
			)}
		</>
	);
}

const PATH = "/api/v1/accounts/{address}/redemptions";

function useHistory(account: string) {
	return useApiList(PATH, { path: { address: account } as never, query: { limit: 100 } as never });
}

function Open({ account }: { account: string }) {
	const { t } = useTranslation("redemptions");
	const requests = useRequests(account);
	const token = useAsset(LIQUID_STAKING).data;
	const ledger = useLedger().data;
	// Every open redemption is settled at the latest when everything that is queued now is.
	const latest = useQuote(0n).data?.quote;
	const eras = useEras().data;
	const clock = useClock();
	const history = itemsOf<typeof PATH>(useHistory(account));
	if (requests.isError && !requests.data) {
		return (
			<Card>
				<Failed onRetry={() => void requests.refetch()} />
			</Card>
		);
	}
	if (!requests.data || !token) {
		return (
			<Card>
				<Skeleton height={280} />
			</Card>
		);
	}
	const ready = requests.data.filter((request) => request.claimable !== undefined);
	const queued = requests.data.filter((request) => request.claimable === undefined);
	const claimable = ready.reduce((sum, request) => sum + (request.claimable ?? 0n), 0n);
	const waiting = queued.reduce((sum, request) => sum + request.amount, 0n);
	const era = latest?.expected_era;
	const seen = clock.now === undefined ? undefined : clock.timeOf(clock.now);
	const date =
		era !== undefined && eras && seen !== undefined ? clock.date(timeOfEra(eras, era, seen)) : undefined;
	const claimAll = (): void =>
		propose({
			title: t("claimTitle", { amount: `${formatAmount(claimable, 12)} NUT` }),
			lines: [
				{ label: t("count"), value: String(ready.length) },
				{
					label: t("receive"),
					value: <Amount value={claimable} asset={NATIVE} places={6} />,
					tone: "main",
				},
			],
			build: (chain) => chain.api.tx.LiquidStaking.claim_redemptions({ limit: ready.length }),
		});
	return (
		<>
			<Card>
				<div className={styles.summary}>
					<Stats className={styles.stats ?? ""}>
						<Stat label={t("ready")} large>
							<Amount value={claimable} asset={NATIVE} />
						</Stat>
						<Stat label={t("waiting")} large>
							<Amount value={waiting} asset={token} />
						</Stat>
						<Stat label={t("latest")} note={queued.length > 0 ? t("estimate") : undefined}>
							{queued.length === 0 ? (
								"–"
							) : latest && era === undefined ? (
								<span className="soft">{t("stopped")}</span>
							) : (
								(date ?? "…")
							)}
						</Stat>
					</Stats>
					<Button look="main" size="large" disabled={ready.length === 0} onClick={claimAll}>
						{t("claimAll")}
					</Button>
				</div>
			</Card>
			{ledger && !ledger.solvent && queued.length > 0 ? (
				<Note tone="loss">
					{t("deficit", { rate: formatAmount(ledger.rate_ppb, 9) })}{" "}
					<Link to="/solvency">{t("solvency")}</Link>
				</Note>
			) : null}
			<Card title={t("open")} flush>
				{requests.data.length === 0 ? (
					<Empty
						title={t("empty")}
						action={
							<Link to="/stake" className={buttonClass("plain")}>
								{t("toStake")}
							</Link>
						}
					>
						{t("emptyText")}
					</Empty>
				) : (
					<ol className={styles.list}>
						{requests.data.map((request) => (
							<Request
								key={String(request.id)}
								request={request}
								token={token}
								date={date}
								requested={
									history?.find((item) => item.id === Number(request.id))?.requested_time
								}
								settled={
									history?.find((item) => item.id === Number(request.id))?.ready_time ??
									undefined
								}
							/>
						))}
					</ol>
				)}
			</Card>
		</>
	);
}

/** One redemption as a timeline: asked for, in the queue, ready. */
function Request({
	request,
	token,
	date,
	requested,
	settled,
}: {
	request: RequestInfo;
	token: Asset;
	date: string | undefined;
	requested: number | undefined;
	settled: number | undefined;
}) {
	const { t } = useTranslation("redemptions");
	const clock = useClock();
	const done = request.claimable !== undefined;
	const partly = !done && !request.cancellable;
	const shown = `${formatAmount(request.amount, token.decimals)} ${token.symbol}`;
	const steps = [
		{
			key: "asked",
			state: "done",
			title: t("step.asked"),
			text: requested === undefined ? "" : clock.date(requested),
		},
		{
			key: "queue",
			state: done ? "done" : "now",
			title: partly ? t("step.partly") : t("step.queue"),
			text: done
				? t("step.passed")
				: request.ahead === 0n
					? t("step.first")
					: t("step.ahead", {
							amount: `${formatAmount(request.ahead, token.decimals, 2)} ${token.symbol}`,
						}),
		},
		{
			key: "ready",
			state: done ? "now" : "coming",
			title: done ? t("step.ready") : t("step.settled"),
			text: done
				? settled === undefined
					? t("step.claim")
					: clock.date(settled)
				: date
					? t("step.by", { date })
					: t("step.unknown"),
		},
	] as const;
	return (
		<li className={styles.request}>
			<div className={styles.head}>
				<div>
					<p className={`num ${styles.amount}`}>
						<Amount value={request.amount} asset={token} />
					</p>
					<p className="soft small">{t("number", { id: String(request.id) })}</p>
				</div>
				{done ? (
					<p className={`num ${styles.pays}`}>
						<Icon name="check" size={18} />
						<span>
							{t("pays")} <Amount value={request.claimable} asset={NATIVE} />
						</span>
					</p>
				) : request.cancellable ? (
					<Button
						size="small"
						aria-label={t("cancelThis", { amount: shown })}
						onClick={() =>
							propose({
								title: t("cancelTitle", { amount: shown }),
								lines: [
									{
										label: t("back"),
										value: <Amount value={request.amount} asset={token} places={12} />,
										tone: "main",
									},
								],
								warning: t("cancelWarning"),
								build: (chain) =>
									chain.api.tx.LiquidStaking.cancel_redemption({ id: request.id }),
							})
						}
					>
						{t("cancel")}
					</Button>
				) : null}
			</div>
			<ol className={styles.steps}>
				{steps.map((step) => (
					<li
						key={step.key}
						className={styles[step.state]}
						aria-current={step.state === "now" ? "step" : undefined}
					>
						<span className={styles.dot} aria-hidden="true">
							{step.state === "done" || (step.key === "ready" && done) ? (
								<Icon name="check" size={14} />
							) : null}
						</span>
						<span className={styles.step}>
							<strong>{step.title}</strong>
							<span className="soft small">{step.text}</span>
						</span>
					</li>
				))}
			</ol>
			{partly ? <p className="soft small">{t("partlyText")}</p> : null}
		</li>
	);
}

function Past({ account }: { account: string }) {
	const { t } = useTranslation("redemptions");
	const { t: common } = useTranslation();
	const clock = useClock();
	const list = useHistory(account);
	const token = useAsset(LIQUID_STAKING).data;
	const past = itemsOf<typeof PATH>(list)?.filter(
		(item) => item.state === "claimed" || item.state === "cancelled",
	);
	return (
		<Card title={t("past")} flush>
			{list.isError && !past ? (
				<Failed
					what={common("failed.indexTitle")}
					todo={common("failed.indexText")}
					onRetry={() => void list.refetch()}
				/>
			) : past === undefined ? (
				<div className={styles.waiting}>
					<Skeleton height={120} />
				</div>
			) : past.length === 0 ? (
				<Empty title={t("noPast")} />
			) : (
				<Table
					caption={t("past")}
					rows={past}
					rowKey={(item) => item.id}
					columns={[
						{ key: "id", head: t("id"), cell: (item) => `#${item.id}` },
						{
							key: "amount",
							head: t("amount"),
							number: true,
							cell: (item) => (
								<Amount value={BigInt(item.amount)} asset={token ?? LIQUID_STAKING} />
							),
						},
						{
							key: "received",
							head: t("received"),
							number: true,
							cell: (item) =>
								item.state === "cancelled" ? (
									<span className="soft">–</span>
								) : (
									<Amount
										value={item.received == null ? undefined : BigInt(item.received)}
										asset={NATIVE}
									/>
								),
						},
						{ key: "state", head: t("state"), cell: (item) => t(`states.${item.state}`) },
						{ key: "asked", head: t("asked"), cell: (item) => clock.date(item.requested_time) },
						{
							key: "closed",
							head: t("closed"),
							cell: (item) => (item.closed_time == null ? "" : clock.date(item.closed_time)),
						},
					]}
				/>
			)}
			<More list={list} />
		</Card>
	);
}
