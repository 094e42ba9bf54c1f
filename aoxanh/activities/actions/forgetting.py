"""Forgetting what activities kept for a time: pasted lists, answers to extra questions, consent on paper."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models import Nomination, Pass
from aoxanh.activities.queries import keeping
from aoxanh.activities.queries.keeping import Serving
from aoxanh.files import actions as files
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.retention import Holding
from aoxanh.work import actions as work


_AT_ONCE = 1000

Empty = Callable[[list[int], Actor, datetime], None]


def _forget(
    serving: Serving, *, holding: str, empty: Empty, by: Actor, before: date, now: datetime
) -> int:
    """Empty the rows of activities that were over before a day, a chunk in each transaction."""
    forgotten = 0
    while found := list(
        serving.rows(before).order_by("pk").values_list("pk", serving.unit)[:_AT_ONCE]
    ):
        with transaction.atomic():
            empty([key for key, _unit_id in found], by, now)
            _note(holding, (unit_id for _key, unit_id in found), by, now)
        forgotten += len(found)
    return forgotten


def _note(holding: str, unit_ids: Iterable[int], by: Actor, now: datetime) -> None:
    for unit_id, rows in sorted(Counter(unit_ids).items()):
        work.note_forgotten(by=by, holding=holding, unit_id=unit_id, rows=rows, now=now)


def _empty_pasted(keys: list[int], _by: Actor, _now: datetime) -> None:
    Nomination.objects.filter(pk__in=keys).update(raw="")


def _empty_answers(keys: list[int], _by: Actor, _now: datetime) -> None:
    Pass.objects.filter(pk__in=keys).update(answers={})


def _drop_papers(keys: list[int], by: Actor, now: datetime) -> None:
    rows = Nomination.objects.filter(pk__in=keys)
    papers = list(rows.order_by("pk").values_list("consent_file_id", flat=True))
    rows.update(consent_file=None)
    for file_id in papers:
        files.drop(by=by, file_id=file_id, now=now)


_SINCE = _("từ ngày cuối của hoạt động")

PASTED_LISTS = Holding(
    code="pasted_lists",
    label=_("danh sách đã dán khi cử người"),
    since=_SINCE,
    kept=partial(keeping.kept, keeping.PASTED),
    keys=partial(keeping.keys, keeping.PASTED),
    lines=keeping.pasted_lines,
    forget=partial(_forget, keeping.PASTED, holding="pasted_lists", empty=_empty_pasted),
)
ANSWERS = Holding(
    code="answers",
    label=_("câu trả lời của người đăng ký"),
    since=_SINCE,
    kept=partial(keeping.kept, keeping.ANSWERED),
    keys=partial(keeping.keys, keeping.ANSWERED),
    lines=keeping.answer_lines,
    forget=partial(_forget, keeping.ANSWERED, holding="answers", empty=_empty_answers),
)
CONSENT_PAPERS = Holding(
    code="consent_papers",
    label=_("bản chụp đơn đồng ý"),
    since=_SINCE,
    kept=partial(keeping.kept, keeping.ON_PAPER),
    keys=partial(keeping.keys, keeping.ON_PAPER),
    lines=keeping.consent_lines,
    forget=partial(_forget, keeping.ON_PAPER, holding="consent_papers", empty=_drop_papers),
)
