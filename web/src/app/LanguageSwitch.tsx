import { useTranslation } from "react-i18next";
import { languageStore, setLanguage } from "@/i18n";
import { useStore } from "@/lib/store";
import styles from "./LanguageSwitch.module.css";

/** One press to the other language, named in that language. */
export function LanguageSwitch() {
	const { t } = useTranslation();
	const now = useStore(languageStore);
	const other = now === "en" ? "zh" : "en";
	return (
		<button
			type="button"
			className={styles.switch}
			lang={other === "zh" ? "zh-CN" : "en"}
			// Begins with what is to be seen, for those who speak to their browser.
			aria-label={other === "zh" ? "中文：切换到中文" : "EN: switch to English"}
			title={t("nav.language")}
			onClick={() => void setLanguage(other)}
		>
			{other === "zh" ? "中文" : "EN"}
		</button>
	);
}
