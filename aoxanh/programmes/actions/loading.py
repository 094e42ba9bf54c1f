"""Loading a programme from its file: another province's plan needs no code (house decision 7)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.lined import Lined, LinedFault, at_line, read_lined
from aoxanh.kernel.measures import measures
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import rules
from aoxanh.programmes.errors import ProgrammeFileInvalid
from aoxanh.programmes.models import Indicator, Phase, Programme, Target
from aoxanh.programmes.types import ProgrammeLoaded


@transaction.atomic(savepoint=False)
def load(*, by: Actor, unit_id: int, path: Path, now: datetime) -> Programme:
    """Load or update the programme in ``path`` for its owner ``unit_id``; loading twice changes nothing.

    Raises ``ProgrammeFileInvalid`` naming the file, the place and the reason; then nothing is loaded.
    """
    by.require(Permission.UNIT_EDIT, at=unit_id)
    raw = _read(path)
    programme, _is_new = Programme.objects.update_or_create(
        code=raw["code"],
        defaults={
            "unit_id": unit_id,
            "name": raw["name"],
            "valid_from": raw["from"],
            "valid_to": raw["to"],
        },
    )
    phases = {each["code"]: _phase(programme, each) for each in raw["phases"]}
    for position, each in enumerate(raw["indicators"], start=1):
        _indicator(programme, each, position=position, phases=phases)
    audit.record(
        by=by,
        event=ProgrammeLoaded(programme.pk, len(raw["indicators"])),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return programme


def _phase(programme: Programme, raw: dict[str, Any]) -> Phase:
    values = {"name": raw["name"], "valid_from": raw["from"], "valid_to": raw["to"]}
    phase, _is_new = Phase.objects.update_or_create(
        programme=programme, code=raw["code"], defaults=values
    )
    return phase


def _indicator(
    programme: Programme, raw: dict[str, Any], *, position: int, phases: dict[str, Phase]
) -> None:
    each, _is_new = Indicator.objects.update_or_create(
        code=raw["code"],
        defaults={
            "programme": programme,
            "position": position,
            "name": raw["name"],
            "family": raw.get("family", ""),
            "source": raw["source"],
            "definition": {key: raw[key] for key in ("numerator", "denominator", "requires")},
        },
    )
    for code, value in raw["targets"].items():
        Target.objects.update_or_create(
            indicator=each, phase=phases[code], defaults={"value": value}
        )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = read_lined(path.read_text(encoding="utf-8"), file=path.name)
    except (OSError, UnicodeDecodeError) as fault:
        raise ProgrammeFileInvalid(
            file=path.name, where=_("toàn tệp"), reason=_("không đọc được.")
        ) from fault
    except LinedFault as fault:
        reason = _("không đọc được, hãy xem lại dấu thụt đầu dòng và dấu hai chấm.")
        where = at_line(fault.line)
        raise ProgrammeFileInvalid(file=path.name, where=where, reason=reason) from fault
    known = {each.code for each in measures()}
    for line, reason in _faults(raw, known):
        raise ProgrammeFileInvalid(file=path.name, where=at_line(line), reason=reason)
    return cast("Mapping[str, Any]", raw)


_PLAN = ("code", "name", "from", "to", "phases", "indicators")
_PHASE = ("code", "name", "from", "to")
_INDICATOR = ("code", "name", "source", "numerator", "denominator", "requires", "targets")
_Faults = Iterator[tuple[int, str]]


def _faults(raw: object, known: Collection[str]) -> _Faults:
    """(line, what is wrong there), the first of which is told."""
    yield from _missing(raw, _PLAN)
    assert isinstance(raw, Lined)  # noqa: S101  what is missing was told
    for key in ("phases", "indicators"):
        if not isinstance(raw[key], list):
            yield raw.line, _("mục %(key)s phải là một danh sách.") % {"key": key}
    yield from _not_a_period(raw)
    for each in raw["phases"]:
        yield from _missing(each, _PHASE)
        yield from _not_a_period(each)
    phases = {each["code"] for each in raw["phases"]}
    for each in raw["indicators"]:
        yield from _missing(each, _INDICATOR)
        yield from _wrong_indicator(each, phases, known)


def _missing(raw: object, keys: Collection[str]) -> _Faults:
    if not isinstance(raw, Lined):
        yield 1, _("cần các mục %(keys)s.") % {"keys": ", ".join(keys)}
        return
    absent = [key for key in keys if key not in raw]
    if absent:
        yield raw.line, _("thiếu mục %(keys)s.") % {"keys": ", ".join(absent)}


def _not_a_period(raw: Lined) -> _Faults:
    starts, ends = raw["from"], raw["to"]
    if not (isinstance(starts, date) and isinstance(ends, date) and starts < ends):
        yield raw.line, _("ngày bắt đầu phải trước ngày kết thúc.")


def _wrong_indicator(raw: Lined, phases: Collection[str], known: Collection[str]) -> _Faults:
    try:
        named = rules.measures_of(raw["numerator"]) | rules.measures_of(raw["denominator"])
        named |= set(raw["requires"])
    except (AttributeError, TypeError):
        yield raw.line, _("biểu thức chưa đúng: cần tên số đo, max hoặc sum của một danh sách.")
        return
    for code in sorted(named - set(known)):
        yield raw.line, _("không có số đo %(code)s.") % {"code": code}
    yield from _missing(raw["targets"], ())
    for code, value in raw["targets"].items():
        if code not in phases:
            yield raw.line, _("không có giai đoạn %(code)s.") % {"code": code}
        if not isinstance(value, (int, float)) or not 0 <= value <= 100:
            yield raw.line, _("mức %(value)s không nằm trong 0–100 %%.") % {"value": value}
