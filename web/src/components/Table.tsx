import type { ReactNode } from "react";
import styles from "./Table.module.css";

export interface Column<T> {
	key: string;
	head: ReactNode;
	cell: (row: T) => ReactNode;
	/** Numbers stand at the end of their column. */
	number?: boolean;
}

/** A table on a desk; on a phone each row is a block with the heads beside the values, so nothing scrolls sideways. */
export function Table<T>({
	caption,
	columns,
	rows,
	rowKey,
}: {
	/** Read out, not shown. */
	caption: string;
	columns: Column<T>[];
	rows: T[];
	rowKey: (row: T) => string | number;
}) {
	return (
		<table className={styles.table}>
			<caption className="visually-hidden">{caption}</caption>
			<thead>
				<tr>
					{columns.map((column) => (
						<th
							key={column.key}
							scope="col"
							className={column.number ? styles.number : undefined}
						>
							{column.head}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr key={rowKey(row)}>
						{columns.map((column) => (
							<td
								key={column.key}
								className={column.number ? `num ${styles.number}` : undefined}
							>
								<span className={styles.head} aria-hidden="true">
									{column.head}
								</span>
								<span className={styles.value}>{column.cell(row)}</span>
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}
