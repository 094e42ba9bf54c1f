"""Whether the indicators of a plan file can be computed: what they name, what they must reach."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined
from aoxanh.programmes.rules.plan_columns import Fault, Faults, lacking, list_faults, unknown
from aoxanh.programmes.rules.plan_measures import Naming, Path, expression_faults, line_of
from aoxanh.programmes.types import (
    EVERY_YEAR,
    PERCENT_TYPES,
    Basis,
    IndicatorType,
    Operator,
    PlanWorld,
)


MOST_TARGET = 10**10
"""What a column of targets no longer holds."""

_NEEDED: Mapping[str, tuple[str, ...]] = {
    IndicatorType.RATIO: ("numerator", "denominator"),
    IndicatorType.COUNT: ("numerator",),
    IndicatorType.YEARLY_EVENT: ("numerator",),
    IndicatorType.COVERAGE: ("numerator",),
    IndicatorType.COMPOUND: ("numerator",),
    IndicatorType.DUTY: ("numerator",),
    IndicatorType.SCORE: ("numerator", "bands"),
}
_WHOLE = ("numerator", "denominator")


def is_percent(indicator_type: str, definition: Mapping[str, Any]) -> bool:
    """Whether the targets of an indicator are percentages, not numbers."""
    shared = bool(definition.get("across") or definition.get("denominator"))
    return indicator_type in PERCENT_TYPES or (indicator_type == IndicatorType.DUTY and shared)


def indicators_faults(raw: Lined, world: PlanWorld) -> Faults:
    """(line, what is wrong there) of every indicator, then of what leads from one to another."""
    yield from list_faults("indicator", raw["indicators"], line=raw.at("indicators"))
    phases = {each["code"] for each in raw["phases"]}
    years = range(raw["from"].year, (raw["to"] - timedelta(days=1)).year + 1)
    keys = phases | {str(year) for year in years} | {EVERY_YEAR}
    for each in raw["indicators"]:
        if world.indicators.get(each["code"], raw["code"]) != raw["code"]:
            said = _("chỉ tiêu %(code)s thuộc chương trình khác.")
            yield Fault(each.at("code"), said % {"code": each["code"]})
        yield from _choice_faults(each, world)
        yield from _shape_faults(each)
        yield from _expression_faults(each, world)
        yield from _target_faults(each, keys)
    yield from _cycle_faults(raw["indicators"])


def _choice_faults(each: Lined, world: PlanWorld) -> Faults:
    types = [value.lower() for value in IndicatorType.values]
    yield from unknown(
        each.at("type"), [each["type"]], types, _("không có dạng chỉ tiêu %(code)s.")
    )
    bases = [value.lower() for value in Basis.values]
    basis = each.get("basis", bases[0])
    yield from unknown(each.at("basis"), [basis], bases, _("không có cách tính %(code)s."))
    operator = each.get("operator", Operator.AT_LEAST)
    yield from unknown(
        each.at("operator"), [operator], Operator.values, _("không có phép so %(code)s.")
    )
    for key in ("level", "across"):
        said = _("không có loại đơn vị %(code)s.")
        yield from unknown(each.at(key), each.get(key, []), world.kinds, said)


def _shape_faults(each: Lined) -> Faults:
    kind = each["type"].upper()
    yield from lacking(each, _NEEDED.get(kind, ()))
    if kind == IndicatorType.COMPOUND and ("of" in each) == ("denominator" in each):
        said = _("tỷ lệ hai bước cần đúng một trong hai: mẫu số, hoặc chỉ tiêu của bước trước.")
        yield Fault(each.line, said, field="of")
    if kind == IndicatorType.COVERAGE and not {"across", "denominator"} & set(each):
        said = _("độ phủ cần các loại đơn vị được tính, hoặc mẫu số.")
        yield Fault(each.line, said, field="across")
    if each.get("cycle", 1) < 1:
        yield Fault(each.at("cycle"), _("chu kỳ tính bằng năm, ít nhất 1."))
    for part, key in (("counter", "counters"), ("band", "bands")):
        yield from list_faults(part, each.get(key, []), line=each.at(key))
    bands = each.get("bands", [])
    for before, band in pairwise(bands):
        if band["from"] <= before["from"]:
            yield Fault(band.at("from"), _("các mức điểm phải tăng dần."))


def _expression_faults(each: Lined, world: PlanWorld) -> Faults:
    naming = Naming(world, set(each.get("awaits", [])), is_by_unit="across" in each)
    for start, expression in _expressions(each):
        for path, reason in expression_faults(expression, naming):
            full = (*start, *path)
            field = ".".join(str(key) for key in full)
            yield Fault(line_of(each, full, each.line), reason, field=field)
    for place, code in enumerate(each.get("requires", [])):
        if not isinstance(code, str):
            said = _("ở đây cần tên của từng số đo.")
            yield Fault(each.at("requires"), said, field=f"requires.{place}")


def _expressions(each: Lined) -> Iterator[tuple[Path, Any]]:
    """(where in an indicator, what it counts there)."""
    yield from (((key,), each[key]) for key in _WHOLE if key in each)
    for place, counter in enumerate(each.get("counters", [])):
        yield ("counters", place, "value"), counter["value"]
    named = enumerate(each.get("requires", []))
    yield from ((("requires", place), code) for place, code in named if isinstance(code, str))


def _target_faults(each: Lined, keys: set[str]) -> Faults:
    percent = is_percent(each["type"].upper(), each)
    targets = each.get("targets", Lined())
    if targets and each["type"].upper() == IndicatorType.QUALITATIVE:
        yield Fault(each.at("targets"), _("chỉ tiêu định tính không có mức phải đạt."))
    for code, value in targets.items():
        line, said = targets.at(code), {"code": code, "value": value}
        if code not in keys:
            yield Fault(line, _("không có giai đoạn hay năm %(code)s.") % said)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            yield Fault(line, _("mức %(value)s không phải là số.") % said)
        elif not value < MOST_TARGET:
            yield Fault(line, _("mức %(value)s lớn quá, cần nhỏ hơn 10 tỷ.") % said)
        elif percent and value > 100:
            yield Fault(line, _("mức %(value)s không nằm trong 0–100 %%.") % said)


def _cycle_faults(rows: list[Lined]) -> Faults:
    first_step = {each["code"]: each.get("of") for each in rows}
    for each in rows:
        seen, code = {each["code"]}, each.get("of")
        while code:
            if code not in first_step:
                said = _("không có chỉ tiêu %(code)s trong chương trình này.")
                yield Fault(each.at("of"), said % {"code": code})
                return
            if code in seen:
                said = _("chỉ tiêu %(code)s dẫn về chính nó.")
                yield Fault(each.at("of"), said % {"code": code})
                return
            seen.add(code)
            code = first_step[code]
