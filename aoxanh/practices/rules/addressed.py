"""To which level a recommendation speaks (MOD-13)."""

import re
from collections.abc import Sequence

from aoxanh.kernel.text import fold
from aoxanh.practices.types import PracticeLevel


_LEVELS: Sequence[tuple[PracticeLevel, re.Pattern[str]]] = (
    (PracticeLevel.CENTRE, re.compile(r"\b(trung uong|tw|ban bi thu|bo|chinh phu)\b")),
    (
        PracticeLevel.PROVINCE,
        re.compile(r"\b(tinh doan|thanh doan|tinh uy|tinh|thanh uy)\b"),
    ),
    (PracticeLevel.DISTRICT, re.compile(r"\b(huyen doan|quan doan|thi doan|huyen|quan uy|huyen uy)\b")),
    (PracticeLevel.COMMUNE, re.compile(r"\b(doan xa|doan phuong|xa|phuong|dang uy)\b")),
)  # fmt: skip
_ASKED = re.compile(r"\b(de nghi|kien nghi|de xuat|mong|can)\b")


def addressed_level(text: str) -> PracticeLevel:
    """The level that is named first after what asks (“đề nghị …”); OTHER where none is."""
    plain = fold(text)
    asked = _ASKED.search(plain)
    told = plain[asked.end() :] if asked else plain
    places = [(found.start(), level) for level, marks in _LEVELS if (found := marks.search(told))]
    return min(places)[1] if places else PracticeLevel.OTHER
