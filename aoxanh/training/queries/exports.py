"""Officers and how their training stands, as a list to take away."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.sheets import Cell
from aoxanh.training.queries.officers import officers, officers_shown
from aoxanh.units import queries as units


def officers_asked(actor: Actor, filters: Filters) -> QuerySet[Any]:
    """The officers that a page or its file asks for."""
    return officers(
        actor=actor,
        unit_id=filters["unit_id"],
        day=actor.day,
        specialised=bool(filters.get("specialised")),
        standing=filters.get("standing") or "",
    )


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = officers_shown(officers_asked(actor, filters), day=actor.day)
    names = units.names_at({each.unit_id for each in found}, actor.day)
    for each in found:
        known = each.until is not None and each.until != FOREVER
        yield [
            each.full_name,
            each.title,
            names[each.unit_id],
            _("có") if each.is_specialised else "",
            each.standing.label,
            each.until if known else None,
        ]


OFFICERS = Export(
    code="trained_officers",
    title=_("Cán bộ và tập huấn"),
    headings=[
        _("Họ và tên"), _("Chức danh"), _("Đơn vị"), _("Chuyên trách phụ trách tình nguyện"), _("Tập huấn"),
        _("Hết hạn từ ngày"),
    ],
    rows=_rows,
    count=lambda actor, filters: officers_asked(actor, filters).count(),
)  # fmt: skip
