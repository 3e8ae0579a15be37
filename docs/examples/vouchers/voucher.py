from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def message(genesis, community, pool, member, amount, id, expires):
    """`genesis` and `member` are 32 bytes, the rest are integers."""
    return b"".join([
        b"nutbox/voucher/v1\n",
        genesis,
        community.to_bytes(4, "little"),
        pool.to_bytes(4, "little"),
        member,
        amount.to_bytes(16, "little"),
        id.to_bytes(8, "little"),
        expires.to_bytes(4, "little"),
    ])


def sign_voucher(seed, *fields):
    """An ed25519 signature, 64 bytes; `seed` is the 32 bytes of the key."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message(*fields))
