import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** `npm run measure`: the browser of the tests, one visit after the other. */
export default defineConfig({
	testDir: "scripts",
	testMatch: "measure.ts",
	outputDir: "test-results",
	workers: 1,
	reporter: [["line"]],
	use: { launchOptions: tests.use?.launchOptions ?? {} },
});
