"""The yearly table of models in the ten columns of the compiled one, grouped by province (MOD-15)."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.practices.models import Practice
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.rules import COLUMNS, said_partners, said_units
from aoxanh.practices.types import PracticeState
from aoxanh.units import queries as units


_AT_ONCE = 500


def years(*, actor: Actor, unit_id: int) -> list[tuple[int, int, int]]:
    """(year, models, how many of them are drafts) of what a unit and those below it keep, latest first."""
    rows = _kept(actor, unit_id).values("year").annotate(
        models=Count("pk"), drafts=Count("pk", filter=Q(state=PracticeState.DRAFT))
    )  # fmt: skip
    return [(row["year"], row["models"], row["drafts"]) for row in rows.order_by("-year")]


def _kept(actor: Actor, unit_id: int) -> PracticeQuerySet:
    rows = Practice.objects.all().visible_to(actor, Permission.PRACTICE_VIEW).within(unit_id)
    return rows.exclude(state=PracticeState.RETIRED)


def _asked(actor: Actor, filters: Filters) -> PracticeQuerySet:
    return _kept(actor, filters["unit_id"]).filter(year=filters["year"])


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    """A province is written with its number in the first of its rows; the others leave both empty."""
    return ([*lead, *texts] for lead, texts, _practice in _grouped(actor, filters))


def _rows_together(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    """The same, and who does it as well."""
    for lead, texts, practice in _grouped(actor, filters):
        told = practice.known_mates
        yield [*lead, *texts, said_units(told), said_partners(told)]


def _grouped(actor: Actor, filters: Filters) -> Iterator[tuple[list[Cell], list[Cell], Practice]]:
    home = units.instance().place_name
    rows = _asked(actor, filters).select_related("place")
    rows = rows.order_by(Coalesce("place__sort_key", Value("")), "province_text", "pk")
    ordinal, before = 0, ""
    for practice in rows.iterator(chunk_size=_AT_ONCE):
        named = practice.place.name if practice.place else home
        province = practice.province_text or named
        is_new = province != before or not ordinal
        ordinal, before = ordinal + is_new, province
        lead: list[Cell] = [str(ordinal), province] if is_new else ["", ""]
        yield lead, [getattr(practice, column) for column in COLUMNS.values()], practice


def table_of_year(*, actor: Actor, unit_id: int, year: int) -> str:
    """The code of the table that holds all of a year's models: ten columns, more only where some are done together."""
    kept = _asked(actor, {"unit_id": unit_id, "year": year})
    return YEARLY_TOGETHER.code if kept.exclude(mates=[]).exists() else YEARLY.code


_TEN = (
    _("TT"),
    _("Tỉnh, thành phố"),
    _("Tên mô hình"),
    _("Cấp thực hiện"),
    _("Phạm vi"),
    _("Mục đích"),
    _("Nội dung, cách làm"),
    _("Kết quả"),
    _("Khả năng nhân rộng"),
    _("Kiến nghị, đề xuất"),
)
YEARLY = Export(
    code="practices",
    title=_("Bảng tổng hợp mô hình"),
    headings=_TEN,
    rows=_rows,
    count=lambda actor, filters: _asked(actor, filters).count(),
    in_word=True,
)
YEARLY_TOGETHER = replace(
    YEARLY,
    code="practices_together",
    headings=(*_TEN, _("Đơn vị cùng làm"), _("Đối tác")),
    rows=_rows_together,
)
