"""Headers verified and transactions encoded by beem, on the data of the tests. README.md says how to run it."""

import calendar
import hashlib
import json
import os
import pathlib
import struct
import sys
import time

import beembase.signedtransactions
import beemgraphenebase
from beemgraphenebase import ecdsasig
from beemgraphenebase.account import PublicKey
from beemgraphenebase.types import String

BLOCKS = json.loads(pathlib.Path(os.environ["NUTBOX_BENCH_DATA"]).read_text())


def signed_part(block):
    seconds = calendar.timegm(time.strptime(block["timestamp"], "%Y-%m-%dT%H:%M:%S"))
    return (
        bytes.fromhex(block["previous"])
        + struct.pack("<I", seconds)
        + bytes(String(block["witness"]))
        + bytes.fromhex(block["transaction_merkle_root"])
        + b"\0"
    )


def verify(block):
    header = signed_part(block)
    signature = bytes.fromhex(block["witness_signature"])
    # Hashes the message and recovers the key.
    key = PublicKey(ecdsasig.verify_message(header, signature).hex(), prefix="STM")
    digest = bytearray(hashlib.sha224(header + signature).digest()[:20])
    digest[:4] = struct.pack(">I", int(block["previous"][:8], 16) + 1)
    assert str(key) == block["signing_key"] and digest.hex() == block["block_id"]


def rate(entries, work):
    """Calls of `work` a second, over the list again and again for some seconds."""
    if not entries:
        return 0.0
    start, count = time.perf_counter(), 0
    while True:
        for entry in entries:
            work(entry)
            count += 1
            passed = time.perf_counter() - start
            if passed > 6:
                return count / passed


def encode(transaction):
    signed = beembase.signedtransactions.Signed_Transaction(**json.loads(transaction), prefix="STM")
    return signed.id


def is_right(entry):
    try:
        return encode(entry[0]) == entry[1]
    except Exception:  # What it can't encode is not measured.
        return False


run = [block for block in BLOCKS if 1000000 <= block["block_num"] < 1000064]
headers = rate(run, verify)
every = [
    (json.dumps(transaction), identifier)
    for block in BLOCKS
    for transaction, identifier in zip(block["transactions"], block["transaction_ids"])
]
right = [entry for entry in every if is_right(entry)]
transactions = rate(right, lambda entry: encode(entry[0]))
print(f"beem {beemgraphenebase.version.version}, Python {sys.version.split()[0]}, {ecdsasig.SECP256K1_MODULE}")
print(f"headers verified in full:     {headers:.0f} a second")
print(f"transactions encoded, hashed: {transactions:.0f} a second")
print(f"ids that are right:           {len(right)} of {len(every)}")
