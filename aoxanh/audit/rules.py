"""Digests and signatures of the trail: values in, values out."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def canonical(values: object) -> bytes:
    """One spelling for equal values."""
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode()


def detail_digest(salt: str, payload: Mapping[str, object]) -> str:
    """Salted, so that erased personal values cannot be guessed back from it."""
    return hashlib.sha256(salt.encode() + canonical(payload)).hexdigest()


def chain_digest(previous: str, entries: Iterable[tuple[object, ...]]) -> str:
    """Digest of ``entries`` chained to the seal before them."""
    chain = hashlib.sha256(previous.encode())
    for entry in entries:
        chain.update(canonical(entry))
    return chain.hexdigest()


def sign(key: Ed25519PrivateKey, digest: str) -> str:
    return key.sign(digest.encode()).hex()


def is_signed_by(key: Ed25519PublicKey, digest: str, signature: str) -> bool:
    try:
        key.verify(bytes.fromhex(signature), digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
