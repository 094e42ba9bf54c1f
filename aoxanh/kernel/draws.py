"""Drawing by lot so that anybody can draw again: the smallest digests of seed and key."""

import hashlib
import heapq
from collections.abc import Iterable
from typing import TypeVar


Key = TypeVar("Key", int, str)


def drawn(pool: Iterable[Key], *, seed: str, size: int) -> list[Key]:
    """``size`` keys of the pool in the order of SHA-256 of ``seed:key``; all of them when there are fewer."""
    return heapq.nsmallest(size, set(pool), key=lambda key: (_digest(seed, key), key))


def _digest(seed: str, key: int | str) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def pool_digest(pool: Iterable[Key]) -> str:
    """SHA-256 of the sorted keys, one a line."""
    return hashlib.sha256("\n".join(str(key) for key in sorted(pool)).encode()).hexdigest()
