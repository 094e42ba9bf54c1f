"""Which models tell of the same thing: counted on this machine by the pairs of words that they share.

Most Vietnamese words are pairs of syllables, so “vườn ươm” tells and “vườn” alone does not. A pair weighs
the more the fewer candidates have it.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from math import log, sqrt

from aoxanh.kernel.text import fold


_MOST_PHRASES = 12
ALIKE_FROM = 0.05
"""Share of common weight from which two models are alike."""
_COMMON = frozenset(
    {
        "mo hinh", "tinh nguyen", "thanh nien", "doan vien", "hoi vien", "hoat dong", "cau lac", "lac bo", "to chuc",
        "thuc hien", "tham gia", "huyen doan", "tinh doan", "thanh doan", "chi doan", "tren dia", "dia ban", "xa hoi",
        "cong trinh", "chuong trinh", "phong trao", "cong dong", "phat trien", "nang cao", "hieu qua", "doi hinh",
    }
)  # fmt: skip
_LINKS = frozenset(
    {"va", "cua", "cho", "cac", "voi", "trong", "tai", "la", "co", "ve", "de", "theo", "tu", "den", "mot"}
)  # fmt: skip


def _pairs(text: str) -> set[str]:
    words = fold(text).split()
    return {
        f"{left} {right}"
        for left, right in pairwise(words)
        if not {left, right} & _LINKS and f"{left} {right}" not in _COMMON
    }


def telling_phrases(title: str, more: str = "") -> list[str]:
    """The pairs of words by which candidates are sought: those of the title first; words where it has no pair."""
    found = list(dict.fromkeys([*sorted(_pairs(title)), *sorted(_pairs(more))]))
    return found[:_MOST_PHRASES] or fold(title).split()[:_MOST_PHRASES]


def most_alike(own: str, others: Mapping[int, str], *, limit: int) -> list[int]:
    """The keys of ``others`` whose texts are most like ``own``, the likest first."""
    mine = _pairs(own)
    theirs = {key: _pairs(text) for key, text in others.items()}
    having = Counter(pair for pairs in (mine, *theirs.values()) for pair in pairs)
    weight = {pair: log(1 + (len(theirs) + 1) / count) for pair, count in having.items()}
    whole = sqrt(sum(weight[pair] for pair in mine))
    found = []
    for key, pairs in theirs.items():
        size = whole * sqrt(sum(weight[pair] for pair in pairs))
        score = sum(weight[pair] for pair in mine & pairs) / size if size else 0.0
        found.append((score, -key))
    return [-key for score, key in sorted(found, reverse=True)[:limit] if score >= ALIKE_FROM]
