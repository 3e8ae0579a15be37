import { useTranslation } from "react-i18next";
import { PageHead } from "@/components/Page";
import { Skeleton } from "@/components/States";

export function CreateScreen() {
	const { t } = useTranslation();
	return (
		<>
			<PageHead title={t("nav.create")} />
			<Skeleton height={320} />
		</>
	);
}
