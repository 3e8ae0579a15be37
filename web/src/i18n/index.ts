import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { createStore } from "@/lib/store";
import { recall, remember } from "@/lib/storage";

/** The languages, by what they call themselves. */
export const LANGUAGES = { en: "English", zh: "中文" } as const;
export type Language = keyof typeof LANGUAGES;

/** A language's words come in one piece: a browser fetches six files at a time. */
const words: Record<Language, () => Promise<Record<string, unknown>>> = {
	en: async () => (await import("./words")).en,
	zh: async () => (await import("./words.zh")).zh,
};

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

/** Fetches the words of a language, and speaks it. */
export async function loadLanguage(language: Language): Promise<void> {
	if (!i18next.hasResourceBundle(language, "common")) {
		for (const [namespace, bundle] of Object.entries(await words[language]())) {
			i18next.addResourceBundle(language, namespace, bundle);
		}
	}
	await i18next.changeLanguage(language);
}

export async function setLanguage(language: Language): Promise<void> {
	await loadLanguage(language);
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
	await loadLanguage(language);
}

export { i18next };
