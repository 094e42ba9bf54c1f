"""Vietnamese written in the encodings of the time before Unicode, known by letters that no Vietnamese word has."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice

from aoxanh.files.rules.old_letters import in_unicode


_LOOKED_AT = 4000
_PASSED = 40_000
"""Cells, with words or without, after which nothing else is looked for."""

_ENOUGH = 2000
"""Signs of a cell that tell how it is written."""

_FEW = 2
_SHARE = 0.05

# TCVN3 (ABC) puts accented letters where Latin-1 has signs and capitals: “Nguyễn Văn” is “NguyÔn V¨n”.
_TCVN3 = re.compile(
    r"[A-Za-z][¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿×]|[¨©ª«¬®µ¶·¸¹»¼½¾][A-Za-z]|[a-z][ÆÇËÎÏÐÑÓÔÕÖÜÞß]"
)
# VNI writes a letter and its tone as two: “Nguyễn Văn” is “Nguyeãn Vaên”.
_VNI = re.compile(
    r"(?i:[aeiouy][äåæëïñöøûü]|[ñï](?=[aeiouyö])|[bcdghklmnpqrstvx][öï])|[a-z][AOEU][ÂÊÙØÛÕÏÁÀÅÃÄÉÈÚÜË]|(?:aê|eâ|oâ|aâ|aõ|eõ|oõ)[nmtcpiuy]?\b"
)
_SIGNS = {"TCVN3 (ABC)": _TCVN3, "VNI": _VNI}
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")


def legacy_encoding(rows: Iterable[Sequence[str]]) -> str | None:
    """The name of the old encoding in which the cells of ``rows`` are written, or None."""
    passed = (cell[:_ENOUGH] for cell in islice(chain.from_iterable(rows), _PASSED) if cell)
    cells = list(islice(filter(_LETTERS.search, passed), _LOOKED_AT))
    for name, sign in _SIGNS.items():
        found = sum(sign.search(cell) is not None for cell in cells)
        if found >= _FEW and found >= len(cells) * _SHARE:
            return name
    return None


def converter(
    rows: Iterable[Sequence[str]], encoding: str
) -> Callable[[Sequence[str]], Sequence[str]]:
    """How each of ``rows`` comes into Unicode.

    Where some cells are in Unicode already, only lines change that show a sign of the old encoding, and of them
    only cells without a letter of Unicode: “Mô” alone would be a word in both.
    """
    mixed = any(_ONLY_UNICODE.search(cell) for cell in chain.from_iterable(rows))
    sign = _SIGNS[encoding]

    def convert(row: Sequence[str]) -> Sequence[str]:
        if mixed and not any(map(sign.search, row)):
            return row
        return [
            cell if mixed and _ONLY_UNICODE.search(cell) else in_unicode(cell, encoding)
            for cell in row
        ]

    return convert
