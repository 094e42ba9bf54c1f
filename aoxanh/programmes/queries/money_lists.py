"""Estimates and money as lists to take away: a line for each task and source, one for each document."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import rules
from aoxanh.programmes.models import Programme
from aoxanh.programmes.queries.annual import year_lines
from aoxanh.programmes.queries.estimates import budget_programme, money_entries, own_lines
from aoxanh.programmes.types.budget import LineShown, MoneyShown
from aoxanh.units import queries as units


_ABOUT: Final = {True: "khoảng", False: ""}


def _programme(actor: Actor, filters: Filters) -> Programme:
    return budget_programme(filters["unit_id"], code=filters["programme"], actor=actor)


def _lines(actor: Actor, filters: Filters) -> list[LineShown]:
    programme = _programme(actor, filters)
    return year_lines(filters["unit_id"], programme=programme, year=filters["year"], actor=actor)


def _line_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    lines = _lines(actor, filters)
    names = units.names_at({line.unit_id for line in lines}, actor.day)
    for line in lines:
        yield [
            line.year,
            rules.supplement_name(line.supplement),
            names.get(line.unit_id, ""),
            line.task_code,
            line.task,
            line.source_name,
            line.scheme,
            line.content,
            line.amount,
            _ABOUT[line.is_about],
            line.proposed,
            line.approved,
            line.reason or line.proposed_reason,
            line.spent,
        ]


ESTIMATES = Export(
    code="estimates",
    title=_("Dự toán kinh phí"),
    headings=[
        _("Năm"), _("Đợt"), _("Đơn vị"), _("Mã nhiệm vụ"), _("Nhiệm vụ"), _("Nguồn"), _("Chương trình lồng ghép"),
        _("Nội dung chi"), _("Số tiền (đồng)"), _("Ước lượng"), _("Đề xuất (đồng)"), _("Được duyệt (đồng)"),
        _("Lý do"), _("Đã chi (đồng)"),
    ],
    rows=_line_rows,
    count=lambda actor, filters: len(_lines(actor, filters)),
    in_word=True,
)  # fmt: skip


def _entries(actor: Actor, filters: Filters) -> list[MoneyShown]:
    common = {"programme": _programme(actor, filters), "year": filters["year"], "actor": actor}
    unit_id = filters["unit_id"]
    return money_entries(unit_id, lines=own_lines(unit_id, **common), **common)


def _entry_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for each in _entries(actor, filters):
        yield [
            str(each.kind.label),
            each.task,
            each.source_name,
            each.scheme,
            each.amount,
            _ABOUT[each.is_about],
            each.document,
            each.document_on,
            each.note,
            str(each.flag.label) if each.flag else "",
        ]


MONEY = Export(
    code="money_entries",
    title=_("Kinh phí đã bố trí, đã chi"),
    headings=[
        _("Loại"), _("Nhiệm vụ"), _("Nguồn"), _("Chương trình lồng ghép"), _("Số tiền (đồng)"), _("Ước lượng"),
        _("Chứng từ"), _("Ngày chứng từ"), _("Ghi chú"), _("Cần xem"),
    ],
    rows=_entry_rows,
    count=lambda actor, filters: len(_entries(actor, filters)),
)  # fmt: skip
