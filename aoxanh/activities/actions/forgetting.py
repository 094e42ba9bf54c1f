"""Forgetting what activities kept for a time: pasted lists, answers to extra questions, consent on paper."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models import Activity, Nomination, Pass
from aoxanh.files import actions as files
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.retention import Holding
from aoxanh.work import actions as work


_AT_ONCE = 1000
_ACTIVITY = "quota__slot__shift__activity"

Rows = Callable[[date], QuerySet[Any]]
Empty = Callable[[list[int], Actor, datetime], None]


def _forget(
    *,
    holding: str,
    rows: Rows,
    unit: str,
    empty: Empty,
    by: Actor,
    before: date,
    now: datetime,
) -> int:
    """Empty the rows of activities that were over before a day, a chunk in each transaction."""
    forgotten = 0
    while found := list(rows(before).order_by("pk").values_list("pk", unit)[:_AT_ONCE]):
        with transaction.atomic():
            empty([key for key, _unit_id in found], by, now)
            _note(holding, (unit_id for _key, unit_id in found), by, now)
        forgotten += len(found)
    return forgotten


def _note(holding: str, unit_ids: Iterable[int], by: Actor, now: datetime) -> None:
    for unit_id, rows in sorted(Counter(unit_ids).items()):
        work.note_forgotten(by=by, holding=holding, unit_id=unit_id, rows=rows, now=now)


def _pasted(before: date) -> QuerySet[Any]:
    return Nomination.objects.filter(**{f"{_ACTIVITY}__ends_on__lte": before}).exclude(raw="")


def _empty_pasted(keys: list[int], _by: Actor, _now: datetime) -> None:
    Nomination.objects.filter(pk__in=keys).update(raw="")


def _answered(before: date) -> QuerySet[Any]:
    asking = Activity.objects.filter(ends_on__lte=before).exclude(questions=[])
    return Pass.objects.filter(activity__in=asking).exclude(answers={})


def _empty_answers(keys: list[int], _by: Actor, _now: datetime) -> None:
    Pass.objects.filter(pk__in=keys).update(answers={})


def _on_paper(before: date) -> QuerySet[Any]:
    ended = {f"{_ACTIVITY}__ends_on__lte": before}
    return Nomination.objects.filter(consent_file__isnull=False, **ended)


def _drop_papers(keys: list[int], by: Actor, now: datetime) -> None:
    rows = Nomination.objects.filter(pk__in=keys)
    papers = list(rows.order_by("pk").values_list("consent_file_id", flat=True))
    rows.update(consent_file=None)
    for file_id in papers:
        files.drop(by=by, file_id=file_id, now=now)


def _kept(
    *, rows: Rows, unit: str, day: str, unit_ids: QuerySet[Any, Any], before: date
) -> list[tuple[date, int]]:
    """What would go once all activities are over, by the day on which theirs is."""
    del before
    counted = rows(FOREVER).filter(**{f"{unit}__in": unit_ids}).order_by(day).values_list(day)
    return list(counted.annotate(number=Count("pk")))


_SINCE = _("từ ngày cuối của hoạt động")

PASTED_LISTS = Holding(
    code="pasted_lists",
    label=_("danh sách đã dán khi cử người"),
    since=_SINCE,
    kept=partial(_kept, rows=_pasted, unit="quota__unit_id", day=f"{_ACTIVITY}__ends_on"),
    forget=partial(
        _forget, holding="pasted_lists", rows=_pasted, unit="quota__unit_id", empty=_empty_pasted
    ),
)
ANSWERS = Holding(
    code="answers",
    label=_("câu trả lời của người đăng ký"),
    since=_SINCE,
    kept=partial(_kept, rows=_answered, unit="activity__unit_id", day="activity__ends_on"),
    forget=partial(
        _forget, holding="answers", rows=_answered, unit="activity__unit_id", empty=_empty_answers
    ),
)
CONSENT_PAPERS = Holding(
    code="consent_papers",
    label=_("bản chụp đơn đồng ý"),
    since=_SINCE,
    kept=partial(_kept, rows=_on_paper, unit="quota__unit_id", day=f"{_ACTIVITY}__ends_on"),
    forget=partial(
        _forget, holding="consent_papers", rows=_on_paper, unit="quota__unit_id", empty=_drop_papers
    ),
)
