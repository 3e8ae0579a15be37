import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The node's API. In production the same process serves the app and the API, so paths are relative.
const api = process.env.NUTBOX_API ?? "http://127.0.0.1:8080";

export default defineConfig({
	plugins: [react()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	build: {
		target: "es2022",
		// No inline asset: the content security policy allows neither inline script nor data: fonts.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 700,
		// All styles together are smaller than what asking for each of them apart costs.
		cssCodeSplit: false,
	},
	server: { proxy: { "/api": api } },
	preview: { proxy: { "/api": api } },
	test: {
		environment: "happy-dom",
		include: ["src/**/*.test.{ts,tsx}"],
		setupFiles: ["src/testing.ts"],
	},
});
