import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { createStore } from "@/lib/store";
import { recall, remember } from "@/lib/storage";

/** The languages, by what they call themselves. */
export const LANGUAGES = { en: "English", zh: "中文" } as const;
export type Language = keyof typeof LANGUAGES;

const bundles = import.meta.glob<Record<string, unknown>>("./*/*.json", { import: "default" });

function isLanguage(text: string | null): text is Language {
	return text !== null && text in LANGUAGES;
}

/** What was chosen, or else what the browser asks for. */
export function initialLanguage(): Language {
	const kept = recall("language");
	if (isLanguage(kept)) return kept;
	return typeof navigator !== "undefined" && navigator.language.startsWith("zh") ? "zh" : "en";
}

export const languageStore = createStore<Language>(initialLanguage());

async function load(language: Language): Promise<void> {
	const prefix = `./${language}/`;
	await Promise.all(
		Object.entries(bundles)
			.filter(([path]) => path.startsWith(prefix))
			.map(async ([path, read]) => {
				const namespace = path.slice(prefix.length, -".json".length);
				if (!i18next.hasResourceBundle(language, namespace)) {
					i18next.addResourceBundle(language, namespace, await read());
				}
			}),
	);
}

export async function setLanguage(language: Language): Promise<void> {
	await load(language);
	await i18next.changeLanguage(language);
	document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
	remember("language", language);
	languageStore.set(language);
}

/** Resolves when the words of the first screen are there. */
export async function startI18n(): Promise<void> {
	const language = languageStore.get();
	await i18next.use(initReactI18next).init({
		lng: language,
		fallbackLng: false,
		defaultNS: "common",
		ns: ["common"],
		resources: {},
		// React escapes; a second time would show &amp;.
		interpolation: { escapeValue: false },
		returnNull: false,
	});
	await load(language);
	await i18next.changeLanguage(language);
	document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export { i18next };
