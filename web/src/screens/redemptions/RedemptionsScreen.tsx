import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function RedemptionsScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.redemptions")} />
			<Skeleton height={320} />
		</>
	);
}
