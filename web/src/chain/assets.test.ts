import { expect, it } from "vitest";
import { typedNumber } from "./assets";

it("reads the number of an asset", () => {
	expect(typedNumber("1")).toBe(1);
	expect(typedNumber(" 1007 ")).toBe(1_007);
	// As a Chinese keyboard writes it.
	expect(typedNumber("１００７")).toBe(1_007);
	expect(typedNumber("4294967295")).toBe(4_294_967_295);
	for (const text of ["", "4294967296", "-1", "1.5", "1,000", "local:1", "0x10", "9".repeat(1_000)]) {
		expect(typedNumber(text), text.slice(0, 20)).toBeUndefined();
	}
});
