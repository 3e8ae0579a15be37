/** What the browser keeps for us. It may be closed to us or hold anything: every read is checked by its caller. */
const PREFIX = "nutbox.";

export function remember(key: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(PREFIX + key);
		else localStorage.setItem(PREFIX + key, value);
	} catch {
		// Private mode or a full disk: the page works, it only forgets.
	}
}

export function recall(key: string): string | null {
	try {
		return localStorage.getItem(PREFIX + key);
	} catch {
		return null;
	}
}

/** A record that was kept as JSON; `undefined` if there is none or it is not what `check` wants. */
export function recallJson<T>(key: string, check: (value: unknown) => value is T): T | undefined {
	const text = recall(key);
	if (text === null) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return check(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
