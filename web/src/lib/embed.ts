/** What another web page has to hold to show a community: a frame, whose text no name can break out of. */
export function embedCode(origin: string, community: number, name: string): string {
	const title = name.replace(/[^\p{L}\p{N} ]/gu, "").trim();
	return `<iframe src="${origin}/widget/communities/${community}" width="380" height="300" title="${title}"></iframe>`;
}
