#!/usr/bin/env python3
"""Adds accounts to a raw chain specification: `crowd.py COUNT <spec.json >crowd.json`.

For `make weights`: reads and writes cost what they do in a state of that size. The supply does not
count the accounts; nothing runs on this chain.
"""

import hashlib
import json
import sys

# The hashes of "System" and "Account" (twox 128), under which the runtime keeps its accounts.
ACCOUNTS = "26aa394eea5630e07c48ae0c9558cef7" + "b99d880ec681799c0cf30e8886371da9"


def main() -> None:
    count = int(sys.argv[1])
    spec = json.load(sys.stdin)
    spec["id"] = "crowd"
    top = spec["genesis"]["raw"]["top"]
    known = next(value for key, value in top.items() if key[2:].startswith(ACCOUNTS))
    for number in range(count):
        account = hashlib.blake2b(number.to_bytes(8, "little"), digest_size=32).digest()
        key = hashlib.blake2b(account, digest_size=16).digest() + account
        top["0x" + ACCOUNTS + key.hex()] = known
    json.dump(spec, sys.stdout)


if __name__ == "__main__":
    main()
