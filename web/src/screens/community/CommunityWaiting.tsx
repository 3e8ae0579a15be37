import { useApi } from "@/api/hooks";
import { toldOf } from "@/app/told";
import { Logo, NoSign } from "@/components/Logo";
import { Columns, PageHead, Stack } from "@/components/Page";
import { Skeleton } from "@/components/States";
import { shown } from "@/lib/text";

/**
 * A community's page before the chain has answered: its name and description stand in the page that the server sent, or come
 * from the index, which is quicker.
 * Without an id it is the page that is rendered when the app is built; public/shell.js fills in what `data-fill` names.
 */
export function CommunityWaiting({ id }: { id: number | undefined }) {
	const summary = useApi(
		"/api/v1/communities/{community}",
		{ path: { community: id ?? 0 } as never },
		{ enabled: id !== undefined },
	);
	const known = id === undefined ? undefined : (summary.data ?? toldOf(id));
	const name = known ? shown(known.name, 64) || `#${known.id}` : "";
	return (
		<>
			{known ? (
				<PageHead
					title={name}
					sign={<Logo id={known.id} name={name} size={56} />}
					lead={shown(known.description, 512) || undefined}
				/>
			) : id === undefined ? (
				<PageHead
					title={<span data-fill="name" />}
					sign={<NoSign size={56} />}
					lead={<span data-fill="description" />}
				/>
			) : (
				<Skeleton height={84} />
			)}
			<Stack>
				<Skeleton height={126} />
				<Columns
					aside={
						<>
							<Skeleton height={260} />
							<Skeleton height={320} />
						</>
					}
				>
					<Skeleton height={240} />
					<Skeleton height={380} />
				</Columns>
			</Stack>
		</>
	);
}
