/**
 * What the server has written of a community into the page that it sent (services/indexer/src/api/page.rs), and public/shell.js
 * has shown. Read when the app begins: the address changes afterwards, the tags do not.
 */
export interface Told {
	id: number;
	name: string;
	description: string;
}

export function readTold(page: Document, path: string): Told | undefined {
	const id = /^\/communities\/(\d+)$/.exec(path)?.[1];
	const meta = (property: string): string =>
		page.querySelector(`meta[property="og:${property}"]`)?.getAttribute("content") ?? "";
	const name = meta("title");
	return id !== undefined && name !== ""
		? { id: Number(id), name, description: meta("description") }
		: undefined;
}

// The first picture of a page is rendered where there is none.
const told = typeof document === "undefined" ? undefined : readTold(document, location.pathname);

/** What is known of the community before anybody was asked. */
export function toldOf(id: number | undefined): Told | undefined {
	return told?.id === id ? told : undefined;
}
