/**
 * The colour of a community, from its id: the hues of neighbouring ids lie far apart (golden angle), and lightness
 * and chroma come from the theme, so that every hue reads on every ground.
 */
export function hueOf(id: number): number {
	return Math.round((35 + id * 137.508) % 360);
}

/** What the generated logo shows: the first letter or sign of the name. */
export function initialOf(name: string): string {
	const first = Array.from(name.normalize("NFC").trim()).find((sign) => /[\p{L}\p{N}\p{So}]/u.test(sign));
	return (first ?? "·").toLocaleUpperCase();
}
