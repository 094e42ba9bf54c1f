"""Digests and signatures of the trail by themselves: what the world can compute again from the values alone."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aoxanh.audit.rules import canonical, chain_digest, detail_digest, is_signed_by, sign


KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"tên": "Mỷ"}, '{"tên":"Mỷ"}'),
        ([date(2026, 11, 28)], '["2026-11-28"]'),
        ((1, datetime(2026, 11, 28, tzinfo=UTC)), '[1,"2026-11-28 00:00:00+00:00"]'),
    ],
)
def test_equal_values_are_written_alike(values, written):
    assert canonical(values) == written.encode()


def test_a_detail_is_digested_with_its_salt():
    expected = hashlib.sha256('muối{"phone":"+84912345678"}'.encode()).hexdigest()

    assert detail_digest("muối", {"phone": "+84912345678"}) == expected


def test_a_seal_follows_from_the_one_before_and_every_entry_in_order():
    expected = hashlib.sha256(b'abc[1,"x"][2,"y"]').hexdigest()

    assert chain_digest("abc", [(1, "x"), (2, "y")]) == expected
    assert chain_digest("abc", [(2, "y"), (1, "x")]) != expected
    assert chain_digest("", []) == hashlib.sha256(b"").hexdigest()


def test_a_seal_is_signed_by_its_key_alone():
    other = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01")
    signature = sign(KEY, "abc")

    assert is_signed_by(KEY.public_key(), "abc", signature)
    assert not is_signed_by(KEY.public_key(), "abd", signature)
    assert not is_signed_by(other.public_key(), "abc", signature)
    assert not is_signed_by(KEY.public_key(), "abc", "không phải chữ ký")
    assert not is_signed_by(KEY.public_key(), "abc", "ab")
