import { expect, expectTypeOf, it } from "vitest";
import type { Call } from "@/chain/types";
import { readVoucher, signaturesIn, toHex, writeVoucher, type SignedVoucher } from "./voucher";

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

it("refuses numbers that the chain cannot count", () => {
	for (const change of [
		{ amount: (1n << 128n).toString() },
		{ id: (1n << 64n).toString() },
		{ id: "-1" },
		{ amount: "0x10" },
		{ amount: "9".repeat(1_000) },
	]) {
		expect(readVoucher(JSON.stringify({ ...voucher, ...change }))).toBeUndefined();
	}
	const most = { ...voucher, amount: ((1n << 128n) - 1n).toString(), id: ((1n << 64n) - 1n).toString() };
	expect(readVoucher(JSON.stringify(most))).toEqual(most);
});

it("writes bytes as hex", () => {
	expect(toHex(new Uint8Array([0, 255, 16]))).toBe("0x00ff10");
});

it("knows the kinds of signatures that the chain takes, and how long they are", () => {
	type Claim = Extract<Extract<Call, { type: "Communities" }>["value"], { type: "claim_voucher" }>["value"];
	expectTypeOf<SignedVoucher["kind"]>().toEqualTypeOf<Claim["signature"]["type"]>();
	for (const kind of ["Sr25519", "Ed25519", "Ecdsa", "Eth"] as const) {
		const length = kind === "Ecdsa" || kind === "Eth" ? 65 : 64;
		const signed = { ...voucher, kind, signature: `0x${"ab".repeat(length)}` };
		expect(readVoucher(writeVoucher(signed)), kind).toEqual(signed);
		const other = { ...signed, signature: `0x${"ab".repeat(129 - length)}` };
		expect(readVoucher(writeVoucher(other)), kind).toBeUndefined();
	}
});

it("goes by the kind of key that the wallet names", () => {
	const bytes = (length: number, first = 9, last = 0) => {
		const made = new Uint8Array(length).fill(5);
		made[0] = first;
		made[length - 1] = last;
		return made;
	};
	for (const [type, kind, tag] of [
		["ed25519", "Ed25519", 0],
		["sr25519", "Sr25519", 1],
	] as const) {
		expect(signaturesIn(bytes(64), type)).toEqual([{ kind, bytes: bytes(64) }]);
		// Some wallets put the kind before it.
		expect(signaturesIn(Uint8Array.of(tag, ...bytes(64)), type)).toEqual([{ kind, bytes: bytes(64) }]);
		expect(signaturesIn(Uint8Array.of(tag ^ 1, ...bytes(64)), type)).toEqual([]);
		expect(signaturesIn(bytes(66), type)).toEqual([]);
	}
	// The first byte of an ECDSA signature may look like a kind, and is none.
	for (const first of [0, 1, 2, 9]) {
		const raw = bytes(65, first, 1);
		expect(signaturesIn(raw, "ecdsa")).toEqual([{ kind: "Ecdsa", bytes: raw }]);
		expect(signaturesIn(Uint8Array.of(2, ...raw), "ecdsa")).toEqual([{ kind: "Ecdsa", bytes: raw }]);
	}
	expect(signaturesIn(bytes(65, 9, 28), "ecdsa")).toEqual([{ kind: "Ecdsa", bytes: bytes(65, 9, 1) }]);
	// Without the recovery id it is no use.
	expect(signaturesIn(bytes(64), "ecdsa")).toEqual([]);
	expect(signaturesIn(bytes(65), "ethereum")).toEqual([]);
	expect(signaturesIn(bytes(64), "something new")).toEqual([]);
	// A key of which nothing is known.
	expect(signaturesIn(bytes(64), undefined).map(({ kind }) => kind)).toEqual(["Ed25519", "Sr25519"]);
});
