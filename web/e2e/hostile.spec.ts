/** What strangers write on the chain: markup, scripts, links that do things, letters that deceive, very long words. */
import { expect, inEachLanguage, LANGUAGES, test } from "./app";
import { createCommunity, devAddress, tnutPool, UNIT, type Created } from "./client";

const SCRIPT = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
/** Right-to-left override, zero-width space, left-to-right isolate, byte order mark. */
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;

inEachLanguage(LANGUAGES, () => {
	test("what strangers wrote is shown as text and does nothing", async ({ page, app, words, chain }) => {
		// Nobody who counts what is staked in a test beside this one.
		const who = "Dave";
		const made: Created[] = [];
		for (const profile of [
			{
				name: `<b onclick=alert(1)>Bold</b>`,
				description: SCRIPT,
				website: "javascript:document.title='owned'",
				logo: "data:image/svg+xml,<svg onload=alert(1)>",
				symbol: "<i>X</i>",
			},
			{
				name: "\u202eevorG tunlaW\u200b\u2066",
				description: `{{name}} $t(common:nav.home) %s \u202e ${"\ufeff".repeat(20)}`,
				website: "https://example.org@evil.example/\u202egnp.exe",
				logo: "https://user:pass@example.org/",
				symbol: "N\u200bUT\u202e",
			},
			{
				name: "W".repeat(64),
				description: "w".repeat(512),
				website: `https://${"a".repeat(60)}.example/${"b".repeat(170)}`,
				logo: "",
				symbol: "WWWWWWWWWWWW",
			},
			{
				name: "社".repeat(21),
				description: "长".repeat(170),
				website: "https://xn--80ak6aa92e.com/",
				logo: "",
				symbol: "币币币币",
			},
		]) {
			made.push(
				await createCommunity(chain, who, {
					...profile,
					tokenName: profile.symbol,
					pools: [tnutPool(900_000_000)],
					premint: UNIT,
				}),
			);
		}
		page.on("dialog", () => {
			throw new Error("a dialog was opened by what somebody wrote");
		});
		const foreign: string[] = [];
		page.on("request", (request) => {
			const { hostname } = new URL(request.url());
			if (hostname !== "127.0.0.1") foreign.push(request.url());
		});

		const harmless = async (path: string, ready: string | RegExp): Promise<void> => {
			await page.goto(path);
			await expect(page.getByText(ready).first()).toBeVisible({ timeout: 40_000 });
			expect(await page.title()).not.toBe("owned");
			const text = await page.getByRole("main").innerText();
			expect(HIDDEN.test(text), `hidden characters on ${path}`).toBe(false);
			const links = await page
				.getByRole("link")
				.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).protocol));
			expect(links.filter((protocol) => !["http:", "https:", "ipfs:"].includes(protocol))).toEqual([]);
			expect(await page.locator("main img, main script, main b[onclick]").count()).toBe(0);
			for (const width of [390, 1280]) {
				await page.setViewportSize({ width, height: 900 });
				await app.expectNoOverflow(`${path} at ${width} px`);
			}
			await app.accessible(path);
		};
		const [markup, hidden, long, chinese] = made;
		await harmless("/", "<b onclick=alert(1)>Bold</b>");
		await harmless(`/communities/${markup?.community}`, SCRIPT);
		await expect(
			page.getByText(words("community:header.noLink", { text: "javascript:document.title='owned'" })),
		).toBeVisible();
		await harmless(`/communities/${hidden?.community}`, "evorG tunlaW");
		await expect(page.getByText("{{name}} $t(common:nav.home) %s")).toBeVisible();
		await expect(page.getByText(words.pattern("community:header.noLink"))).toBeVisible();
		await harmless(`/communities/${long?.community}`, "W".repeat(64));
		await harmless(`/communities/${chinese?.community}`, "社".repeat(21));
		// A look-alike host is shown in the letters that it really has.
		await expect(page.getByRole("link", { name: "xn--80ak6aa92e.com" })).toBeVisible();
		await harmless(`/communities/${markup?.community}/pools/${markup?.pools[0]}`, "Bold</b>");
		await harmless(`/widget/communities/${markup?.community}`, "Bold</b>");
		await harmless("/exchange", words("exchange:markets"));
		await harmless("/solvency", "W".repeat(64));
		await page.goto("/portfolio");
		await app.choose(who);
		await harmless("/portfolio", "<i>X</i>");

		// Also in the words of a transaction, which stay in the list of recent ones.
		await chain.submit(chain.api.tx.LiquidStaking.mint({ amount: 100n * UNIT }), who);
		await page.goto(`/communities/${hidden?.community}/pools/${hidden?.pools[0]}`);
		await app.field(words("pool:act.amount")).fill("1");
		await app.button(words("pool:act.stake"), page.getByRole("main")).click();
		const review = await app.review.innerText();
		expect(HIDDEN.test(review)).toBe(false);
		await app.sign(words("pool:act.stakeTitle", { amount: "1 tNUT", name: "evorG tunlaW" }));
		await harmless("/settings", words("tx:recent.title"));
		await harmless(`/communities/${hidden?.community}`, devAddress(who).slice(0, 6));
		expect(foreign, "requests to others").toEqual([]);
	});
});
