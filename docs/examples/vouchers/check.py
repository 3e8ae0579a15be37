"""Signs and verifies the vouchers of vouchers.json with voucher.py; the same as check.ts does.

    check.py sign             prints what signed.json holds
    check.py verify FILE      verifies what somebody else has signed, and that nothing else passes
"""

import json
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from voucher import message, sign_voucher

HERE = pathlib.Path(__file__).parent
INPUT = json.loads((HERE / "vouchers.json").read_text())
SEED = bytes.fromhex(INPUT["seed"])


def fields(voucher):
    return (
        bytes.fromhex(voucher["genesis"]),
        voucher["community"],
        voucher["pool"],
        bytes.fromhex(voucher["member"]),
        int(voucher["amount"]),
        int(voucher["id"]),
        voucher["expires"],
    )


def sign():
    key = Ed25519PrivateKey.from_private_bytes(SEED).public_key()
    signed = [
        {
            "message": "0x" + message(*fields(voucher)).hex(),
            "signature": "0x" + sign_voucher(SEED, *fields(voucher)).hex(),
        }
        for voucher in INPUT["vouchers"]
    ]
    result = {"publicKey": "0x" + key.public_bytes_raw().hex(), "vouchers": signed}
    print(json.dumps(result, indent=2))


def passes(key, signature, what):
    try:
        key.verify(signature, what)
        return True
    except InvalidSignature:
        return False


def verify(path):
    given = json.loads(pathlib.Path(path).read_text())
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(given["publicKey"][2:]))
    if len(given["vouchers"]) != len(INPUT["vouchers"]):
        sys.exit(f"{path} has other vouchers than vouchers.json")
    for number, (voucher, signed) in enumerate(zip(INPUT["vouchers"], given["vouchers"])):
        what = message(*fields(voucher))
        signature = bytes.fromhex(signed["signature"][2:])
        other = what[:-1] + bytes([what[-1] ^ 1])
        if not passes(key, signature, what) or passes(key, signature, other):
            sys.exit(f"voucher {number} of {path} is not signed as voucher.py says")


if __name__ == "__main__":
    if sys.argv[1:] == ["sign"]:
        sign()
    elif len(sys.argv) == 3 and sys.argv[1] == "verify":
        verify(sys.argv[2])
    else:
        sys.exit(__doc__)
