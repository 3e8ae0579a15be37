/** Bad input in the fields: what is wrong stands beside the field, the way on stays closed, what was typed stays. */
import { expect, inEachLanguage, LANGUAGES, test, type App } from "./app";

/** Types and leaves the field; the message is its description, which screen readers say with it. */
async function refused(app: App, label: string, text: string, message: string | RegExp): Promise<void> {
	const field = app.field(label);
	await field.fill(text);
	await field.blur();
	await expect(field, `"${label}" with "${text}"`).toHaveAccessibleDescription(message);
	await expect(field).toHaveAttribute("aria-invalid", "true");
	await expect(field).toHaveValue(text);
}

async function taken(app: App, label: string, text: string): Promise<void> {
	const field = app.field(label);
	await field.fill(text);
	await field.blur();
	await expect(field, `"${label}" with "${text}"`).not.toHaveAttribute("aria-invalid", "true");
}

/** What is no amount of something with 12 decimals, and the key of the message. */
const AMOUNTS: [string, string][] = [
	["1,000", "amount.separator"],
	["1 000", "amount.separator"],
	["1'000", "amount.separator"],
	["1e6", "amount.exponent"],
	["-5", "amount.negative"],
	["abc", "amount.notANumber"],
	["1.2.3", "amount.notANumber"],
	["0x10", "amount.notANumber"],
	["0.0000000000001", "amount.decimals"],
	["9".repeat(40), "amount.tooLarge"],
];

inEachLanguage(LANGUAGES, () => {
	test("each field of the wizard says what is wrong with it", async ({ page, app, words }) => {
		// More than a hundred fields are filled, one after the other.
		test.setTimeout(480_000);
		await page.goto("/create");
		const next = app.button(words("create:next"));
		const closed = async (): Promise<void> => {
			await expect(next).toBeDisabled();
			await expect(page.getByText(words("create:missing"))).toBeVisible();
		};
		const problem = (key: string, values = {}): string => words(`create:problem.${key}`, values);
		const amounts = async (label: string): Promise<void> => {
			for (const [text, key] of AMOUNTS) {
				await refused(app, label, text, words(key, { decimals: 12, symbol: "OK" }));
			}
		};

		// Profile.
		const name = words("create:name");
		await refused(app, name, "", problem("required"));
		await refused(app, name, "   ", problem("required"));
		await refused(app, name, "\u200b\u202e", problem("required"));
		await refused(app, name, "x".repeat(65), problem("bytes", { have: 65, most: 64 }));
		await refused(app, name, "社".repeat(22), problem("bytes", { have: 66, most: 64 }));
		await closed();
		await taken(app, name, "Good Name");
		await refused(
			app,
			words("create:description"),
			"y".repeat(513),
			problem("bytes", { have: 513, most: 512 }),
		);
		await taken(app, words("create:description"), "");
		for (const field of ["website", "logo"]) {
			for (const link of [
				"javascript:alert(1)",
				"data:text/html,<b>",
				"example.org",
				"ftp://example.org",
				"https://user:secret@example.org",
				"java\tscript:alert(1)",
			]) {
				await refused(app, words(`create:${field}`), link, problem("link"));
			}
			await refused(
				app,
				words(`create:${field}`),
				`https://example.org/${"z".repeat(250)}`,
				problem("bytes", { have: 270, most: 256 }),
			);
			await closed();
			await taken(app, words(`create:${field}`), "ipfs://bafybeigdyrzt");
		}
		await next.click();

		// Token.
		await refused(app, words("create:tokenName"), "", problem("required"));
		await refused(
			app,
			words("create:tokenName"),
			"t".repeat(51),
			problem("bytes", { have: 51, most: 50 }),
		);
		await taken(app, words("create:tokenName"), "Good");
		await refused(app, words("create:symbol"), "", problem("required"));
		await refused(app, words("create:symbol"), "ABCDEFGHIJKLM", problem("bytes", { have: 13, most: 12 }));
		await closed();
		await taken(app, words("create:symbol"), "OK");
		for (const text of ["19", "1.5", "-1", "abc", ""]) {
			await refused(app, words("create:decimals"), text, problem("decimals"));
		}
		await taken(app, words("create:decimals"), "12");
		await amounts(words("create:premint"));
		await taken(app, words("create:premint"), "0");
		await amounts(words("create:maxSupply"));
		await closed();
		await taken(app, words("create:maxSupply"), "");
		await next.click();

		// Distribution: both kinds of schedule.
		for (const text of ["0", "-1", "abc", "1e3", "", "99999999999"]) {
			await refused(app, words("create:startsIn"), text, problem("time"));
			await refused(app, words("create:halvesEvery"), text, problem("time"));
		}
		await taken(app, words("create:startsIn"), "10");
		await taken(app, words("create:halvesEvery"), "30");
		await amounts(words("create:firstPerDay"));
		await refused(app, words("create:firstPerDay"), "", words("amount.empty"));
		await refused(app, words("create:firstPerDay"), "0.000000000001", problem("rate"));
		for (const text of ["33", "1.5", "-1", "x", ""]) {
			await refused(app, words("create:halvings"), text, problem("halvings"));
		}
		await closed();
		await taken(app, words("create:halvings"), "2");
		await taken(app, words("create:firstPerDay"), "100000");
		await expect(next).toBeEnabled();
		await page
			.getByRole("combobox", { name: words("create:curve") })
			.selectOption({ label: words("create:curveSteps") });
		await closed();
		await refused(app, words("create:length"), "0", problem("time"));
		await taken(app, words("create:length"), "30");
		await amounts(words("create:perDay"));
		await taken(app, words("create:perDay"), "100000");
		await next.click();

		// Pools.
		for (const field of ["fundShare", "weight", "toFund"]) {
			for (const text of ["101", "-1", "abc", "1,5", ""]) {
				await refused(app, words(`create:${field}`), text, problem("percent"));
			}
			await closed();
			await taken(app, words(`create:${field}`), "50");
		}
		await taken(app, words("create:weight"), "40");
		await expect(page.getByText(problem("budget", { sum: 90 }))).toBeVisible();
		await closed();
		await app.button(words("create:rest")).click();
		await expect(app.field(words("create:weight"))).toHaveValue("50");
		const kind = page.getByRole("combobox", { name: words("create:kind") });
		await kind.selectOption({ label: words("create:kinds.Term") });
		for (const text of ["0", "101", "abc", ""]) {
			await refused(app, words("create:multiplier"), text, problem("multiplier"));
		}
		await taken(app, words("create:multiplier"), "1");
		await kind.selectOption({ label: words("create:kinds.Contribution") });
		for (const text of ["", "not an address", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut0l"]) {
			await refused(app, words("create:signers"), text, problem("signer"));
		}
		await closed();
		await taken(app, words("create:signers"), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
		await refused(app, words("create:notice"), "abc", problem("time"));
		const days = page.getByRole("combobox", { name: new RegExp(`^${words("create:notice")}`) });
		await days.selectOption({ label: words("create:units.days") });
		await refused(app, words("create:notice"), "900", words.pattern("create:problem.notice"));
		await closed();
		await app.accessible("wizard with a mistake");
	});

	test("amounts that are none, or are not there, are refused before anything is signed", async ({
		page,
		app,
		words,
	}) => {
		await page.goto("/stake");
		await app.choose("Eve");
		const panel = page.getByRole("tabpanel");
		const give = words("stake:mint.give");
		const action = app.button(words("stake:mint.action"), panel);
		for (const [text, key] of AMOUNTS) {
			await refused(app, give, text, words(key, { decimals: 12, symbol: "NUT" }));
			await expect(action).toBeDisabled();
		}
		await refused(app, give, "0", words("amount.zero"));
		await refused(app, give, "99999999999", words.pattern("amount.aboveBalance"));
		await expect(action).toBeDisabled();
		// As a Chinese keyboard writes it.
		await taken(app, give, "１０。5");
		await expect(action).toBeEnabled();
		await app.accessible("a field with a mistake");

		await page.getByRole("tab", { name: words("stake:exit.tab") }).click();
		await refused(app, words("stake:exit.give"), "1,5", words("amount.separator"));
		await refused(app, words("stake:exit.give"), "99999999999", words.pattern("amount.aboveBalance"));
		await expect(app.button(words("stake:exit.action.queue"), panel)).toBeDisabled();
		// What was typed on the other side is still there.
		await page.getByRole("tab", { name: words("stake:mint.tab") }).click();
		await expect(app.field(give)).toHaveValue("１０。5");

		await page.goto("/communities/1/pools/1");
		await refused(app, words("pool:act.amount"), "1e3", words("amount.exponent"));
		await refused(app, words("pool:act.amount"), "99999999999", words.pattern("amount.aboveBalance"));
		await expect(app.button(words("pool:act.stake"), page.getByRole("main"))).toBeDisabled();
	});

	test("addresses of nothing lead somewhere", async ({ page, words, app }) => {
		for (const [path, text] of [
			["/communities/4000000000", words("community:notFound.title", { id: "4000000000" })],
			["/communities/abc", words("community:notFound.title", { id: "abc" })],
			["/communities/1/pools/99999", words("pool:notFound", { id: "99999" })],
			["/nowhere", words("notFound.title")],
		] as const) {
			await page.goto(path);
			await expect(page.getByText(text)).toBeVisible();
			await app.accessible(path);
		}
	});
});
