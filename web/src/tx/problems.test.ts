import i18next, { type TFunction } from "i18next";
import { beforeAll, describe as group, expect, it } from "vitest";
import english from "@/i18n/en/errors.json";
import chinese from "@/i18n/zh/errors.json";
import { describe, ofDispatch, ofThrown, ofValidity } from "./problems";
import { errorNames } from "./metadata.testing";

let t: Record<"en" | "zh", TFunction<"errors">>;
beforeAll(async () => {
	await i18next.init({
		lng: "en",
		ns: ["errors"],
		defaultNS: "errors",
		resources: { en: { errors: english }, zh: { errors: chinese } },
		interpolation: { escapeValue: false },
	});
	t = { en: i18next.getFixedT("en", "errors"), zh: i18next.getFixedT("zh", "errors") };
});

group("the chain's errors", () => {
	// The pallets whose calls the app makes. Of the others a general sentence with the name is enough.
	it.each(["Communities", "LiquidStaking", "AssetConversion", "SteemGateway", "SteemDelegations"])(
		"of %s all have words",
		(pallet) => {
			const names = errorNames(pallet);
			expect(names.length).toBeGreaterThan(10);
			for (const name of names) {
				for (const language of ["en", "zh"] as const) {
					const sentence = describe({ kind: "module", pallet, name }, t[language]);
					expect(sentence.what, `${pallet}.${name}`).not.toContain(name);
					expect(sentence.todo, `${pallet}.${name}`).not.toBe("");
				}
			}
		},
	);

	it("that nobody has words for are named", () => {
		const sentence = describe({ kind: "module", pallet: "Staking", name: "NotStash" }, t.en);
		expect(sentence.what).toContain("Staking.NotStash");
		expect(sentence.todo).not.toBe("");
	});
});

group("problems", () => {
	it("are read from what the chain says", () => {
		expect(
			ofDispatch({ type: "Module", value: { type: "Communities", value: { type: "NotOwner" } } }),
		).toEqual({
			kind: "module",
			pallet: "Communities",
			name: "NotOwner",
		});
		expect(ofDispatch({ type: "Token", value: { type: "FundsUnavailable" } })).toEqual({
			kind: "token",
			name: "FundsUnavailable",
		});
		expect(ofDispatch({ type: "BadOrigin" })).toEqual({ kind: "dispatch", name: "BadOrigin" });
		expect(ofValidity({ type: "Invalid", value: { type: "Payment" } })).toEqual({ kind: "noFee" });
		expect(ofValidity({ type: "Invalid", value: { type: "Stale" } })).toEqual({
			kind: "invalid",
			name: "Stale",
		});
	});

	it.each(["Cancelled", "Rejected by user", "User denied transaction", "declined"])(
		"know a refusal: %s",
		(text) => {
			expect(ofThrown(new Error(text))).toEqual({ kind: "refused" });
		},
	);

	it("show what nobody foresaw, as text", () => {
		const sentence = describe(ofThrown(new Error("<img src=x onerror=alert(1)>")), t.en);
		expect(sentence.what).toContain("<img");
	});
});
