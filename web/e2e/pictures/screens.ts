/** What is pictured: every screen, in the states that people meet. */
import type { Page } from "@playwright/test";
import { devAddress } from "@/chain/dev";
import { emptyDraft, withTemplate, type Draft } from "@/screens/create/draft";
import type words from "./words";
import { redeemAgain, type Hand, type Scene } from "./activity";
import type { BridgeScene } from "./bridge";

export type Language = "en" | "zh";
/** The words of the app, so that what is pressed is found in either language. */
export type Words = (typeof words)["en"];

export interface Stage {
	page: Page;
	words: Words;
}

export interface Screen {
	name: string;
	path: string;
	/** Who looks at it; nobody if `null`. Alice if not said. */
	account?: string | null;
	/** What the browser has kept, by key. */
	kept?: (language: Language) => Record<string, string>;
	/** What is done on the chain before the screen is opened. */
	before?: (hand: Hand) => Promise<void>;
	/** What is done on the screen before it is pictured. */
	act?: (stage: Stage) => Promise<void>;
	/** Only what the window shows: for what lies over a page. */
	window?: boolean;
}

const HAZEL_LANE: Record<Language, Partial<Draft>> = {
	en: {
		name: "Hazel Lane",
		description: "Neighbours who plant hazel along the lane, and share what it brings.",
		tokenName: "Hazel",
	},
	zh: {
		name: "榛子巷",
		description: "在巷子里一起种榛树的邻居，共享它带来的一切。",
		tokenName: "榛子",
	},
};

/** The wizard as a founder has left it in a step. */
function draftAt(step: Draft["step"], change: Partial<Draft> = {}): NonNullable<Screen["kept"]> {
	return (language) => {
		const draft: Draft = {
			...withTemplate(emptyDraft({ count: "10", unit: "minutes" }), "savings", undefined, ""),
			...HAZEL_LANE[language],
			website: "https://example.org/hazel-lane",
			symbol: "HAZEL",
			premint: "50000",
			...change,
			step,
		};
		return { draft: JSON.stringify(draft) };
	};
}

/** A field by its label, whose text in the app may go on (a balance beside it). */
const field = (page: Page, label: string) => page.getByRole("textbox", { name: label, exact: true });

async function tab(page: Page, name: string): Promise<void> {
	await page.getByRole("tab", { name, exact: true }).click();
}

export function screensOf(scene: Scene, voucher: string): Screen[] {
	const { community, term, contribution, longest } = scene;
	return [
		{ name: "home", path: "/" },
		{
			name: "home-nothing-found",
			path: "/",
			act: async ({ page, words }) => {
				await page.getByRole("searchbox").fill("zzzz");
				await page.getByRole("button", { name: words.home.list.clear }).waitFor();
			},
		},
		{ name: "community", path: "/communities/1" },
		{ name: "community-guest", path: `/communities/${community}`, account: null },
		{
			name: "community-tables",
			path: `/communities/${community}`,
			act: async ({ page, words }) => {
				for (;;) {
					const next = page.getByRole("button", { name: words.common.chart.table }).first();
					if (!(await next.isVisible())) break;
					await next.click();
				}
			},
		},
		{ name: "community-longest", path: `/communities/${longest}` },
		{ name: "community-built-in", path: "/communities/0" },
		{ name: "community-launched", path: `/communities/${community}?launched=true` },
		{ name: "community-missing", path: "/communities/999" },
		{ name: "pool", path: "/communities/1/pools/1" },
		{ name: "pool-guest", path: "/communities/1/pools/1", account: null },
		{
			name: "pool-unstake",
			path: "/communities/1/pools/1",
			act: async ({ page, words }) => {
				await tab(page, words.pool.act.unstake);
				await field(page, words.pool.act.amount).fill("12345678901");
				for (const details of await page.locator("summary").all()) await details.click();
			},
		},
		{ name: "pool-term", path: `/communities/${community}/pools/${term}` },
		{
			name: "pool-term-positions",
			path: `/communities/${community}/pools/${term}`,
			act: async ({ page, words }) => tab(page, words.pool.act.unstake),
		},
		{ name: "pool-contribution", path: `/communities/${community}/pools/${contribution}` },
		{ name: "pool-missing", path: "/communities/1/pools/999" },
		{
			name: "review",
			path: "/communities/1/pools/1",
			window: true,
			act: async ({ page, words }) => {
				await field(page, words.pool.act.amount).fill("1234.5");
				await page.locator("main form button[type=submit]").click();
				await page
					.getByRole("dialog")
					.getByRole("button", { name: words.tx.review.sign, disabled: false })
					.waitFor();
			},
		},
		{
			name: "account",
			path: "/",
			account: null,
			window: true,
			act: async ({ page, words }) => {
				await page
					.getByRole("banner")
					.getByRole("button", { name: words.common.account.connect })
					.click();
				await page.getByRole("dialog").getByText("Ferdie").waitFor();
			},
		},
		{ name: "create-profile", path: "/create", kept: draftAt(0) },
		{ name: "create-token", path: "/create", kept: draftAt(1) },
		{ name: "create-distribution", path: "/create", kept: draftAt(2) },
		{
			name: "create-steps",
			path: "/create",
			kept: draftAt(2, {
				curve: "steps",
				steps: [
					{ length: { count: "30", unit: "days" }, perDay: "10000" },
					{ length: { count: "60", unit: "days" }, perDay: "2500" },
				],
			}),
		},
		{ name: "create-pools", path: "/create", kept: draftAt(3) },
		{
			name: "create-rewards",
			path: "/create",
			kept: draftAt(3, {
				pools: withTemplate(
					emptyDraft({ count: "10", unit: "minutes" }),
					"rewards",
					undefined,
					devAddress("Alice"),
				).pools,
			}),
		},
		{ name: "create-review", path: "/create", kept: draftAt(4) },
		{
			name: "create-mistakes",
			path: "/create",
			kept: draftAt(3, { fundShare: "11.5" }),
			act: async ({ page }) => {
				for (const box of await page.getByRole("main").getByRole("textbox").all()) {
					await box.focus();
					await box.blur();
				}
			},
		},
		{ name: "stake", path: "/stake" },
		{
			name: "stake-exit",
			path: "/stake",
			act: async ({ page, words }) => {
				await tab(page, words.stake.exit.tab);
				await field(page, words.stake.exit.give).fill("1000");
				await page.getByText(words.stake.exit.best).waitFor();
			},
		},
		{ name: "redemptions", path: "/redemptions", before: redeemAgain },
		{ name: "redemptions-none", path: "/redemptions", account: "Charlie" },
		{ name: "redemptions-guest", path: "/redemptions", account: null },
		{ name: "portfolio", path: "/portfolio" },
		{ name: "portfolio-guest", path: "/portfolio", account: null },
		...(["profile", "rules", "pools", "fund", "owner"] as const).map((section): Screen => ({
			name: `manage-${section}`,
			path: "/communities/1/manage",
			act: ({ page, words }) => tab(page, words.manage[section].tab),
		})),
		{ name: "manage-stranger", path: "/communities/1/manage", account: "Bob" },
		{
			name: "exchange",
			path: "/exchange",
			act: async ({ page }) => {
				await page.getByRole("tabpanel").getByRole("textbox").first().fill("500");
				await page.locator("[role=tabpanel] button[type=submit]:enabled").waitFor();
			},
		},
		{
			name: "exchange-liquidity",
			path: "/exchange",
			act: ({ page, words }) => tab(page, words.exchange.liquidity),
		},
		{ name: "vouchers", path: `/vouchers#${voucher}` },
		{ name: "vouchers-stranger", path: "/vouchers", account: "Bob" },
		{ name: "widget", path: `/widget/communities/${community}` },
		{ name: "solvency", path: "/solvency" },
		{ name: "settings", path: "/settings" },
		{ name: "not-found", path: "/no/such/page" },
	];
}

/** The bridge as it is used; closed if nobody has opened it. */
export function bridgeScreensOf(scene: BridgeScene | undefined): Screen[] {
	if (!scene) return [{ name: "bridge-closed", path: "/bridge" }];
	const pool = `/communities/${scene.community}/pools/${scene.pool}`;
	return [
		{
			name: "bridge",
			path: "/bridge",
			act: async ({ page, words }) => {
				await field(page, words.bridge.deposit.amount).fill("12.345");
			},
		},
		{
			name: "bridge-withdraw",
			path: "/bridge",
			act: ({ page, words }) => tab(page, words.bridge.withdraw.tab),
		},
		{ name: "bridge-guest", path: "/bridge", account: null },
		{ name: "pool-delegation", path: pool },
		{ name: "pool-delegation-stranger", path: pool, account: "Bob" },
		{ name: "portfolio-bridged", path: "/portfolio" },
	];
}

/** A picture of the guides, in the folder of its language. */
export interface GuidePicture {
	file: string;
	screen: string;
	/** How much of the page it shows, in the page's pixels. */
	height?: number;
}

export const GUIDE: GuidePicture[] = [
	{ file: "create-profile", screen: "create-profile", height: 1000 },
	{ file: "create-pools", screen: "create-pools", height: 1120 },
	{ file: "create-review", screen: "create-review", height: 960 },
	{ file: "community", screen: "community", height: 1500 },
	{ file: "manage-rules", screen: "manage-rules", height: 1150 },
	{ file: "stake", screen: "stake" },
	{ file: "pool", screen: "pool", height: 810 },
	{ file: "review", screen: "review" },
	{ file: "stake-exit", screen: "stake-exit" },
	{ file: "redemptions", screen: "redemptions", height: 960 },
	{ file: "solvency", screen: "solvency" },
	{ file: "pool-contribution", screen: "pool-contribution", height: 560 },
	{ file: "vouchers", screen: "vouchers", height: 720 },
	{ file: "widget", screen: "widget", height: 520 },
];
