"""What a figure counts, as a list to take away."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.kernel.sheets import Cell
from aoxanh.people import queries as people
from aoxanh.programmes.queries.figures import distinct_rows, stock_rows
from aoxanh.programmes.queries.indicators import missing_units, unit_years
from aoxanh.programmes.queries.promised import indicator
from aoxanh.programmes.queries.todays import todays_map
from aoxanh.programmes.types import TodaysMap, UnitYear
from aoxanh.units import queries as units


_AT_ONCE = 1000
_ONE_DAY = timedelta(days=1)
_DECLARED = "activities_declared"
_COUNTED, _UNDECLARED = _("Đã tính"), _("Năm này chưa khai")
_MISSING, _UNALLOCATED = _("Chưa khai"), _("Chưa phân bổ: của đơn vị đã chia tách")


def _map(actor: Actor, filters: Filters) -> TodaysMap | None:
    return todays_map(actor=actor, unit_id=filters["unit_id"]) if filters.get("todays") else None


def _officers(actor: Actor, filters: Filters) -> QuerySet[Any]:
    rows = stock_rows(
        actor=actor,
        code="officers_in_post",
        unit_id=filters["unit_id"],
        day=date.fromisoformat(filters["day"]),
        todays=_map(actor, filters),
    )
    return rows.select_related("person").order_by("person__sort_key", "pk")


def _officer_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    day = date.fromisoformat(filters["day"])
    names: dict[int, str] = {}
    for post in _officers(actor, filters).iterator(chunk_size=_AT_ONCE):
        if post.unit_id not in names:
            names |= units.names_at({post.unit_id}, day)
        yield [
            post.person.full_name,
            post.title,
            names.get(post.unit_id, ""),
            post.is_head,
            post.is_full_time,
            post.in_charge_of_volunteering,
            post.valid_from,
            None if post.valid_to == FOREVER else post.valid_to - _ONE_DAY,
            post.decision_number,
        ]


OFFICERS = Export(
    code="officers",
    title=_("Cán bộ đương chức"),
    headings=[
        _("Họ và tên"), _("Chức danh"), _("Đơn vị"), _("Đứng đầu"), _("Chuyên trách"),
        _("Phụ trách tình nguyện"), _("Từ ngày"), _("Đến hết ngày"), _("Số quyết định"),
    ],
    rows=_officer_rows,
    count=lambda actor, filters: _officers(actor, filters).count(),
)  # fmt: skip


def _served(actor: Actor, filters: Filters) -> QuerySet[Any]:
    facts = distinct_rows(
        actor=actor,
        code="persons_served",
        unit_id=filters["unit_id"],
        period=Period.year(filters["year"]),
        todays=_map(actor, filters),
    )
    persons = people.with_holders(facts).values(*people.HOLDER)
    counted: QuerySet[Any] = persons.annotate(turns=Count("pk"))
    return counted.order_by("holder_key", "holder_code")


def _served_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    rows = _served(actor, filters).iterator(chunk_size=_AT_ONCE)
    for row in people.named_holders(rows):
        yield [row["holder_name"], row["turns"], row["holder_code"]]


SERVED = Export(
    code="served",
    title=_("Người đã tham gia"),
    headings=[_("Họ và tên"), _("Lượt tham gia"), _("Mã hồ sơ")],
    rows=_served_rows,
    count=lambda actor, filters: _served(actor, filters).count(),
)


def _indicator_units(actor: Actor, filters: Filters) -> tuple[list[UnitYear], frozenset[int]]:
    """The units and years of an indicator, and the units of which nothing is known."""
    each, todays = indicator(filters["indicator"], actor=actor), _map(actor, filters)
    asked = {"unit_id": filters["unit_id"], "period": each.period, "todays": todays}
    rows = unit_years(each, actor=actor, **asked)
    return rows, missing_units(rows, **asked)


def _indicator_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    rows, missing = _indicator_units(actor, filters)
    names = units.names_at({row.unit_id for row in rows} | missing, actor.day)
    for row in sorted(rows, key=lambda row: row.denominator is None):
        is_known = row.denominator is not None
        yield [
            names.get(row.unit_id, ""),
            row.year,
            _whole(row.numerator),
            _whole(row.values.get(_DECLARED)),
            _whole(row.denominator),
            str(_COUNTED if is_known else _UNDECLARED),
            "" if row.is_allocated else str(_UNALLOCATED),
        ]
    for name in sorted(names.get(unit_id, "") for unit_id in missing):
        yield [name, None, None, None, None, str(_MISSING), ""]


def _whole(value: Decimal | None) -> Cell:
    """A count without superfluous decimals; what is not known stays empty."""
    return int(value) if value is not None and value == int(value) else value


def _count_indicator_rows(actor: Actor, filters: Filters) -> int:
    rows, missing = _indicator_units(actor, filters)
    return len(rows) + len(missing)


INDICATOR_UNITS = Export(
    code="indicator_units",
    title=_("Đơn vị của chỉ tiêu"),
    headings=[
        _("Đơn vị"), _("Năm"), _("Ghi nhận"), _("Đơn vị khai"), _("Mẫu số"), _("Tình trạng"), _("Ghi chú"),
    ],
    rows=_indicator_rows,
    count=_count_indicator_rows,
)  # fmt: skip
