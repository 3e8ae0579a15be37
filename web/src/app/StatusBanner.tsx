import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import { useApiHealth } from "@/api/health";
import { useChainStatus, useStandstill } from "@/chain/connection";
import { Icon } from "@/components/Icon";
import styles from "./StatusBanner.module.css";

/** Says what is wrong with what the page reads from, and what that means for the reader. */
export function StatusBanner() {
	const { t } = useTranslation();
	const chain = useChainStatus();
	const still = useStandstill();
	const api = useApiHealth();
	const messages: { key: string; tone: "bad" | "note"; text: string; settings?: boolean }[] = [];
	if (chain.phase === "wrongChain") {
		messages.push({
			key: "wrong",
			tone: "bad",
			text: t("banner.wrongChain", { url: chain.url }),
			settings: true,
		});
	} else if (chain.phase === "lost") {
		messages.push({ key: "lost", tone: "bad", text: t("banner.lost", { url: chain.url }) });
	} else if (chain.phase === "failed") {
		messages.push({
			key: "failed",
			tone: "bad",
			text: t("banner.failed", { url: chain.url }),
			settings: true,
		});
	} else if (chain.syncing) {
		messages.push({ key: "syncing", tone: "note", text: t("banner.syncing") });
	} else if (still) {
		messages.push({ key: "still", tone: "note", text: t("banner.still", { block: chain.best?.number }) });
	}
	if (api === "otherChain") messages.push({ key: "api", tone: "note", text: t("banner.apiOtherChain") });
	else if (api === "down") messages.push({ key: "api", tone: "note", text: t("banner.apiDown") });
	else if (api === "behind") messages.push({ key: "api", tone: "note", text: t("banner.apiBehind") });
	return (
		<div className={styles.place} aria-live="polite">
			{messages.map((message) => (
				<div
					key={message.key}
					className={`${styles.banner} ${styles[message.tone]}`}
					data-banner={message.key}
				>
					<p>
						<Icon name="warning" size={18} />
						<span>
							{message.text}{" "}
							{message.settings ? <Link to={"/settings"}>{t("banner.settings")}</Link> : null}
						</span>
					</p>
				</div>
			))}
		</div>
	);
}
