"""Keys of rows as somebody sends them: whatever is sent, it is a key that a column holds, or none."""

import pytest

from aoxanh.kernel.keys import key_of, keys_of


@pytest.mark.parametrize(
    ("typed", "key"),
    [("7", 7), ("007", 7), ("0", 0), ("9" * 18, 10**18 - 1), ("١٢", 12)],
)
def test_a_key_is_read(typed, key):
    assert key_of(typed) == key


@pytest.mark.parametrize("typed", ["", " 7", "-1", "1.5", "²", "x", "9" * 19, "9" * 5000])
def test_what_no_column_holds_is_no_key(typed):
    assert key_of(typed) is None


def test_of_what_was_sent_the_keys_are_kept_in_their_order():
    assert keys_of(["3", "x", "1", "9" * 5000, "2"]) == [3, 1, 2]
