/** The app's own words, by which the tests find what they press and read. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import i18next from "i18next";

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];
type Values = Record<string, string | number>;

export interface Words {
	/** `("create:next")`; throws if there is no such word. */
	(key: string, values?: Values): string;
	/** The word with anything in the gaps that have no value. */
	pattern: (key: string, values?: Values) => RegExp;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export async function wordsOf(language: Language): Promise<Words> {
	const folder = fileURLToPath(new URL(`../src/i18n/${language}/`, import.meta.url));
	const namespaces = Object.fromEntries(
		readdirSync(folder).map((file): [string, object] => [
			file.replace(/\.json$/, ""),
			JSON.parse(readFileSync(folder + file, "utf8")) as object,
		]),
	);
	const instance = i18next.createInstance();
	await instance.init({
		lng: language,
		fallbackLng: false,
		ns: Object.keys(namespaces),
		defaultNS: "common",
		resources: { [language]: namespaces },
		interpolation: { escapeValue: false },
	});
	const known = (key: string): string => {
		if (!instance.exists(key)) throw new Error(`the app has no word ${key} in ${language}`);
		return key;
	};
	// The tests make keys out of parts, which the app's own types do not allow.
	const translate = instance.t as unknown as (key: string, values: Values) => string;
	const words = (key: string, values: Values = {}): string => translate(known(key), values);
	const pattern = (key: string, values: Values = {}): RegExp => {
		const [namespace = "common", path = ""] = known(key).includes(":") ? key.split(":") : ["common", key];
		const raw = String(instance.getResource(language, namespace, path));
		return new RegExp(
			raw
				.split(/(\{\{\w+\}\})/)
				.map((part) => {
					const gap = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
					if (gap === undefined) return escaped(part);
					const value = values[gap];
					return value === undefined ? ".+" : escaped(String(value));
				})
				.join(""),
		);
	};
	return Object.assign(words, { pattern });
}
