import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// The browser that is named, the system's, or Playwright's own.
const chromium = [
	process.env.CHROMIUM,
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

export default defineConfig({
	testDir: "e2e",
	testMatch: "*.spec.ts",
	globalSetup: "./e2e/setup.ts",
	outputDir: "test-results",
	// Files run beside each other on one chain, each with accounts of its own; they wait more than they compute.
	workers: 2,
	timeout: 240_000,
	forbidOnly: Boolean(process.env.CI),
	expect: { timeout: 20_000 },
	reporter: [["list"]],
	use: {
		locale: "en-US",
		colorScheme: "light",
		actionTimeout: 20_000,
		viewport: { width: 1280, height: 900 },
		// Colours half way through a transition are nobody's.
		contextOptions: { reducedMotion: "reduce" },
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
