"""Reading rules of recognition: plain values in, checked rules out, every fault with its file and line."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.measures import Attribution
from aoxanh.recognition.rules.entries import (
    NUMBER,
    Entry,
    check_columns,
    read_entries,
)
from aoxanh.recognition.types import Collectives, Measured, Need, PaperKind, RecognitionRule
from aoxanh.units.types import Family, Level


_SERIES = re.compile(r"^[A-ZĐ]{2,8}$")
_TAKEN = frozenset({"CN"})
"""The register of participation certificates."""
_REQUIRED: Mapping[str, Any] = {
    "code": str,
    "paper": str,
    "name": str,
    "source": str,
    "series": str,
    "heading": str,
    "title": str,
    "months": int,
    "service": dict,
    "needs": list,
}
_OPTIONAL: Mapping[str, Any] = {"after": str, "once": bool, "to": dict, "level": int}
_SERVICE: Mapping[str, Any] = {"from": int}
_NEED: Mapping[str, Any] = {"what": str, "at_least": NUMBER}
_TO: Mapping[str, Any] = {"families": list, "counts": str}
_STARS = 3
_COUNTS: Mapping[str, Attribution] = {
    "ORGANISED": Attribution.ORGANISER,
    "SERVED": Attribution.PARTICIPANT,
}


def read_recognition(text: str, *, file: str) -> list[tuple[Entry, RecognitionRule]]:
    """Each rule of one file with its entry. Raises ``ServiceRuleRefused`` at the first fault."""
    entries = read_entries(text, file=file, required=_REQUIRED, optional=_OPTIONAL)
    series: set[str] = set(_TAKEN)
    before: dict[str, bool] = {}
    for entry in entries:
        if entry["series"] in series:
            reason = _("sổ “{series}” đã dùng cho giấy khác")
            raise entry.refuse(format_lazy(reason, series=entry["series"]))
        is_collective = "to" in entry
        if entry.get("after", entry["code"]) not in {*before, entry["code"]}:
            raise entry.refuse(_("“after” phải là mã của một quy định ở trên"))
        if before.get(entry.get("after", ""), is_collective) != is_collective:
            raise entry.refuse(_("“after” phải là giấy cũng dành cho đơn vị, hoặc cũng cho người"))
        series.add(entry["series"])
        before[entry["code"]] = is_collective
    return [(entry, recognition_of(entry)) for entry in entries]


def recognition_of(definition: Mapping[str, Any]) -> RecognitionRule:
    """The rule that an entry, or a definition as stored, describes. Raises ``ServiceRuleRefused``."""
    row = definition if isinstance(definition, Entry) else _as_entry(definition)
    _check(row)
    service = row["service"]
    check_columns(service, _SERVICE, {"under": int})
    first, under = service["from"], service.get("under")
    if first < 0 or (under is not None and under <= first):
        raise service.refuse(_("“under” phải lớn hơn “from”"))
    return RecognitionRule(
        code=row["code"],
        paper=PaperKind(row["paper"]),
        name=row["name"],
        source=row["source"],
        series=row["series"],
        heading=row["heading"],
        title=row["title"],
        months=row["months"],
        lasts_from=first,
        lasts_under=under,
        needs=_needs(row),
        after=row.get("after", ""),
        once=row.get("once", False),
        level=row.get("level", 1),
        collectives=_collectives(row),
    )


def _as_entry(definition: Mapping[str, Any]) -> Entry:
    row = Entry(definition)
    row["service"] = Entry(definition["service"])
    row["needs"] = [Entry(each) for each in definition["needs"]]
    if "to" in definition:
        row["to"] = Entry(definition["to"])
    return row


def _check(row: Entry) -> None:
    if row["paper"] not in PaperKind.values:
        raise row.refuse(_("“paper” là CERTIFICATE hoặc BADGE"))
    if not _SERIES.match(row["series"]):
        raise row.refuse(_("“series” gồm 2 đến 8 chữ in hoa"))
    if not 1 <= row["months"] <= 120:
        raise row.refuse(_("“months” phải từ 1 đến 120"))
    if not 1 <= row.get("level", 1) <= _STARS:
        raise row.refuse(_("“level” phải từ 1 đến 3"))
    if row.get("after") == row["code"]:
        raise row.refuse(_("“after” phải là mã của một quy định ở trên"))


def _needs(row: Entry) -> tuple[Need, ...]:
    if not row["needs"] or not all(isinstance(each, Entry) for each in row["needs"]):
        raise row.refuse(_("“needs” phải là danh sách các mức cần đạt"))
    for each in row["needs"]:
        check_columns(each, _NEED, {})
        if each["what"] not in Measured.values:
            raise each.refuse(_("“what” là HOURS, DAYS, ACTIVITIES, MONTHS hoặc PEOPLE"))
        if each["what"] == Measured.PEOPLE and "to" not in row:
            raise each.refuse(_("PEOPLE chỉ dùng khi quy định dành cho đơn vị (“to”)"))
        if each["at_least"] <= 0:
            raise each.refuse(format_lazy(_("“{key}” phải lớn hơn 0"), key="at_least"))
    named = [each["what"] for each in row["needs"]]
    if len(set(named)) != len(named):
        raise row.refuse(_("mỗi mức cần đạt chỉ ghi một lần"))
    return tuple(
        Need(Measured(each["what"]), Decimal(str(each["at_least"]))) for each in row["needs"]
    )


def _collectives(row: Entry) -> Collectives | None:
    """Which units the rule is for; None when it is for persons."""
    if "to" not in row:
        return None
    to = row["to"]
    check_columns(to, _TO, {"levels": list})
    for key, choices in (("families", Family), ("levels", Level)):
        named = to.get(key)
        if named == [] or any(each not in choices.values for each in named or ()):
            told = _("“{key}” gồm các mã {codes}")
            raise to.refuse(format_lazy(told, key=key, codes=", ".join(choices.values)))
    if to["counts"] not in _COUNTS:
        raise to.refuse(_("“counts” là ORGANISED hoặc SERVED"))
    return Collectives(
        families=tuple(Family(each) for each in to["families"]),
        levels=tuple(Level(each) for each in to.get("levels", ())),
        counts=_COUNTS[to["counts"]],
    )
