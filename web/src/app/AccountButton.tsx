import { useTranslation } from "react-i18next";
import { useAccount } from "@/chain/accounts";
import { Icon } from "@/components/Icon";
import { shortAddress, shown } from "@/lib/text";
import { pickerStore } from "./picker";
import styles from "./AccountButton.module.css";

export function AccountButton() {
	const { t } = useTranslation();
	const account = useAccount();
	return (
		<button
			type="button"
			className={`${styles.button} ${account ? styles.chosen : ""}`}
			onClick={() => pickerStore.set(true)}
			aria-haspopup="dialog"
		>
			<Icon name="wallet" size={18} />
			<span className={styles.name}>
				{account ? shown(account.name, 20) || shortAddress(account.address) : t("account.connect")}
			</span>
			{account?.source === "dev" ? <span className={styles.dev}>{t("account.devBadge")}</span> : null}
		</button>
	);
}
