"""Drawing by lot: whoever has the seed draws the same, and the digest of the pool is that of anybody's own tool."""

import hashlib

from aoxanh.kernel.draws import drawn, pool_digest


def _lot(seed, key):
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def test_a_draw_is_the_smallest_lots_in_order():
    pool = range(1, 40)

    found = drawn(pool, seed="hạt", size=5)

    assert found == sorted(pool, key=lambda key: _lot("hạt", key))[:5]
    assert drawn([*pool, 7, 7], seed="hạt", size=5) == found
    assert drawn(pool, seed="khác", size=5) != found


def test_a_small_pool_is_drawn_whole():
    assert sorted(drawn(["b", "a"], seed="x", size=9)) == ["a", "b"]
    assert drawn([], seed="x", size=3) == []


def test_the_digest_of_a_pool_is_that_of_its_sorted_lines():
    assert pool_digest([10, 9]) == hashlib.sha256(b"9\n10").hexdigest()
