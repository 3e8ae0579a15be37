/**
 * The address of a link that a user of the chain wrote, if it is one that we follow: http(s) or ipfs. Everything
 * else (javascript:, data:, mailto:, user names and passwords inside) is text and no more.
 */
export function safeLink(text: string): string | undefined {
	const trimmed = text.trim();
	// Control characters are stripped by URL parsers, and so can hide a scheme.
	// eslint-disable-next-line no-control-regex
	if (trimmed === "" || /[\u0000-\u0020\u007f-\u009f]/.test(trimmed)) return undefined;
	let url: URL;
	try {
		url = new URL(trimmed);
	} catch {
		return undefined;
	}
	if (!["https:", "http:", "ipfs:"].includes(url.protocol)) return undefined;
	if (url.username !== "" || url.password !== "") return undefined;
	if (url.protocol === "ipfs:" ? url.href.length <= "ipfs://".length : url.hostname === "")
		return undefined;
	return url.href;
}

/** What to show of a link: the host in ASCII (so that look-alike letters show), and the path. */
export function linkText(href: string): string {
	const url = new URL(href);
	const path = url.pathname === "/" ? "" : url.pathname;
	const text = url.protocol === "ipfs:" ? href : url.host + path;
	return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
