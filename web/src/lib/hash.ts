import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
	window.addEventListener("hashchange", listener);
	return () => window.removeEventListener("hashchange", listener);
}

/** What stands behind `#` in the page's address, also after another link of the same page was opened. */
export function useHash(): string {
	return useSyncExternalStore(subscribe, () => window.location.hash.slice(1));
}

/** Takes it out of the address, so that the same link can be opened again. */
export function dropHash(): void {
	history.replaceState(history.state, "", location.pathname + location.search);
}
