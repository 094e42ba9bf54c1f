"""What of a person activities forget when the person is erased: answers, notes, messages; turns and hours stay."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from aoxanh.activities.models import HoursObjection, Pass, Signup
from aoxanh.activities.queries import traces
from aoxanh.kernel.actors import Actor
from aoxanh.notices import actions as notices


def _erase_signups(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    Pass.objects.filter(person_id__in=person_ids).update(answers={})
    own = Signup.objects.filter(person_id__in=person_ids)
    number = Cast("pk", CharField())
    own.update(note="", contact_key=Concat(Value("erased:"), number))
    keys = list(own.order_by("pk").values_list("pk", flat=True))
    notices.forget(by=by, prefixes=[f"signup:{pk}:" for pk in keys], now=now)


def _erase_objections(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """That hours were contested and what came of it stays; the words of both sides go."""
    del by, now
    own = HoursObjection.objects.filter(person_id__in=person_ids)
    own.exclude(answer="").update(answer=_GONE)
    own.update(text=_GONE)


_GONE = "–"

OBJECTIONS = replace(traces.OBJECTIONS, erase=_erase_objections)
SIGNUPS = replace(traces.SIGNUPS, erase=_erase_signups)
