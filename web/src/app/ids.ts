/** A path segment as an id of the chain (u32); anything else is NaN, which every screen shows as "not found". */
export function idOf(text: string): number {
	const id = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
	return id <= 0xffff_ffff ? id : NaN;
}
