import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function SettingsScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.settings")} />
			<Skeleton height={320} />
		</>
	);
}
