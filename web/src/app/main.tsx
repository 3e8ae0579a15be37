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

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startI18n();
createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={queryClient}>
			<RouterProvider router={router} />
		</QueryClientProvider>
	</StrictMode>,
);
refreshWithBlocks();
listenToApi();
// After the first paint: the chain client is the largest part of the app.
requestAnimationFrame(() => {
	setTimeout(() => {
		void chain()
			.then(() => restoreAccount())
			.catch(() => undefined);
	}, 0);
});
