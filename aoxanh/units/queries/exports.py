"""Lists to take away: units as they were on a day, and all that a reorganisation would mean."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.reorganising import Weight
from aoxanh.kernel.sheets import Cell
from aoxanh.places.types import Flag
from aoxanh.units.models.unit import UnitVersionQuerySet
from aoxanh.units.queries.consequences import chapters_of
from aoxanh.units.queries.names import names_at
from aoxanh.units.queries.register import matching, units, without_decision
from aoxanh.units.queries.reorganisations import given_lines, plan, reorganisation


_AT_ONCE = 1000


def _asked(actor: Actor, filters: Filters) -> UnitVersionQuerySet:
    day = date.fromisoformat(filters["day"])
    flag = Flag(filters["flag"]) if filters.get("flag") else None
    rows = units(actor=actor, day=day, within=filters["unit_id"], flag=flag)
    if filters.get("without_decision"):
        rows = rows.filter(pk__in=without_decision(actor=actor, day=day).order_by().values("pk"))
    if filters.get("is_sector"):
        rows = rows.filter(kind__is_sector=True)
    if filters.get("text"):
        rows = rows.filter(matching(filters["text"]))
    return rows


def sheet_rows(rows: UnitVersionQuerySet, day: date) -> Iterator[list[Cell]]:
    """Units of ``day`` as lines of a list to take away."""
    above: dict[int, str] = {}
    for row in rows.select_related("place").iterator(chunk_size=_AT_ONCE):
        parent_id: int | None = row.parent_id  # type: ignore[attr-defined]  # annotated by the query
        if parent_id is not None and parent_id not in above:
            above |= names_at({parent_id}, day)
        yield [
            row.name,
            row.short_name,
            row.kind.name,
            above.get(parent_id or 0, ""),
            row.place.name if row.place else "",
            row.unit.founded_on,
            row.unit.founding.decision_number,
            row.unit.founding.decision_on,
            row.unit.code,
        ]


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    return sheet_rows(_asked(actor, filters), date.fromisoformat(filters["day"]))


SHEET_HEADINGS = (
    _("Tên đơn vị"), _("Tên ngắn"), _("Loại hình"), _("Trực thuộc"), _("Địa bàn"), _("Thành lập từ ngày"),
    _("Số quyết định"), _("Ngày quyết định"), _("Mã đơn vị"),
)  # fmt: skip
UNITS = Export(
    code="units",
    title=_("Danh sách đơn vị"),
    headings=SHEET_HEADINGS,
    rows=_rows,
    count=lambda actor, filters: _asked(actor, filters).count(),
)


_WEIGHTS = {
    Weight.STOPS: _("Cần sửa trước khi ghi"),
    Weight.WARNS: _("Cần lưu ý"),
    Weight.CHANGES: _("Thay đổi"),
    Weight.STAYS: _("Giữ nguyên"),
}


def _told(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = reorganisation(
        reorganisation_id=filters["reorganisation_id"], unit_id=filters["unit_id"], actor=actor
    )
    planned = plan(found, given_lines(found.pk).values())
    chapters = chapters_of(planned, actor=actor)
    told_of = {told.unit_id for each in chapters for group in each.groups for told in group.told}
    names = names_at(told_of, found.on)
    for chapter in chapters:
        for group in chapter.groups:
            for told in group.told:
                yield [
                    str(chapter.label),
                    str(_WEIGHTS[group.weight]),
                    group.said,
                    names[told.unit_id],
                    told.count,
                    "; ".join(told.names),
                ]


REORGANISATION = Export(
    code="reorganisation",
    title=_("Hệ quả của đợt sắp xếp"),
    headings=[_("Về"), _("Mức"), _("Điều xảy ra"), _("Đơn vị"), _("Số"), _("Gồm")],
    rows=_told,
    count=lambda actor, filters: sum(1 for _row in _told(actor, filters)),
)
