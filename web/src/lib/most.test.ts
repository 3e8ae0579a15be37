import { expect, it } from "vitest";
import { mostNative } from "./most";

const NUT = 10n ** 12n;
const FEE = 3_000_000_000n;

it("leaves enough for the fee and for what the call takes besides", () => {
	for (const free of [0n, 1n, FEE, 20n * FEE, NUT, 10n * NUT, 10n * NUT + 20n * FEE, 1_000n * NUT]) {
		for (const besides of [0n, 10n * NUT]) {
			const most = mostNative(free, FEE, besides);
			expect(most).toBeGreaterThanOrEqual(0n);
			if (most > 0n) expect(most + besides + FEE).toBeLessThanOrEqual(free);
		}
	}
});

it("offers the rest, to the planck", () => {
	expect(mostNative(NUT, FEE)).toBe(NUT - 20n * FEE);
	expect(mostNative(12n * NUT, FEE, 10n * NUT)).toBe(2n * NUT - 20n * FEE);
	expect(mostNative(10n * NUT, FEE, 10n * NUT)).toBe(0n);
});
