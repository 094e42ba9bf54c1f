"""The lines of old lists, kept for a time after the last step that was taken with the list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from aoxanh.kernel import imports
from aoxanh.kernel.dates import ZONE, vn_date
from aoxanh.kernel.retention import KeptKey, KeptLine
from aoxanh.work.models import Batch


_ONE_DAY = timedelta(days=1)


def served() -> QuerySet[Any, Any]:
    """Lists whose lines are still there, with the instant of their last step."""
    served_at = Coalesce("undone_at", "applied_at", "created_at")
    return Batch.objects.filter(forgotten_at=None).annotate(served=served_at)


def _of_units(unit_ids: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    rows = served().filter(unit_id__in=unit_ids)
    found: QuerySet[Any, Any] = rows.annotate(day=TruncDate("served", tzinfo=ZONE))
    return found


def kept_lines(*, unit_ids: QuerySet[Any, Any], before: date) -> list[tuple[date, int]]:
    """How many lines are kept, by the day after the last step."""
    del before
    counted = _of_units(unit_ids).order_by("day").values_list("day").annotate(lines=Count("rows"))
    return [(day + _ONE_DAY, lines) for day, lines in counted if lines]


def list_keys(*, unit_ids: QuerySet[Any, Any], before: date) -> list[KeptKey]:
    """The same by list."""
    del before
    rows = _of_units(unit_ids).annotate(lines=Count("rows")).order_by("day", "pk")
    found = rows.values_list("day", "pk", "lines")
    return [(day + _ONE_DAY, pk, lines) for day, pk, lines in found if lines]


def list_lines(keys: Sequence[KeptKey]) -> list[KeptLine]:
    """Of what kind each list is and how long; who may bring lists in reads its name there. One statement."""
    found = Batch.objects.in_bulk([pk for _since, pk, _number in keys])
    said = _("%(number)s dòng, lần cuối làm ngày %(day)s")
    return [
        KeptLine(
            code=found[pk].code,
            title=str(imports.kind(found[pk].kind).label),
            note=said % {"number": number, "day": vn_date(since - _ONE_DAY)},
        )
        for since, pk, number in keys
    ]
