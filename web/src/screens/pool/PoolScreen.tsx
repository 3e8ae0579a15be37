import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function PoolScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.home")} />
			<Skeleton height={320} />
		</>
	);
}
