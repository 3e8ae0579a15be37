import "i18next";
import type { en } from "./words";

// Keys are checked by the compiler against the English words; src/i18n/words.test.ts compares the languages.
declare module "i18next" {
	interface CustomTypeOptions {
		defaultNS: "common";
		resources: typeof en;
	}
}
