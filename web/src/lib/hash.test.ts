import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { dropHash, useHash } from "./hash";

/** As a browser does when a link of the same page is opened. */
function open(hash: string): void {
	act(() => {
		history.replaceState(null, "", `/vouchers#${hash}`);
		window.dispatchEvent(new Event("hashchange"));
	});
}

it("follows the links that are opened in the same tab", () => {
	history.replaceState(null, "", "/vouchers#one");
	const { result, rerender } = renderHook(useHash);
	expect(result.current).toBe("one");
	open("two");
	expect(result.current).toBe("two");
	dropHash();
	rerender();
	expect(result.current).toBe("");
	expect(location.pathname).toBe("/vouchers");
	open("two");
	expect(result.current).toBe("two");
});
