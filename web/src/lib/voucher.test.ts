import { expect, it } from "vitest";
import { readVoucher, toHex, writeVoucher, type SignedVoucher } from "./voucher";

const voucher: SignedVoucher = {
	community: 1,
	pool: 2,
	member: "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
	amount: "1000000000000",
	id: "72623859790382856",
	expires: 1_000,
	signer: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
	kind: "Sr25519",
	signature: `0x${"ab".repeat(64)}`,
};

it("reads what it wrote, as text and out of a link", () => {
	expect(readVoucher(writeVoucher(voucher))).toEqual(voucher);
	expect(readVoucher(`https://example.org/vouchers#${writeVoucher(voucher)}`)).toEqual(voucher);
	expect(readVoucher(JSON.stringify(voucher))).toEqual(voucher);
});

it.each(["", "#", "nonsense", "{}", "e30", `{"community":-1}`, "x".repeat(5_000)])(
	"refuses %.12j",
	(text) => {
		expect(readVoucher(text)).toBeUndefined();
	},
);

it("writes bytes as hex", () => {
	expect(toHex(new Uint8Array([0, 255, 16]))).toBe("0x00ff10");
});
