import { Link } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsOf, useApi, useApiList } from "@/api/hooks";
import { NATIVE, type Asset } from "@/chain/assets";
import { useChainQuery } from "@/chain/hooks";
import { Amount } from "@/components/Amount";
import { Button, buttonClass } from "@/components/Button";
import { Stat, Stats } from "@/components/Card";
import { SelectField, TextField } from "@/components/Field";
import { Empty, Failed, Skeleton } from "@/components/States";
import { CommunityCard, type CommunityLine } from "./CommunityCard";
import { communitiesOfChain, totalsOfChain, type ChainTotals } from "./chain";
import styles from "./HomeScreen.module.css";

const TNUT: Asset = { id: "local:1", symbol: "tNUT", name: "tNUT", decimals: 12 };
type Sort = "members" | "staked" | "newest" | "name";

export function HomeScreen() {
	const { t } = useTranslation("home");
	useEffect(() => {
		document.title = "Nutbox";
	}, []);
	return (
		<>
			<section className={styles.hero}>
				<h1>{t("title")}</h1>
				<p>{t("lead")}</p>
				<div className={styles.actions}>
					<Link to={"/stake"} className={buttonClass("main", "large")}>
						{t("start")}
					</Link>
					<Link to={"/create"} className={buttonClass("plain", "large")}>
						{t("create")}
					</Link>
				</div>
			</section>
			<Totals />
			<Communities />
		</>
	);
}

/** From the index; without it, what the chain itself can say. */
function Totals() {
	const { t } = useTranslation("home");
	const api = useApi("/api/v1/totals");
	const chain = useChainQuery<ChainTotals>(["totals"], totalsOfChain, { enabled: api.isError });
	const big = (text: string | undefined): bigint | undefined =>
		text === undefined ? undefined : BigInt(text);
	const totals: Partial<ChainTotals> & { members?: number } = api.data
		? {
				staked: big(api.data.staked),
				supply: big(api.data.supply),
				collected: big(api.data.yield_collected),
				communities: api.data.communities,
				members: api.data.members,
			}
		: (chain.data ?? {});
	const waiting = api.isPending || (api.isError && chain.isPending);
	return (
		<section className={styles.totals} aria-label={t("totals.title")}>
			{waiting ? (
				<Skeleton height={52} />
			) : (
				<Stats>
					<Stat label={t("totals.staked")} large>
						<Amount value={totals.staked} asset={TNUT} places={0} />
					</Stat>
					<Stat label={t("totals.supply")} large>
						<Amount value={totals.supply} asset={TNUT} places={0} />
					</Stat>
					<Stat label={t("totals.yield")} large>
						<Amount value={totals.collected} asset={NATIVE} places={2} />
					</Stat>
					<Stat label={t("totals.communities")} large>
						<Count value={totals.communities} />
					</Stat>
					<Stat label={t("totals.members")} large>
						<Count value={totals.members} />
					</Stat>
				</Stats>
			)}
		</section>
	);
}

function Count({ value }: { value: number | undefined }) {
	const { t } = useTranslation();
	return (
		<>{value === undefined ? <span className="soft">{t("unknown")}</span> : value.toLocaleString("en")}</>
	);
}

function Communities() {
	const { t } = useTranslation("home");
	const { t: common } = useTranslation();
	const [typed, setTyped] = useState("");
	const [sort, setSort] = useState<Sort>("members");
	const search = useDeferredValue(typed.trim());
	const api = useApiList(
		"/api/v1/communities",
		{ query: { search: search || undefined, sort, limit: 24 } as never },
		{ keep: true },
	);
	const chain = useChainQuery(["communities"], communitiesOfChain, { enabled: api.isError });
	const lines: CommunityLine[] | undefined = api.isError
		? chain.data?.filter((line) => line.name.toLocaleLowerCase().includes(search.toLocaleLowerCase()))
		: itemsOf<"/api/v1/communities">(api)?.map((item) => ({ ...item, staked: BigInt(item.staked) }));
	const waiting = api.isPending || (api.isError && chain.isPending);
	return (
		<section aria-labelledby="communities">
			<div className={styles.bar}>
				<h2 id="communities">{t("list.title")}</h2>
				<div className={styles.tools}>
					<TextField
						label={<span className="visually-hidden">{t("list.search")}</span>}
						placeholder={t("list.search")}
						type="search"
						maxLength={64}
						value={typed}
						onChange={(event) => setTyped(event.target.value)}
					/>
					<SelectField
						label={<span className="visually-hidden">{t("list.sort")}</span>}
						value={sort}
						disabled={api.isError}
						onChange={(event) => setSort(event.target.value as Sort)}
					>
						<option value="members">{t("list.members")}</option>
						<option value="staked">{t("list.staked")}</option>
						<option value="newest">{t("list.newest")}</option>
						<option value="name">{t("list.name")}</option>
					</SelectField>
				</div>
			</div>
			{waiting ? (
				<div className={styles.cards}>
					{Array.from({ length: 6 }, (_, card) => (
						<Skeleton key={card} height={212} />
					))}
				</div>
			) : lines === undefined ? (
				<Failed
					onRetry={() => {
						void api.refetch();
						void chain.refetch();
					}}
				/>
			) : lines.length === 0 ? (
				search ? (
					<Empty
						title={t("list.noMatch", { search })}
						action={<Button onClick={() => setTyped("")}>{t("list.clear")}</Button>}
					>
						{t("list.noMatchText")}
					</Empty>
				) : (
					<Empty
						title={t("list.empty")}
						action={
							<Link to={"/create"} className={buttonClass("plain")}>
								{t("create")}
							</Link>
						}
					>
						{t("list.emptyText")}
					</Empty>
				)
			) : (
				<>
					<ul className={styles.cards}>
						{lines.map((line) => (
							<li key={line.id}>
								<CommunityCard line={line} />
							</li>
						))}
					</ul>
					{api.hasNextPage ? (
						<div className={styles.more}>
							<Button
								disabled={api.isFetchingNextPage}
								onClick={() => void api.fetchNextPage()}
							>
								{common("more")}
							</Button>
						</div>
					) : null}
				</>
			)}
		</section>
	);
}
