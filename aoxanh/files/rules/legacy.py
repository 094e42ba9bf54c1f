"""Vietnamese written in the encodings of the time before Unicode, known by letters that no Vietnamese word has."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice


_LOOKED_AT = 4000
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
_LETTERS = re.compile(r"[^\W\d_]{2}")


def legacy_encoding(rows: Iterable[Sequence[str]]) -> str | None:
    """The name of the old encoding in which the cells of ``rows`` are written, or None."""
    worded = (cell for cell in chain.from_iterable(rows) if cell and _LETTERS.search(cell))
    cells = list(islice(worded, _LOOKED_AT))
    for name, sign in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        found = sum(sign.search(cell) is not None for cell in cells)
        if found >= _FEW and found >= len(cells) * _SHARE:
            return name
    return None
