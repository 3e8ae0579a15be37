/**
 * `npm run measure`: what a visitor waits for. Prints, for the home page and a community's page as `nutbox serve` sends
 * them, the JavaScript that is loaded before the largest content is painted (gzipped), the time of that paint with the
 * processor slowed down four times, and how much the layout shifts. Nothing is asserted: figures depend on the machine.
 *
 * NUTBOX_MEASURE_ROUNDS  visits to each page, each with an empty cache  (7)
 */
import { chromium, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { startChain } from "../e2e/chain";

const ROUNDS = Number(process.env.NUTBOX_MEASURE_ROUNDS ?? 7);
const SLOWER = 4;
const PAGES = [
	["home", "/"],
	["community", "/communities/1"],
] as const;

interface Seen {
	/** Milliseconds from the start of the navigation. */
	lcp: number;
	/** What was painted then. */
	what: string;
	cls: number;
	/** Bytes, gzipped: until the largest paint, and until everything is there. */
	before: number;
	all: number;
	sent: number;
}

/** The size of a file of dist, as gzip makes it. */
const sizes = new Map<string, number>();
function gzipped(path: string): number {
	const known = sizes.get(path);
	if (known !== undefined) return known;
	const file = fileURLToPath(new URL(`../dist${path}`, import.meta.url));
	const size = gzipSync(readFileSync(file), { level: 9 }).length;
	sizes.set(path, size);
	return size;
}

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

test("measure", async ({ launchOptions }) => {
	test.setTimeout(900_000);
	const running = await startChain();
	const lines: string[] = [];
	try {
		for (const [name, path] of PAGES) {
			const seen: Seen[] = [];
			for (let round = 0; round < ROUNDS; round++) {
				const browser = await chromium.launch(launchOptions);
				const page = await browser.newPage({
					viewport: { width: 1280, height: 900 },
					locale: "en-US",
				});
				const session = await page.context().newCDPSession(page);
				await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
				await page.addInitScript(() => {
					const kept = window as unknown as { lcp: number; what: string; cls: number };
					kept.lcp = 0;
					kept.what = "";
					kept.cls = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) {
							const { element } = entry as PerformanceEntry & { element?: Element };
							kept.lcp = entry.startTime;
							kept.what = `${element?.localName ?? "?"} "${element?.textContent?.slice(0, 40) ?? ""}"`;
						}
					}).observe({ type: "largest-contentful-paint", buffered: true });
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) {
							const shift = entry as PerformanceEntry & {
								value: number;
								hadRecentInput: boolean;
							};
							if (!shift.hadRecentInput) kept.cls += shift.value;
						}
					}).observe({ type: "layout-shift", buffered: true });
				});
				await page.goto(running.url + path);
				await page.getByRole("heading", { name: "Walnut Grove" }).first().waitFor();
				// What comes later than this (the chain's client, its first answers) may still move something.
				await page.waitForTimeout(4_000);
				const found = await page.evaluate(() => {
					const { lcp, what, cls } = window as unknown as {
						lcp: number;
						what: string;
						cls: number;
					};
					const scripts = (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
						.filter((entry) => new URL(entry.name).pathname.endsWith(".js"))
						.map((entry) => ({
							path: new URL(entry.name).pathname,
							end: entry.responseEnd,
							sent: entry.encodedBodySize,
						}));
					return { lcp, what, cls, scripts };
				});
				const sum = (scripts: typeof found.scripts): number =>
					scripts.reduce((total, script) => total + gzipped(script.path), 0);
				seen.push({
					lcp: found.lcp,
					what: found.what,
					cls: found.cls,
					before: sum(found.scripts.filter((script) => script.end <= found.lcp)),
					all: sum(found.scripts),
					sent: found.scripts.reduce((total, script) => total + script.sent, 0),
				});
				await browser.close();
			}
			const of = (key: Exclude<keyof Seen, "what">): number[] => seen.map((one) => one[key]);
			lines.push(
				`${name.padEnd(10)} JavaScript before the largest paint ${kilobytes(Math.max(...of("before")))}, ` +
					`in all ${kilobytes(Math.max(...of("all")))} (sent ${kilobytes(Math.max(...of("sent")))}); ` +
					`largest paint ${middle(of("lcp")).toFixed(0)} ms ` +
					`(${Math.min(...of("lcp")).toFixed(0)}–${Math.max(...of("lcp")).toFixed(0)}): ` +
					`${[...new Set(seen.map(({ what }) => what))].join(", ")}; ` +
					`layout shift ${middle(of("cls")).toFixed(4)} (at most ${Math.max(...of("cls")).toFixed(4)})`,
			);
		}
	} finally {
		await running.stop();
	}
	console.log(`${ROUNDS} visits each, processor ${SLOWER} times slower, ${cpus()[0]?.model ?? "?"}`);
	for (const line of lines) console.log(line);
});
