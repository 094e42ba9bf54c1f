"""The issuer's words on paper, in the layout of the Union's official documents.

Papers are Vietnamese whatever the reader's language, so these words are not translated.
"""

from dataclasses import dataclass


_ORGANISATIONS = {
    "DOAN": "ĐOÀN TNCS HỒ CHÍ MINH",
    "DOI_TNTP": "ĐOÀN TNCS HỒ CHÍ MINH",
    "HOI_LHTN": "HỘI LHTN VIỆT NAM",
    "HOI_SV": "HỘI SINH VIÊN VIỆT NAM",
}
_CODES = {"DOAN": "ĐTN", "DOI_TNTP": "HĐĐ", "HOI_LHTN": "HLHTN", "HOI_SV": "HSV", "GROUP": "CLB"}
_STANDING = frozenset({"CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE"})
"""Levels whose Union committee has a standing board (Ban Thường vụ) that acts for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuing unit on the day of issue. ``family`` and ``level`` are codes of its kind.

    ``document_code`` and ``place_name`` may be empty: then the family's code stands, and no place.
    """

    name: str
    family: str
    level: str
    prefix: str = ""
    header_superior: str = ""
    header_body: str = ""
    document_code: str = ""
    place_name: str = ""


def wording(issuer: Issuer) -> dict[str, object]:
    """Letterhead, board and place as the paper prints them and the certificate keeps them."""
    body = issuer.header_body or _body(issuer)
    code = issuer.document_code or _CODES.get(issuer.family, "")
    return {
        "issuing_body": [line for line in (issuer.header_superior, body) if line],
        "organisation": _ORGANISATIONS.get(issuer.family, ""),
        "document_code": f"CN/{code}" if code else "CN",
        "place_name": issuer.place_name,
        "board": _board(issuer),
        "on_behalf": [_on_behalf(issuer)],
    }


def _body(issuer: Issuer) -> str:
    name = issuer.name.upper()
    return f"BCH {name}" if issuer.family in {"DOAN", "HOI_SV"} else name


def _board_kind(issuer: Issuer) -> str:
    if issuer.family == "DOAN":
        return "Ban Thường vụ" if issuer.level in _STANDING else "Ban Chấp hành"
    return {"HOI_LHTN": "Ủy ban", "HOI_SV": "Ban Chấp hành", "GROUP": "Ban Chủ nhiệm"}.get(
        issuer.family, ""
    )


def _board(issuer: Issuer) -> str:
    """``Ban Thường vụ Tỉnh đoàn Lai Châu``; a body without a board stands for itself."""
    return f"{_board_kind(issuer)} {issuer.name}".strip()


def _on_behalf(issuer: Issuer) -> str:
    """``TM. BAN THƯỜNG VỤ TỈNH ĐOÀN``."""
    kind = _board_kind(issuer)
    if not kind:
        return f"TM. {issuer.name.upper()}"
    whose = issuer.prefix if issuer.family == "DOAN" and issuer.level in _STANDING else ""
    return f"TM. {kind} {whose}".strip().upper()
