// Signs and verifies the vouchers of vouchers.json with voucher.ts; the same as check.py does.
//
//     check.js FOLDER sign             prints what signed.json holds; FOLDER has vouchers.json
//     check.js FOLDER verify FILE      verifies what somebody else has signed, and that nothing else passes

import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { message, signVoucher, type Voucher } from "./voucher.js";

interface Input {
  seed: string;
  vouchers: {
    genesis: string;
    community: number;
    pool: number;
    member: string;
    amount: string;
    id: string;
    expires: number;
  }[];
}

interface Signed {
  publicKey: string;
  vouchers: { message: string; signature: string }[];
}

const [folder = ".", command, file] = process.argv.slice(2);
const input: Input = JSON.parse(readFileSync(join(folder, "vouchers.json"), "utf8"));
const hex = (text: string): Buffer => Buffer.from(text.replace(/^0x/, ""), "hex");
const seed = hex(input.seed);
const vouchers = input.vouchers.map((v): { genesis: Buffer; voucher: Voucher } => ({
  genesis: hex(v.genesis),
  voucher: { ...v, member: hex(v.member), amount: BigInt(v.amount), id: BigInt(v.id) },
}));

// DER of an ed25519 key: a fixed prefix, then its 32 bytes.
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
const spki = Buffer.from("302a300506032b6570032100", "hex");

if (command === "sign") {
  const own = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const key = createPublicKey(own).export({ format: "der", type: "spki" }).subarray(spki.length);
  const result: Signed = {
    publicKey: `0x${key.toString("hex")}`,
    vouchers: vouchers.map(({ genesis, voucher }) => ({
      message: `0x${message(genesis, voucher).toString("hex")}`,
      signature: `0x${signVoucher(seed, genesis, voucher).toString("hex")}`,
    })),
  };
  console.log(JSON.stringify(result, null, 2));
} else if (command === "verify" && file !== undefined) {
  const given: Signed = JSON.parse(readFileSync(file, "utf8"));
  const der = Buffer.concat([spki, hex(given.publicKey)]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  if (given.vouchers.length !== vouchers.length) {
    throw new Error(`${file} has other vouchers than vouchers.json`);
  }
  vouchers.forEach(({ genesis, voucher }, number) => {
    const what = message(genesis, voucher);
    const signature = hex(given.vouchers[number]?.signature ?? "");
    const other = message(genesis, { ...voucher, expires: voucher.expires ^ 1 });
    if (!verify(null, what, key, signature) || verify(null, other, key, signature)) {
      throw new Error(`voucher ${number} of ${file} is not signed as voucher.ts says`);
    }
  });
} else {
  throw new Error("usage: check.js FOLDER sign | check.js FOLDER verify FILE");
}
