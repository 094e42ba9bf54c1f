"""Whether an expression of a plan can be computed, told at the part of it that cannot."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel.lined import Lined
from aoxanh.kernel.measures import measures
from aoxanh.programmes.rules.expressions import AROUND, Expression, day_of_year, operation
from aoxanh.programmes.types import PlanWorld


WIDEST_AROUND: Final = 182
"""Days on either side of a day of the year: half of it."""

Path = tuple[str | int, ...]
Faulty = Iterator[tuple[Path, str]]
"""(where in the expression, what is wrong there)."""

FILTER_LABELS: Final[Mapping[str, str | Promise]] = {
    "kind": lazy("Loại hoạt động"),
    "field": lazy("Lĩnh vực"),
    "template": lazy("Mẫu hoạt động"),
    "initiator": lazy("Ai khởi xướng"),
    "unit_kind": lazy("Loại đơn vị"),
    "family": lazy("Tổ chức"),
    "level": lazy("Cấp đơn vị"),
    "in_charge": lazy("Phụ trách tình nguyện"),
    "full_time": lazy("Chuyên trách"),
    "head": lazy("Đứng đầu đơn vị"),
    "inspected_kind": lazy("Loại đơn vị được kiểm tra"),
    AROUND: lazy("Ngày trong năm"),
}
"""By what measures are narrowed, as officers say it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What an expression of one indicator may name."""

    world: PlanWorld
    awaited: Collection[str]
    is_by_unit: bool
    """Whether it is counted for each unit by itself."""


def expression_faults(expression: Expression, naming: Naming) -> Faulty:
    """Everything that keeps an expression from being computed."""
    if isinstance(expression, str):
        yield from _measure_faults(expression, {}, naming)
    elif not isinstance(expression, Mapping):
        yield (), _malformed()
    elif "measure" in expression:
        yield from _narrowed_faults(expression, naming)
    else:
        yield from _joined_faults(expression, naming)


def _malformed() -> str:
    return _(
        "biểu thức chưa đúng: cần tên số đo, hoặc max, min, sum, difference, reach của một danh sách."
    )


def _joined_faults(expression: Mapping[str, Any], naming: Naming) -> Faulty:
    try:
        operator, parts = operation(expression)
    except ValueError:
        yield (), _malformed()
        return
    if operator == "reach" and parts[1] < 1:
        yield (operator, 1), _("số cần đạt phải từ 1 trở lên.")
    inner = parts[:1] if operator == "reach" else parts
    for place, part in enumerate(inner):
        for path, reason in expression_faults(part, naming):
            yield (operator, place, *path), reason


def _narrowed_faults(expression: Mapping[str, Any], naming: Naming) -> Faulty:
    code, where = expression["measure"], expression.get("where") or {}
    is_formed = isinstance(code, str) and isinstance(where, Mapping)
    if not is_formed or set(expression) - {"measure", "where"}:
        yield (), _malformed()
    else:
        yield from _measure_faults(code, where, naming)


def _measure_faults(code: str, where: Mapping[str, Any], naming: Naming) -> Faulty:
    world = naming.world
    if code not in world.measures:
        if code not in naming.awaited:
            yield (), _("không có số đo %(code)s.") % {"code": code}
    elif naming.is_by_unit and code not in world.by_unit:
        said = _("số đo “%(measure)s” không đếm được cho từng đơn vị.")
        yield (), said % {"measure": measure_label(code)}
    for name, value in where.items():
        for reason in _filter_faults(code, name, value, world):
            yield ("where", name), reason


def _filter_faults(code: str, name: str, value: object, world: PlanWorld) -> Iterator[str]:
    allowed = world.measures.get(code)
    if allowed is not None and name not in allowed:
        said = _("số đo “%(measure)s” không lọc được theo %(name)s.")
        label = str(FILTER_LABELS.get(name, name)).lower()
        yield said % {"measure": measure_label(code), "name": label}
    elif name == AROUND:
        yield from _around_faults(value)
    known = world.values.get(name)
    for each in value if isinstance(value, list) else [value]:
        if known is not None and str(each) not in known:
            yield _("không có mã %(code)s trong danh mục.") % {"code": each}


def _around_faults(value: object) -> Iterator[str]:
    if not isinstance(value, Mapping) or set(value) != {"day", "days"}:
        yield _("cần cả ngày và số ngày trước, sau.")
        return
    if not is_day_of_year(value["day"]):
        yield no_such_day(value["day"])
    days = value["days"]
    is_number = isinstance(days, int) and not isinstance(days, bool)
    if not is_number or not 0 <= days <= WIDEST_AROUND:
        yield _("số ngày trước, sau cần từ 0 đến %(most)s.") % {"most": WIDEST_AROUND}


def is_day_of_year(text: object) -> bool:
    """Whether every year has this day."""
    try:
        day_of_year(text)
    except ValueError:
        return False
    return True


def no_such_day(text: object) -> str:
    """That not every year has this day."""
    return _("không có ngày %(day)s, cần dạng 20/03.") % {"day": text}


def measure_label(code: str) -> str:
    """A measure as officers say it; its code where the portal has none such."""
    return next((str(each.label) for each in measures() if each.code == code), code)


def line_of(value: object, path: Path, line: int) -> int:
    """The line on which a part of an expression stands; that of what holds it where it has none of its own."""
    for key in path:
        if isinstance(value, Lined):
            line = value.at(str(key))
        value = value[key] if isinstance(value, (dict, list)) else None  # type: ignore[index]  # a path fits its tree
    return line
