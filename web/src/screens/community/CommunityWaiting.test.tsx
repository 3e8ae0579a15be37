import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { en } from "@/i18n/words";

beforeAll(async () => {
	await i18next.use(initReactI18next).init({ lng: "en", resources: { en }, defaultNS: "common" });
});

afterEach(() => {
	vi.unstubAllGlobals();
	document.head.replaceChildren();
	history.replaceState(null, "", "/");
});

describe("a community's page before anybody has answered", () => {
	it("goes on with what the server has told of it, and of no other", async () => {
		vi.stubGlobal("fetch", () => new Promise(() => undefined));
		history.replaceState(null, "", "/communities/7");
		for (const [property, content] of [
			["title", "Walnut\u202e Grove"],
			["description", ""],
		] as const) {
			const meta = document.createElement("meta");
			meta.setAttribute("property", `og:${property}`);
			meta.content = content;
			document.head.append(meta);
		}
		vi.resetModules();
		const { CommunityWaiting } = await import("./CommunityWaiting");
		// The app has gone on since: it is what was loaded that counts.
		history.replaceState(null, "", "/communities/8");
		const show = (id: number) =>
			render(
				<QueryClientProvider client={new QueryClient()}>
					<CommunityWaiting id={id} />
				</QueryClientProvider>,
			);
		const told = show(7);
		expect(told.container.querySelector("h1")?.lastChild?.textContent).toBe("Walnut Grove");
		expect(told.container.querySelector("p")).toBeNull();
		told.unmount();
		expect(show(8).container.querySelector("h1")).toBeNull();
	});
});
