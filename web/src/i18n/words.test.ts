import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "./words";

const folder = join(process.cwd(), "src/i18n");

function flat(value: unknown, prefix = ""): Record<string, string> {
	if (typeof value === "string") return { [prefix]: value };
	return Object.assign(
		{},
		...Object.entries(value as Record<string, unknown>).map(([key, inner]) =>
			flat(inner, prefix ? `${prefix}.${key}` : key),
		),
	) as Record<string, string>;
}

function words(language: string, namespace: string): Record<string, string> {
	return flat(JSON.parse(readFileSync(join(folder, language, `${namespace}.json`), "utf8")));
}

function placeholders(text: string): string[] {
	return (text.match(/\{\{\s*\w+\s*\}\}|<\/?\w+\s*\/?>/g) ?? [])
		.map((one) => one.replace(/\s/g, ""))
		.sort();
}

const namespaces = readdirSync(join(folder, "en")).map((file) => file.replace(".json", ""));

describe("words", () => {
	it("have the same files in both languages, all of them known to the compiler", () => {
		expect(readdirSync(join(folder, "zh")).sort()).toEqual(readdirSync(join(folder, "en")).sort());
		expect(Object.keys(en).sort()).toEqual([...namespaces].sort());
	});

	it.each(namespaces)("%s: have the same keys and the same gaps to fill in", (namespace) => {
		const [english, chinese] = [words("en", namespace), words("zh", namespace)];
		expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
		for (const [key, text] of Object.entries(english)) {
			expect(text.trim(), key).not.toBe("");
			expect(chinese[key]?.trim(), key).not.toBe("");
			expect(placeholders(chinese[key] ?? ""), key).toEqual(placeholders(text));
		}
	});

	it.each(namespaces)("%s: are Chinese where they should be", (namespace) => {
		for (const [key, text] of Object.entries(words("zh", namespace))) {
			// What has letters but no Chinese character was forgotten, unless it is a name or a symbol.
			const prose = text.replace(/\{\{\w+\}\}|<[^>]+>/g, "");
			if (/[a-z]{4,} [a-z]{2,}/.test(prose)) expect(prose, key).toMatch(/\p{Script=Han}/u);
		}
	});
});
