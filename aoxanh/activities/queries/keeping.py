"""What activities keep for a time after they are over: pasted lists, answers to extra questions, consent on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from aoxanh.activities.models import Activity, Nomination, Pass
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.retention import KeptKey, KeptLine


_ACTIVITY = "quota__slot__shift__activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Rows that serve until their activity is over: ``rows`` of those that were before a day, with its columns."""

    rows: Callable[[date], QuerySet[Any]]
    unit: str
    day: str
    key: str


def _pasted(before: date) -> QuerySet[Any]:
    return Nomination.objects.filter(**{f"{_ACTIVITY}__ends_on__lte": before}).exclude(raw="")


def _answered(before: date) -> QuerySet[Any]:
    asking = Activity.objects.filter(ends_on__lte=before).exclude(questions=[])
    return Pass.objects.filter(activity__in=asking).exclude(answers={})


def _on_paper(before: date) -> QuerySet[Any]:
    ended = {f"{_ACTIVITY}__ends_on__lte": before}
    return Nomination.objects.filter(consent_file__isnull=False, **ended)


PASTED = Serving(rows=_pasted, unit="quota__unit_id", day=f"{_ACTIVITY}__ends_on", key="pk")
ANSWERED = Serving(
    rows=_answered, unit="activity__unit_id", day="activity__ends_on", key="activity_id"
)
ON_PAPER = Serving(rows=_on_paper, unit="quota__unit_id", day=f"{_ACTIVITY}__ends_on", key="pk")


def kept(serving: Serving, *, unit_ids: QuerySet[Any, Any], before: date) -> list[tuple[date, int]]:
    """What would go once all activities are over, by the day on which theirs is."""
    del before
    counted = _all(serving, unit_ids).order_by(serving.day).values_list(serving.day)
    return list(counted.annotate(number=Count("pk")))


def keys(serving: Serving, *, unit_ids: QuerySet[Any, Any], before: date) -> QuerySet[Any, KeptKey]:
    """The same by ``key``."""
    del before
    columns = _all(serving, unit_ids).values(since=F(serving.day), of=F(serving.key))
    counted = columns.annotate(number=Count("pk")).order_by("since", "of")
    found: QuerySet[Any, KeptKey] = counted.values_list("since", "of", "number")
    return found


def _all(serving: Serving, unit_ids: QuerySet[Any, Any]) -> QuerySet[Any]:
    return serving.rows(FOREVER).filter(**{f"{serving.unit}__in": unit_ids})


def answer_lines(found: Sequence[KeptKey]) -> list[KeptLine]:
    """Of which activity they are, without the names that its own list shows. One statement."""
    titles = dict(
        Activity.objects.filter(pk__in=[key for _since, key, _n in found]).values_list(
            "pk", "title"
        )
    )
    return [
        KeptLine(
            code=str(key),
            title=titles[key],
            note=_("%(number)s người đã trả lời") % {"number": number},
        )
        for _since, key, number in found
    ]


def pasted_lines(found: Sequence[KeptKey]) -> list[KeptLine]:
    """For which activity each was sent, when, and how many it names. One statement."""
    said = _("Danh sách cử %(number)s người, gửi ngày %(day)s")
    return [
        _line(row, said % {"number": row.persons, "day": vn_date(local_day(row.sent_at))})
        for row in _sent(found)
    ]


def consent_lines(found: Sequence[KeptKey]) -> list[KeptLine]:
    """For which activity each was collected, when, and how many it is about. One statement."""
    said = _("Đơn của %(number)s người chưa đủ 16 tuổi, thu ngày %(day)s")
    return [
        _line(
            row,
            said % {"number": row.minors, "day": vn_date(row.consent_on) if row.consent_on else ""},
        )
        for row in _sent(found)
    ]


def _sent(found: Sequence[KeptKey]) -> list[Nomination]:
    ids = [key for _since, key, _number in found]
    rows = Nomination.objects.select_related(_ACTIVITY).in_bulk(ids)
    return [rows[pk] for pk in ids]


def _line(row: Nomination, note: str) -> KeptLine:
    activity = row.quota.slot.shift.activity
    return KeptLine(code=str(activity.pk), title=activity.title, note=note)
