import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function ExchangeScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.exchange")} />
			<Skeleton height={320} />
		</>
	);
}
