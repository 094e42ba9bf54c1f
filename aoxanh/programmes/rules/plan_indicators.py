"""Whether the indicators of a plan file can be computed: what they name, what they must reach."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined
from aoxanh.programmes.rules.expressions import AROUND, terms_of
from aoxanh.programmes.rules.plan_columns import Faults, list_faults, unknown
from aoxanh.programmes.types import (
    EVERY_YEAR,
    PERCENT_TYPES,
    Basis,
    IndicatorType,
    Operator,
    PlanWorld,
    Term,
)


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
            yield each.at("code"), said % {"code": each["code"]}
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
    needed = _NEEDED.get(each["type"].upper(), ())
    absent = [key for key in needed if key not in each]
    if absent:
        yield each.line, _("thiếu mục %(keys)s.") % {"keys": ", ".join(absent)}
    if each["type"].upper() == IndicatorType.COMPOUND and ("of" in each) == ("denominator" in each):
        yield each.line, _("tỷ lệ hai bước cần đúng một trong hai mục of, denominator.")
    if each["type"].upper() == IndicatorType.COVERAGE and not {"across", "denominator"} & set(each):
        yield each.line, _("độ phủ cần mục across hoặc denominator.")
    if each.get("cycle", 1) < 1:
        yield each.at("cycle"), _("chu kỳ tính bằng năm, ít nhất 1.")
    for part, key in (("counter", "counters"), ("band", "bands")):
        yield from list_faults(part, each.get(key, []), line=each.at(key))
    edges = [band["from"] for band in each.get("bands", [])]
    if edges != sorted(set(edges)):
        yield each.at("bands"), _("các mức điểm phải tăng dần.")


def _expression_faults(each: Lined, world: PlanWorld) -> Faults:
    parts = [each[key] for key in _WHOLE if key in each]
    parts += [counter["value"] for counter in each.get("counters", [])]
    try:
        named = frozenset().union(*(terms_of(part) for part in (*parts, *each.get("requires", []))))
    except (AttributeError, TypeError, ValueError):
        yield (
            each.line,
            _(
                "biểu thức chưa đúng: cần tên số đo, hoặc max, min, sum, difference, reach của một danh sách."
            ),
        )
        return
    awaited = set(each.get("awaits", []))
    for term in sorted(named, key=lambda term: term.key):
        line = _line_of(each, term)
        if term.measure not in world.measures and term.measure not in awaited:
            yield line, _("không có số đo %(code)s.") % {"code": term.measure}
        yield from _filter_faults(line, term, world)
        if (
            "across" in each
            and term.measure not in world.by_unit
            and term.measure in world.measures
        ):
            said = _("số đo %(code)s không đếm được cho từng đơn vị.")
            yield line, said % {"code": term.measure}


def _line_of(each: Lined, term: Term) -> int:
    """Where an indicator names a measure: at its numerator or denominator, else at the whole."""
    keys = (key for key in _WHOLE if key in each and term in terms_of(each[key]))
    return next((each.at(key) for key in keys), each.line)


def _filter_faults(line: int, term: Term, world: PlanWorld) -> Faults:
    allowed = world.measures.get(term.measure)
    for name, values in term.where:
        if allowed is not None and name not in allowed:
            said = _("số đo %(measure)s không lọc được theo %(name)s.")
            yield line, said % {"measure": term.measure, "name": name}
        if name != AROUND and name in world.values:
            said = _("không có mã %(code)s trong danh mục.")
            yield from unknown(line, values, world.values[name], said)


def _target_faults(each: Lined, keys: set[str]) -> Faults:
    percent = is_percent(each["type"].upper(), each)
    targets = each.get("targets", Lined())
    if targets and each["type"].upper() == IndicatorType.QUALITATIVE:
        yield each.at("targets"), _("chỉ tiêu định tính không có mức phải đạt.")
    for code, value in targets.items():
        if code not in keys:
            yield targets.at(code), _("không có giai đoạn hay năm %(code)s.") % {"code": code}
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            yield targets.at(code), _("mức %(value)s không phải là số.") % {"value": value}
        elif percent and value > 100:
            yield targets.at(code), _("mức %(value)s không nằm trong 0–100 %%.") % {"value": value}


def _cycle_faults(rows: list[Lined]) -> Faults:
    first_step = {each["code"]: each.get("of") for each in rows}
    for each in rows:
        seen, code = {each["code"]}, each.get("of")
        while code:
            if code not in first_step:
                said = _("không có chỉ tiêu %(code)s trong chương trình này.")
                yield each.at("of"), said % {"code": code}
                return
            if code in seen:
                yield each.at("of"), _("chỉ tiêu %(code)s dẫn về chính nó.") % {"code": code}
                return
            seen.add(code)
            code = first_step[code]
