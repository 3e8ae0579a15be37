/**
 * What the app reads from fails: a node that restarts, stands still or is of another chain; an index that is down.
 * The page says what happened and what to do, keeps what was typed, and goes on when it is over. On a chain of its own.
 */
import { expect, inEachLanguage, LANGUAGES, testOnOwnChain as test } from "./app";
import { FAST, startNode, until } from "./chain";

// What the browser itself writes about a server that is not there.
test.use({ tolerated: /^(Failed to load resource|WebSocket connection to)/ });

inEachLanguage(LANGUAGES, (language) => {
	test("the index is down", async ({ page, app, words, own }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		await page.goto("/communities/1");
		const members = app.card(words("community:members.title"));
		await expect(members.getByRole("table")).toBeVisible();
		await own.server.end("SIGKILL");
		const banner = page.getByText(words("banner.apiDown"));
		await expect(banner).toBeVisible({ timeout: 30_000 });
		await app.accessible("a community without the index");
		// A screen that is opened now reads the chain, and says what it lacks.
		await page.getByRole("link", { name: words("nav.home"), exact: true }).click();
		await expect(page.getByRole("link", { name: /^Walnut Grove/ })).toContainText("200,000 tNUT");
		await app.accessible("home without the index");
		await page.getByRole("link", { name: /^Walnut Grove/ }).click();
		await expect(app.stat(words("community:header.staked"))).toHaveText("200,000 tNUT");
		// The notice stands above the title, not over it.
		await page.evaluate(() => scrollTo(0, 0));
		const title = await page.getByRole("heading", { level: 1 }).boundingBox();
		const notice = await banner.boundingBox();
		expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThanOrEqual(title?.y ?? 0);
		await app.expectNoOverflow("a community without the index");

		own.server.start();
		await own.served();
		await expect(banner).toBeHidden({ timeout: 30_000 });
		await expect(app.card(words("community:activity.title")).getByRole("listitem").first()).toBeVisible({
			timeout: 40_000,
		});
	});

	test("the node restarts while somebody types", async ({ page, app, words, own }) => {
		await page.goto("/stake");
		await app.choose("Eve");
		const give = app.field(words("stake:mint.give"));
		const action = app.button(words("stake:mint.action"), page.getByRole("tabpanel"));
		await give.fill("12.5");
		await own.node.program.end("SIGKILL");
		await expect(page.getByText(words("banner.lost"))).toBeVisible({ timeout: 30_000 });
		// Nothing can be signed, and the review says why.
		await action.click();
		await expect(app.review).toContainText(words("errors:other.disconnected.what"));
		await expect(app.button(words("tx:review.sign"), app.review)).toBeDisabled();
		await app.accessible("a review without a node");
		await app.button(words("tx:review.cancel"), app.review).click();
		await expect(give).toHaveValue("12.5");
		await app.accessible("the node is lost");

		own.node.program.start();
		await own.node.ready();
		await expect(page.getByText(words("banner.lost"))).toBeHidden({ timeout: 60_000 });
		await expect(give).toHaveValue("12.5");
		await action.click();
		await app.sign(words("stake:mint.title", { amount: "12.5 tNUT" }));
		await own.served();
	});

	test("the node stands still", async ({ page, words, app, own }) => {
		test.setTimeout(180_000);
		await page.goto("/settings");
		await expect(page.getByText(words("settings:node.phase.ready"))).toBeVisible();
		own.node.program.signal("SIGSTOP");
		try {
			// After half a minute without a block; a socket that is silent for longer counts as lost.
			await expect(
				page
					.getByText(words.pattern("banner.still"))
					.or(page.getByText(words("banner.lost")))
					.first(),
			).toBeVisible({ timeout: 90_000 });
			await app.accessible("the node stands still");
		} finally {
			own.node.program.signal("SIGCONT");
		}
		await expect(page.getByText(words("settings:node.phase.ready"))).toBeVisible({ timeout: 90_000 });
		await expect(page.getByText(words.pattern("banner.still"))).toBeHidden({ timeout: 30_000 });
	});

	test("the node is not there, and another is chosen", async ({ page, app, words, own }) => {
		await page.addInitScript(() => {
			if (!sessionStorage.getItem("begun")) localStorage.setItem("nutbox.node", "ws://127.0.0.1:9");
			sessionStorage.setItem("begun", "yes");
		});
		await page.goto("/");
		await expect(page.getByText(words("banner.failed", { url: "ws://127.0.0.1:9" }))).toBeVisible({
			timeout: 30_000,
		});
		await page
			.getByRole("link", { name: words("banner.settings"), exact: true })
			.last()
			.click();
		const url = app.field(words("settings:node.url"));
		const use = app.button(words("settings:node.use"));
		for (const [text, key] of [
			["http://127.0.0.1:9944", "notSocket"],
			["hello", "notUrl"],
			["javascript:alert(1)", "notUrl"],
			// The page's policy would not let it through, and nobody would say why.
			["ws://10.0.0.5:9944", "notAllowed"],
		] as const) {
			await url.fill(text);
			await use.click();
			await expect(url).toHaveAccessibleDescription(words(`settings:node.${key}`));
			await expect(url).toHaveValue(text);
		}
		await app.accessible("settings without a node");
		await url.fill(own.node.url);
		await use.click();
		await expect(page.getByText(words("settings:node.phase.ready"))).toBeVisible({ timeout: 30_000 });
	});

	test("the node is of another chain", async ({ page, app, words, own }) => {
		// Two more nodes are started; a busy machine takes a minute for each.
		test.setTimeout(400_000);
		// Ours, but begun otherwise: its blocks are others, and so is everything that anybody owns there.
		const other = await startNode({ ...FAST, bondingEras: language === "en" ? 3 : 4 });
		try {
			await page.goto("/settings");
			await expect(page.getByText(words("settings:node.phase.ready"))).toBeVisible();
			await app.field(words("settings:node.url")).fill(other.url);
			await app.button(words("settings:node.use")).click();
			await expect(page.getByText(words("banner.apiOtherChain"))).toBeVisible({ timeout: 40_000 });
			await app.accessible("the index speaks of another chain");
			await app.button(words("settings:node.reset")).click();
			await expect(page.getByText(words("banner.apiOtherChain"))).toBeHidden({ timeout: 40_000 });

			// The same address, where suddenly another chain answers: nothing is signed for that one.
			await app.field(words("settings:node.url")).fill(other.url);
			await app.button(words("settings:node.use")).click();
			await expect(page.getByText(words("banner.apiOtherChain"))).toBeVisible({ timeout: 40_000 });
			await page.goto("/stake");
			await app.choose("Eve");
			await app.field(words("stake:mint.give")).fill("7");
			await other.stop();
			const third = await startNode({ ...FAST, bondingEras: 5 }, other.port);
			try {
				await expect(page.getByText(words("banner.wrongChain", { url: other.url }))).toBeVisible({
					timeout: 60_000,
				});
				await app.button(words("stake:mint.action"), page.getByRole("tabpanel")).click();
				await expect(app.review).toContainText(words("errors:other.wrongChain.what"));
				await expect(app.button(words("tx:review.sign"), app.review)).toBeDisabled();
				await app.accessible("a node of another chain");
				await app.button(words("tx:review.cancel"), app.review).click();
				await expect(app.field(words("stake:mint.give"))).toHaveValue("7");
			} finally {
				await third.stop();
			}
		} finally {
			await other.stop();
		}
		await until("the index answers", 30, async () => (await fetch(`${own.url}/api/v1/status`)).ok);
	});
});
