import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function SolvencyScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.solvency")} />
			<Skeleton height={320} />
		</>
	);
}
