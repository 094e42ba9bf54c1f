"""Offices when their unit ends: posts and the duty to be called end on the day, members stay on record."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.reorganising import Consequence, Kept, Plan
from aoxanh.people.models import FocalPoint, Post
from aoxanh.people.queries.reorganising import duties_ending, posts_ending, tell
from aoxanh.people.types import OfficesEnded, OfficesRestored


AnyRow = TypeVar("AnyRow", Post, FocalPoint)


def apply(*, by: Actor, plan: Plan, now: datetime) -> Kept:
    """End posts and duties on the day."""
    posts = list(posts_ending(plan).select_for_update(of=("self",), no_key=True))
    duties = list(duties_ending(plan).select_for_update(of=("self",), no_key=True))
    touches = _touches(posts, plan.on)
    kept = {"posts": _ended(posts, plan.on), "duties": _ended(duties, plan.on)}
    Post.objects.bulk_update(posts, ["valid_to"])
    FocalPoint.objects.bulk_update(duties, ["valid_to"])
    event = OfficesEnded(plan.reorganisation_id, len(posts), len(duties))
    audit.record(by=by, event=event, unit_id=plan.unit_id, touches=touches, now=now)
    return kept


def _ended(rows: Iterable[Post | FocalPoint], on: date) -> list[list[object]]:
    before: list[list[object]] = []
    for row in rows:
        before.append([row.pk, row.valid_to.isoformat()])
        row.valid_to = on
    return before


def _touches(posts: Iterable[Post], on: date) -> set[tuple[int, date]]:
    days = {(post.unit_id, day) for post in posts for day in (on, post.valid_to)}
    return {(unit_id, day) for unit_id, day in days if day != FOREVER}


def undo(*, by: Actor, plan: Plan, kept: Kept, now: datetime) -> None:
    """Give posts and duties their old end again; what was ended by hand since stays so."""
    posts = _restored(Post.objects.filter(valid_to=plan.on), kept.get("posts", ()))
    duties = _restored(FocalPoint.objects.filter(valid_to=plan.on), kept.get("duties", ()))
    Post.objects.bulk_update(posts, ["valid_to"])
    FocalPoint.objects.bulk_update(duties, ["valid_to"])
    touches = _touches(posts, plan.on)
    event = OfficesRestored(plan.reorganisation_id, len(posts), len(duties))
    audit.record(by=by, event=event, unit_id=plan.unit_id, touches=touches, now=now)


def _restored(rows: QuerySet[AnyRow], kept: Iterable[tuple[int, str]]) -> list[AnyRow]:
    until = {pk: date.fromisoformat(day) for pk, day in kept}
    found = list(rows.filter(pk__in=until).order_by("pk"))
    for row in found:
        row.valid_to = until[row.pk]
    return found


OFFICES = Consequence(
    code="offices", label=_("Con người, chức danh"), icon="users", tell=tell, apply=apply, undo=undo
)
