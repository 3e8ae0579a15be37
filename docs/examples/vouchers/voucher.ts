import { createPrivateKey, sign } from "node:crypto";

export interface Voucher {
  community: number;
  pool: number;
  member: Uint8Array; // the 32 bytes of the account, not its address
  amount: bigint; // planck
  id: bigint;
  expires: number; // block
}

function littleEndian(value: bigint, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i++) out[i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return out;
}

export function message(genesis: Uint8Array, v: Voucher): Buffer {
  return Buffer.concat([
    Buffer.from("nutbox/voucher/v1\n", "ascii"),
    genesis,
    littleEndian(BigInt(v.community), 4),
    littleEndian(BigInt(v.pool), 4),
    v.member,
    littleEndian(v.amount, 16),
    littleEndian(v.id, 8),
    littleEndian(BigInt(v.expires), 4),
  ]);
}

// An ed25519 key from its 32 bytes of seed.
export function signVoucher(seed: Uint8Array, genesis: Uint8Array, v: Voucher): Buffer {
  const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  return sign(null, message(genesis, v), key);
}
