import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { buttonClass } from "@/components/Button";
import { Empty, Failed } from "@/components/States";

export function NotFound() {
	const { t } = useTranslation();
	return (
		<Empty
			page
			title={t("notFound.title")}
			action={
				<Link to="/" className={buttonClass("plain")}>
					{t("notFound.home")}
				</Link>
			}
		>
			{t("notFound.text")}
		</Empty>
	);
}

/** A screen that broke takes nothing else with it. */
export function RouteFailed({ reset }: { reset: () => void }) {
	const { t } = useTranslation();
	return <Failed page what={t("crash.title")} todo={t("crash.text")} onRetry={reset} />;
}
