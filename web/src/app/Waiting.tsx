import { Columns, Stack } from "@/components/Page";
import { Skeleton } from "@/components/States";

/** What a screen looks like before its code is there. */
export function Waiting() {
	return (
		<Stack>
			<Skeleton height={56} />
			<Columns aside={<Skeleton height={260} />}>
				<Skeleton height={380} />
			</Columns>
		</Stack>
	);
}
