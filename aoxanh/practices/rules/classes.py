"""Which class a free text suggests. A person confirms it; the text stays as it was written."""

import re
from collections.abc import Sequence

from aoxanh.kernel.text import fold
from aoxanh.practices.types import PracticeLevel, Replicability


_VERDICT = re.compile(r"\b(nhan rong|kha thi|mo rong|ap dung duoc|lam theo duoc)\b")
_ONE_WORD = {"cao", "tot", "co", "duoc", "rat cao"}
_NOT = re.compile(
    r"\b(khong|chua|kho)\b(?: \w+){0,3}? (?:kha nang|nhan rong|kha thi|mo rong|ap dung|phu hop)\b"
)
_BARE_NO = {"khong", "khong co", "chua", "thap"}
_VERB = re.compile(
    r"\b(tham gia|to chuc|ky ket|duy tri|van dong|giup do|tiep tuc|gop phan|thanh lap|phoi hop|thuc hien)\b"
)
_TERRITORY = re.compile(
    r"\b(tinh|toan quoc|ca nuoc|huyen|thanh pho|xa|phuong|dia ban|khu vuc|vung|don vi|truong|dia phuong)\b"
)
_LONGEST_TERRITORY = 14
"""Words: what is longer tells more than a territory."""


def suggest_replicability(text: str) -> Replicability:
    """The class of a verdict on copying a model. “Không có khả năng nhân rộng” is NO, not YES (MOD-06)."""
    plain = fold(text)
    if not plain:
        return Replicability.BLANK
    if plain in _BARE_NO or _NOT.search(plain):
        return Replicability.NO
    if plain in _ONE_WORD or _VERDICT.search(plain):
        return Replicability.YES
    is_short = len(plain.split()) <= _LONGEST_TERRITORY
    if is_short and _TERRITORY.search(plain) and not _VERB.search(plain):
        return Replicability.TERRITORY
    return Replicability.UNCLEAR


_LEVELS: Sequence[tuple[PracticeLevel, re.Pattern[str]]] = (
    (
        PracticeLevel.GRASSROOTS,
        re.compile(r"^(cap )?(doan khoa|khoa|chi doan|chi hoi|lien chi|cau lac bo|doi|nhom|truong|doan truong)\b"),
    ),
    (PracticeLevel.CENTRE, re.compile(r"^(cap )?(trung uong|toan quoc|quoc gia)\b")),
    (PracticeLevel.COMMUNE, re.compile(r"^(cap )?(co so|xa|phuong|thi tran|doan xa|doan phuong)\b")),
    (PracticeLevel.DISTRICT, re.compile(r"^(cap )?(huyen|quan|thi xa|huyen doan|quan doan|thi doan)\b")),
    (
        PracticeLevel.PROVINCE,
        re.compile(
            r"^(cap )?(tinh|thanh pho|thanh doan|tinh doan)\b"
            r"|\b(uy ban hoi|bo chi huy|ban thuong vu)\b.*\b(tinh|thanh pho)\b"
            r"|^doan (tn )?.*\btinh\b"
        ),
    ),
)  # fmt: skip


def suggest_level(text: str) -> PracticeLevel:
    """The level that a free text names; OTHER where it names none of ours."""
    plain = fold(text)
    return next((level for level, marks in _LEVELS if marks.search(plain)), PracticeLevel.OTHER)
