import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function PortfolioScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.portfolio")} />
			<Skeleton height={320} />
		</>
	);
}
