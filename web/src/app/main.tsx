import "@/design/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { listenToApi } from "@/api/hooks";
import { restoreAccount } from "@/chain/accounts";
import { chain } from "@/chain/connection";
import { refreshWithBlocks } from "@/chain/hooks";
import { startI18n } from "@/i18n";
import { queryClient } from "./query";
import { router } from "./router";
import "./theme";
import "./told";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

// Not before the screen's code is there, too: what the page shows meanwhile (public/shell.js) goes in one step.
try {
	await Promise.all([startI18n(), router.load()]);
} catch (error) {
	dispatchEvent(new Event("nutbox:failed"));
	throw error;
}
createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={queryClient}>
			<RouterProvider router={router} />
		</QueryClientProvider>
	</StrictMode>,
);
dispatchEvent(new Event("nutbox:started"));
refreshWithBlocks();
listenToApi();
// When the first screen is there: the chain's client is the largest part of the app. A screen that reads the chain does
// not wait for this.
function connect(): void {
	void chain()
		.then(() => restoreAccount())
		.catch(() => undefined);
}
if (typeof requestIdleCallback === "function") requestIdleCallback(connect, { timeout: 2_000 });
else setTimeout(connect, 0);
