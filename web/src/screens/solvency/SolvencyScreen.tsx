import { useTranslation } from "react-i18next";
import { useLedger } from "@/chain/liquid";
import { Card } from "@/components/Card";
import { Columns, PageHead, Stack } from "@/components/Page";
import { Failed, Skeleton } from "@/components/States";
import { Communities } from "./Communities";
import { Books, Insurance, Verdict, YieldBook } from "./Ledger";
import { Slashes } from "./Slashes";
import { Validators } from "./Validators";
import styles from "./SolvencyScreen.module.css";

export function SolvencyScreen() {
	const { t } = useTranslation("solvency");
	const ledger = useLedger();
	return (
		<>
			<PageHead title={t("title")} lead={t("lead")} />
			{ledger.data ? (
				<div data-hue="" className={styles.hue}>
					<Stack>
						<Verdict now={ledger.data} />
						<Columns
							aside={
								<>
									<Insurance now={ledger.data} />
									<YieldBook now={ledger.data} />
								</>
							}
						>
							<Books now={ledger.data} />
							<Slashes now={ledger.data} />
						</Columns>
						<Validators />
						<Communities />
					</Stack>
				</div>
			) : ledger.isPending ? (
				<Stack>
					<Card>
						<Skeleton height={96} />
					</Card>
					<Card>
						<Skeleton height={320} />
					</Card>
				</Stack>
			) : ledger.data === null ? (
				<Failed what={t("noLedger")} todo={t("noLedgerText")} onRetry={() => void ledger.refetch()} />
			) : (
				<Failed onRetry={() => void ledger.refetch()} />
			)}
		</>
	);
}
