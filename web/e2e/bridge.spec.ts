/**
 * Journeys 5 and 6: STEEM comes in as tSTEEM and goes back; Steem Power that is delegated on Steem mines a community's
 * token. Steem is a development chain, signed for through a stand-in for Steem Keychain.
 */
import { expect, test as base, type App } from "./app";
import { startChain, until, type Running } from "./chain";
import { connect, createCommunity, WHOLE, type Created } from "./client";
import { Keychain } from "./keychain";
import { Steem } from "./steem";

interface Own {
	running: Running;
	steem: Steem;
}

const test = base.extend<{ keychain: Keychain }, { own: Own }>({
	own: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const running = await startChain({ demo: false });
			let steem: Steem | undefined;
			try {
				steem = await Steem.start(running);
				await use({ running, steem });
			} finally {
				await steem?.stop();
				await running.stop();
			}
		},
		{ scope: "worker", timeout: 480_000 },
	],
	baseURL: async ({ own }, use) => use(own.running.url),
	chain: async ({ own }, use) => {
		const client = connect(own.running.node.url);
		await use(client);
		client.close();
	},
	keychain: async ({ page, own }, use) => {
		const keychain = new Keychain(page, own.steem);
		await keychain.install();
		await use(keychain);
	},
});

/** Until a block of Steem is final there are sixteen more, of three seconds each; then it is proved. */
const FINAL = { timeout: 240_000 };

/** What fails here is told with what the relayers have said until then. */
async function withLogs(steem: Steem, check: () => Promise<void>): Promise<void> {
	try {
		await check();
	} catch (error) {
		throw new Error(`${String(error)}\n${steem.logs()}`, { cause: error });
	}
}

test.describe.configure({ mode: "serial" });
// What is waited for is Steem's finality, by the real time.
test.setTimeout(900_000);

let grove: Created;

async function pick(app: App, name: string): Promise<void> {
	await app.choose(name);
}

test("an owner ties a pool to the community's account on Steem", async ({ page, app, words, chain, own }) => {
	grove = await createCommunity(chain, "Eve", {
		name: "Walnut Power",
		symbol: "WPOW",
		pools: [
			{
				kind: { type: "Delegation", value: { source: 1 } },
				weight: WHOLE / 2,
				yield_split: { fund: 0, stakers: WHOLE },
			},
		],
	});
	const [pool] = grove.pools;
	await page.goto(`/communities/${grove.community}/pools/${pool}`);
	await expect(page.getByText(words("delegation:notTied"))).toBeVisible();
	await pick(app, "Eve");
	const name = app.field(words("delegation:tie.name"));
	await name.fill("Community");
	await expect(page.getByText(words("bridge:name.capitals"))).toBeVisible();
	await name.fill("community");
	await app.button(words("delegation:tie.do")).click();
	await app.sign(
		words("delegation:tie.doTitle", { pool: pool ?? 0, name: "Walnut Power", account: "community" }),
		words("delegation:tie.do"),
	);
	await expect(page.getByText("@community").first()).toBeVisible();
	await app.accessible("a pool that is tied to an account on Steem");
	expect(await own.steem.time()).toBeGreaterThan(0);
});

test("STEEM comes in as tSTEEM and is paid back on Steem", async ({ page, app, words, keychain, own }) => {
	const { steem } = own;
	const before = await steem.balance("carol");
	await page.goto("/bridge");
	await pick(app, "Ferdie");
	await expect(page.getByText(words("bridge:numbers.matches"))).toBeVisible();
	await app.accessible("the bridge, nothing sent");

	const panel = page.getByRole("tabpanel");
	await app.field(words("bridge:deposit.amount"), panel).fill("12.345");
	await app.field(words("bridge:steemAccount"), panel).fill("alice");
	await expect(app.stat(words("bridge:deposit.atOnce"), panel)).toContainText("12.345 tSTEEM");
	const send = app.button(words("bridge:keychain.send"), panel);
	keychain.mood = "refuse";
	await send.click();
	await expect(panel.getByText(words("bridge:keychain.refused"))).toBeVisible();
	await expect(app.field(words("bridge:deposit.amount"), panel)).toHaveValue("12.345");
	keychain.mood = "sign";
	await send.click();
	await expect(panel.getByText(words("bridge:keychain.sent"))).toBeVisible({ timeout: 60_000 });
	expect(keychain.asked.at(-1)).toMatchObject({
		...{ type: "transfer", from: "alice", to: "gateway", amount: "12.345", currency: "STEEM" },
		memo: expect.stringMatching(/^nutbox:5/) as unknown,
	});
	const deposits = app.card(words("bridge:deposits.title"));
	await expect(deposits.locator("[data-state]")).toHaveAttribute("data-state", "unproved");
	await withLogs(steem, () =>
		expect(deposits.locator("[data-state]")).toHaveAttribute("data-state", "credited", FINAL),
	);
	await expect(app.stat(words("bridge:numbers.issued"))).toContainText("12.345 tSTEEM");

	await page.getByRole("tab", { name: words("bridge:withdraw.tab") }).click();
	await app.field(words("bridge:withdraw.amount"), panel).fill("5.001");
	const to = app.field(words("bridge:withdraw.to"), panel);
	await to.fill("gateway");
	await expect(page.getByText(words("bridge:name.gateway"))).toBeVisible();
	await expect(app.button(words("bridge:withdraw.do"), panel)).toBeDisabled();
	await to.fill("carol");
	await app.button(words("bridge:withdraw.do"), panel).click();
	await app.sign(words("bridge:withdraw.doTitle", { amount: "5.001 tSTEEM", name: "carol" }));
	const withdrawals = app.card(words("bridge:withdrawals.title"));
	await expect(withdrawals).toContainText("5.001 STEEM");
	await app.accessible("the bridge, a withdrawal under way");
	await withLogs(steem, () => expect(withdrawals).toContainText(words("bridge:withdrawals.paid"), FINAL));
	const paid = Number((await steem.balance("carol")).split(" ")[0]) - Number(before.split(" ")[0]);
	expect(paid).toBeCloseTo(5.001, 3);
	await expect(app.stat(words("bridge:numbers.issued"))).toContainText("7.344 tSTEEM");
});

test("delegated Steem Power mines, and stops when it is taken back", async ({
	page,
	app,
	words,
	chain,
	keychain,
	own,
}) => {
	const { steem } = own;
	const pool = grove.pools[0] ?? 0;
	await page.goto(`/communities/${grove.community}/pools/${pool}`);
	await pick(app, "Ferdie");
	const binding = app.card(words("delegation:step1"));
	await app.field(words("bridge:steemAccount"), binding).fill("bob");
	await app.button(words("delegation:bind"), binding).click();
	await withLogs(steem, () => expect(binding.getByText(words("delegation:bound"))).toBeVisible(FINAL));
	expect(keychain.asked.at(-1)).toMatchObject({ type: "custom", id: "nutbox", key: "Active" });

	// What is delegated before the account is watched does not count.
	const tie = await chain.api.view.SteemDelegations.delegatee(pool, { at: "best" });
	await until("Steem reaches the time from when on it counts", 300, async () => {
		return (await steem.time()) > (tie?.since ?? Infinity) + 3;
	});
	const delegate = app.card(words("delegation:step2"));
	await app.field(words("delegation:amount"), delegate).fill("250000.5");
	await app.button(words("delegation:delegate"), delegate).click();
	const counted = page.getByTestId("counted");
	await withLogs(steem, () => expect(counted).toContainText("250,000.5 VESTS", FINAL));
	const claim = app.button(words("pool:you.claim"));
	await expect(claim).toBeEnabled({ timeout: 60_000 });
	await app.accessible("a pool with a delegation");
	await claim.click();
	await app.sign(words("pool:you.claimTitle", { pool, name: "Walnut Power" }), words("pool:you.claim"));

	await app.field(words("delegation:amount"), delegate).fill("0");
	await app.button(words("delegation:delegate"), delegate).click();
	// What is over is not listed any more; what it has earned until then stays to be claimed.
	const yours = app.card(words("pool:you.title"));
	await withLogs(steem, () =>
		expect(app.stat(words("pool:you.staked"), yours)).toHaveText(/^0 VESTS/, FINAL),
	);
	await expect(page.getByText(words("delegation:none"))).toBeVisible();
	await expect(counted).toHaveCount(0);
	await expect(claim).toBeEnabled();
});
