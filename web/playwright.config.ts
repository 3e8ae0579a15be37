import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// Playwright's own browser where it is installed; otherwise the one of the system, or the one named.
const chromium = process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

export default defineConfig({
	testDir: "e2e",
	testMatch: "*.spec.ts",
	globalSetup: "./e2e/setup.ts",
	outputDir: "test-results",
	// One chain for all: accounts are not shared between files, but a small machine is.
	workers: 1,
	timeout: 240_000,
	expect: { timeout: 20_000 },
	reporter: [["list"]],
	use: {
		locale: "en-US",
		colorScheme: "light",
		viewport: { width: 1280, height: 900 },
		screenshot: "only-on-failure",
		trace: "retain-on-failure",
		launchOptions: {
			...(chromium ? { executablePath: chromium } : {}),
			// As root, as in a container, Chromium does not start in its sandbox; it opens our own pages only.
			chromiumSandbox: process.getuid?.() !== 0,
			args: [
				...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
				...["--disable-component-update", "--disable-sync"],
			],
		},
	},
});
