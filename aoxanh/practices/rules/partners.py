"""Which partners a text seems to name: a suggestion that a person confirms, corrects or declines (MOD-14)."""

import re
from collections.abc import Collection, Iterable

from aoxanh.kernel.text import fold, nfc
from aoxanh.practices.rules.together import suggest_kind
from aoxanh.practices.types import Mate


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


_CUE = re.compile(
    r"\b"
    + _any(
        r"phối hợp(?: chặt chẽ)?(?: với| cùng)",
        r"liên kết với",
        r"hợp tác (?:với|cùng)",
        r"kết nghĩa với",
        r"vận động",
        r"tài trợ (?:của|bởi|từ)",
        r"hỗ trợ (?:của|từ)",
        r"đồng hành (?:của|cùng)",
        r"ủng hộ (?:của|từ)",
    )
    + r"\s+",
    re.IGNORECASE,
)
_NOUN = _any(
    *(
        "tổ chức",
        "công ty",
        "ngân hàng",
        "quỹ",
        "tập đoàn",
        "doanh nghiệp",
        "trung tâm",
        "báo",
        "sở",
        "ban",
        "hội",
    ),
    *(
        "chi cục",
        "bệnh viện",
        "trường",
        "viện",
        "phòng",
        "công an",
        "bộ đội",
        "đồn",
        "hạt",
        "câu lạc bộ",
        "dự án",
    ),
)
_CAPITAL = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_NAME = re.compile(rf"(?:(?i:{_NOUN})\s+)?[{_CAPITAL}][^\s,.;:()“”\n]*(?: [^\s,.;:()“”\n]+)*")
_ENDS = re.compile(
    r"\s"
    + _any(
        *(
            "để",
            "nhằm",
            "triển khai",
            "thực hiện",
            "hỗ trợ",
            "tặng",
            "trao",
            "xây dựng",
            "trong",
            "tại",
            "trên",
            "cho",
        ),
        *(
            "đã",
            "sẽ",
            "với",
            "cùng",
            "từ",
            "đến",
            "khi",
            "mở",
            "tham gia",
            "giúp",
            "vận động",
            r"và(?=\s[a-zđ])",
        ),
        *("tổ chức", "thành lập", "duy trì", "về", "lắp đặt"),
    )
    + r"(?=\s|$)"
)
_LONGEST_GUESS = 12
"""Words: what goes on longer is no name."""
_MOST = 6


def partners_suggested(
    texts: Iterable[str], *, known: Collection[Mate], told: Collection[Mate]
) -> list[Mate]:
    """Partners that the texts seem to name and nobody judged yet: known ones, then what follows “phối hợp với”."""
    whole = nfc(" . ".join(texts))
    plain = f" {fold(whole)} "
    judged = {fold(mate.name) for mate in told}
    found = {fold(mate.name): mate for mate in known if f" {fold(mate.name)} " in plain}
    for cue in _CUE.finditer(whole):
        name = _name_after(whole[cue.end() :])
        if name and not any(key in fold(name) for key in found):
            found.setdefault(fold(name), Mate(name=name, kind=suggest_kind(name)))
    return [mate for key, mate in found.items() if key not in judged][:_MOST]


def _name_after(text: str) -> str:
    """The name with which ``text`` begins, or nothing."""
    match = _NAME.match(text)
    if match is None:
        return ""
    ended = _ENDS.search(match[0])
    name = match[0][: ended.start()] if ended else match[0]
    return nfc(name) if 1 < len(name.split()) <= _LONGEST_GUESS or name.isupper() else ""
