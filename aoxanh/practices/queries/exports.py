"""The yearly table of models in the ten columns of the compiled one, grouped by province (MOD-15)."""

from collections.abc import Iterator

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.practices.models import Practice
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.rules import COLUMNS
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
        yield [*lead, *(getattr(practice, column) for column in COLUMNS.values())]


YEARLY = Export(
    code="practices",
    title=_("Bảng tổng hợp mô hình"),
    headings=(
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
    ),
    rows=_rows,
    count=lambda actor, filters: _asked(actor, filters).count(),
    in_word=True,
)
