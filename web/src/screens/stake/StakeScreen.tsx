import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function StakeScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.stake")} />
			<Skeleton height={320} />
		</>
	);
}
