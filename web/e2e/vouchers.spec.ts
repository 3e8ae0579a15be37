/** Journey 7: an app signs a reward voucher for a member; the member claims it; it can't be claimed twice. */
import { expect, inEachLanguage, LANGUAGES, test } from "./app";
import { createCommunity, devAddress, tnutPool, UNIT } from "./client";
import { until } from "./chain";

const at = { at: "best" } as const;
const APP = "Charlie";
const MEMBER = "Bob";

inEachLanguage(LANGUAGES, (language) => {
	test("an app signs a reward, the member claims it, and nobody claims it again", async ({
		page,
		app,
		words,
		chain,
	}) => {
		const name = language === "en" ? "Share & Earn" : "分享社";
		const symbol = language === "en" ? "SHARE" : "分享";
		const created = await createCommunity(chain, APP, {
			name,
			symbol,
			pools: [
				tnutPool(500_000_000),
				{
					kind: { type: "Contribution", value: { signers: [devAddress(APP)] } },
					weight: 400_000_000,
					yield_split: { fund: 0, stakers: 1_000_000_000 },
				},
			],
		});
		const pool = created.pools[1] ?? 0;
		await until("there is something to pay", 60, async () => {
			const view = await chain.api.view.Communities.pool(pool, at);
			return (view?.budget ?? 0n) >= 10n * UNIT;
		});

		// The app's key signs; no transaction, no fee.
		await page.goto(`/communities/${created.community}/pools/${pool}`);
		await expect(page.getByText(devAddress(APP))).toBeVisible();
		await app.accessible("pool for app rewards");
		await page.getByRole("link", { name: words("pool:contribution.claim") }).click();
		await app.choose(APP);
		const desk = app.card(words("vouchers:sign"));
		await desk
			.getByRole("combobox", { name: words("vouchers:pool"), exact: true })
			.selectOption({ label: `${name} #${pool}` });
		const member = app.field(words("vouchers:member"), desk);
		await member.fill("not an address");
		await expect(member).toHaveAccessibleDescription(words("vouchers:badAddress"));
		await member.fill(devAddress(MEMBER));
		await app.field(words("vouchers:amount"), desk).fill("5");
		await app.field(words("vouchers:validFor"), desk).fill("10");
		await desk
			.getByRole("combobox", { name: new RegExp(`^${words("vouchers:validFor")}`) })
			.selectOption({ label: words("create:units.minutes") });
		await app.accessible("signing a voucher");
		await app.button(words("vouchers:doSign"), desk).click();
		const link = await app.field(words("vouchers:signed"), desk).inputValue();
		expect(link).toContain("/vouchers#");
		await expect(app.toasts).toHaveCount(0);

		// A link for nothing is opened in the same tab, and then the right one. Somebody else cannot use it.
		const claims = app.card(words("vouchers:claim"));
		await page.goto(withOther(link, { community: 4_000_000_000 }));
		await expect(claims).toContainText(words("vouchers:nowhere", { community: 4_000_000_000, pool }));
		await app.accessible("a voucher of no community");
		await page.goto(link);
		const claim = app.button(words("vouchers:doClaim"), claims);
		await expect(claims).toContainText(words.pattern("vouchers:notYours"));
		await expect(claim).toBeDisabled();

		// The member can, once.
		await app.choose(MEMBER);
		await expect(app.stat(words("vouchers:amount"), claims)).toHaveText(`5 ${symbol}`);
		await expect(app.stat(words("vouchers:community"), claims)).toHaveText(name);
		await app.accessible("claiming a voucher");
		await claim.click();
		await app.sign(words("vouchers:claimTitle", { amount: `5 ${symbol}`, name }));
		const account = await chain.api.query.Assets.Account.getValue(created.token, devAddress(MEMBER), at);
		expect(account?.balance).toBe(5n * UNIT);
		await expect(app.field(words("vouchers:paste"), claims)).toHaveValue("");
		await page.goto(link);
		await expect(claims).toContainText(words("vouchers:used"));
		await expect(claim).toBeDisabled();
		await app.accessible("a voucher that was claimed");

		// A voucher that was changed on the way is refused by the chain before it is sent, and stays in the field.
		await page.goto("/vouchers");
		const changed = changedAmount(link);
		const field = app.field(words("vouchers:paste"), claims);
		await field.fill(changed);
		await claim.click();
		await app.button(words("tx:review.sign"), app.review).click();
		await expect(app.toasts.first()).toContainText(words("errors:Communities.BadSignature.what"));
		await expect(app.toasts.first()).toContainText(words("tx:nothingPaid"));
		await expect(field).toHaveValue(changed);
		// And what is no voucher at all is said to be none.
		await field.fill("https://example.org/vouchers#hello");
		await expect(field).toHaveAccessibleDescription(words("vouchers:unreadable"));
	});
});

interface Fields {
	community: number;
	amount: string;
	id: string;
}

function fieldsOf(link: string): Fields {
	return JSON.parse(Buffer.from(link.split("#")[1] ?? "", "base64url").toString()) as Fields;
}

/** The link of a voucher that says something else, under the old signature. */
function withOther(link: string, change: Partial<Fields>): string {
	const text = JSON.stringify({ ...fieldsOf(link), ...change });
	return `${link.split("#")[0]}#${Buffer.from(text).toString("base64url")}`;
}

/** The voucher with another number and twice the amount, under the old signature. */
function changedAmount(link: string): string {
	const voucher = fieldsOf(link);
	return JSON.stringify({
		...voucher,
		amount: String(BigInt(voucher.amount) * 2n),
		id: String(BigInt(voucher.id) + 1n),
	});
}
