"""Loading a programme from its file: another province's plan needs no code (house decision 7)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
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
    programme, _ = Programme.objects.update_or_create(
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
    phase, _ = Phase.objects.update_or_create(
        programme=programme, code=raw["code"], defaults=values
    )
    return phase


def _indicator(
    programme: Programme, raw: dict[str, Any], *, position: int, phases: dict[str, Phase]
) -> None:
    each, _ = Indicator.objects.update_or_create(
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


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"dòng {mark.line + 1}" if mark else "toàn tệp"
        raise ProgrammeFileInvalid(file=path.name, where=where, reason="không đọc được.") from fault
    for where, reason in _faults(raw):
        raise ProgrammeFileInvalid(file=path.name, where=where, reason=reason)
    return dict(raw)


def _faults(raw: Any) -> list[tuple[str, str]]:  # noqa: ANN401  whatever a file may hold
    if not isinstance(raw, dict):
        return [("đầu tệp", "cần các mục code, name, from, to, phases, indicators.")]
    missing = {"code", "name", "from", "to", "phases", "indicators"} - raw.keys()
    if missing:
        return [("đầu tệp", f"thiếu mục {', '.join(sorted(missing))}.")]
    phases = {each.get("code") for each in raw["phases"]}
    faults = [
        (f"giai đoạn {each.get('code', '?')}", "ngày bắt đầu phải trước ngày kết thúc.")
        for each in raw["phases"]
        if not _is_period(each)
    ]
    for each in raw["indicators"]:
        faults += [(f"chỉ tiêu {each.get('code', '?')}", reason) for reason in _wrong(each, phases)]
    return faults


def _is_period(raw: dict[str, Any]) -> bool:
    starts, ends = raw.get("from"), raw.get("to")
    return isinstance(starts, date) and isinstance(ends, date) and starts < ends


def _wrong(raw: dict[str, Any], phases: set[str | None]) -> list[str]:
    keys = {"code", "name", "source", "numerator", "denominator", "requires", "targets"}
    missing = keys - raw.keys()
    if missing:
        return [f"thiếu mục {', '.join(sorted(missing))}."]
    named = rules.measures_of(raw["numerator"]) | rules.measures_of(raw["denominator"])
    unknown = (named | set(raw["requires"])) - {each.code for each in measures()}
    return [
        *(f"không có số đo {code}." for code in sorted(unknown)),
        *(f"không có giai đoạn {code}." for code in raw["targets"] if code not in phases),
        *(
            f"mức {value} không nằm trong 0–100 %."
            for value in raw["targets"].values()
            if not 0 <= value <= 100
        ),
    ]
