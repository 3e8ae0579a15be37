import { useCallback, useState } from "react";

/** The width of an element in pixels, and again when it changes. 0 before it is known. */
export function useWidth(): [(element: HTMLElement | null) => (() => void) | undefined, number] {
	const [width, setWidth] = useState(0);
	const follow = useCallback((element: HTMLElement | null) => {
		if (!element) return undefined;
		setWidth(element.clientWidth);
		const observer = new ResizeObserver(() => setWidth(element.clientWidth));
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return [follow, width];
}
