import { useTranslation } from "react-i18next";
import { NATIVE } from "@/chain/assets";
import { useValidators, type ValidatorInfo } from "@/chain/liquid";
import { Amount } from "@/components/Amount";
import { Card } from "@/components/Card";
import { Empty, Failed, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { formatPpb } from "@/lib/amount";
import { shortAddress } from "@/lib/text";
import styles from "./SolvencyScreen.module.css";

type Row = ValidatorInfo & { role: "nominated" | "reserve" | "retired" };

export function Validators() {
	const { t } = useTranslation("solvency");
	const read = useValidators();
	const rows: Row[] | undefined = read.data && [
		...read.data.nominated.map((one) => ({ ...one, role: "nominated" as const })),
		...read.data.reserve.map((one) => ({ ...one, role: "reserve" as const })),
		...read.data.retired.map((one) => ({ ...one, role: "retired" as const })),
	];
	return (
		<Card title={t("validators.title")} aside={t("validators.text")} flush>
			{read.isError && !rows ? (
				<Failed onRetry={() => void read.refetch()} />
			) : rows === undefined ? (
				<div className={styles.waiting}>
					<Skeleton height={140} />
				</div>
			) : rows.length === 0 ? (
				<Empty title={t("validators.none")}>{t("validators.noneText")}</Empty>
			) : (
				<Table
					caption={t("validators.title")}
					rows={rows}
					rowKey={(row) => row.address}
					columns={[
						{
							key: "who",
							head: t("validators.who"),
							cell: (row) => <span title={row.address}>{shortAddress(row.address)}</span>,
						},
						{
							key: "role",
							head: t("validators.role"),
							cell: (row) => t(`validators.${row.role}`),
						},
						{
							key: "state",
							head: t("validators.state"),
							cell: (row) =>
								row.slashedIn !== undefined ? (
									<span className={styles.lost}>
										{t("validators.slashed", { era: row.slashedIn })}
									</span>
								) : row.active ? (
									t("validators.active")
								) : (
									<span className="soft">{t("validators.waiting")}</span>
								),
						},
						{
							key: "commission",
							head: t("validators.commission"),
							number: true,
							cell: (row) => formatPpb(row.commission),
						},
						{
							key: "stake",
							head: t("validators.stake"),
							number: true,
							cell: (row) => <Amount value={row.stake} asset={NATIVE} places={0} />,
						},
					]}
				/>
			)}
		</Card>
	);
}
