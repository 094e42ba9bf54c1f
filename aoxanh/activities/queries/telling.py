"""Whom messages do not reach by themselves: what is to be told, to whom, and who told it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from aoxanh.activities.models import Activity, Signup
from aoxanh.activities.rules import telling as rules
from aoxanh.activities.types import TextToCarry, TodoItem, TodoKind, TopicTold
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import queries as notices
from aoxanh.notices.types import Channel
from aoxanh.people import queries as people
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.notices.models import Notice

_SHOWN = 20


def topics_told(*, activity_id: int, actor: Actor) -> list[TopicTold]:
    """What happened to an activity, the last first, and how many know of it: one statement."""
    counts = notices.sent_counts(rules.about(activity_id), actor=actor)
    topics = dict.fromkeys(row.topic for row in counts)
    return [
        TopicTold(
            topic=topic,
            name=rules.topic_name(topic),
            reached=sum(r.number for r in counts if r.topic == topic and r.channel != Channel.TEXT),
            untold=sum(r.number for r in counts if r.topic == topic and r.is_untold),
            carried=sum(
                r.number
                for r in counts
                if r.topic == topic and r.channel == Channel.TEXT and not r.is_untold
            ),
        )
        for topic in topics
    ]


def texts_to_carry(*, activity_id: int, topic: str, actor: Actor) -> "QuerySet[Notice]":
    """The texts of one topic, those whose receiver does not know yet first."""
    rows = notices.texts_about(rules.about(activity_id), actor=actor).filter(topic=topic)
    return rows.order_by(F("sent_at").desc(nulls_first=True), "pk")


def receivers_of(texts: Sequence["Notice"], *, actor: Actor) -> list[TextToCarry]:
    """To whom these texts go, for officers who answer their sign-ups; one statement."""
    signups = Signup.objects.visible_to(actor, Permission.SIGNUP_DECIDE).select_related("person")
    found = people.with_consent(signups).in_bulk([rules.signup_of(text.key) for text in texts])
    rows = ((text, found.get(rules.signup_of(text.key))) for text in texts)
    return [
        TextToCarry(
            notice_id=text.pk,
            signup_id=signup.pk,
            full_name=people.shown_name(signup),
            phone="" if people.is_unnamed(signup) else text.address,
            text=notices.text_of(text),
            told_at=text.sent_at,
            told_by_id=text.told_by_id,
        )
        for text, signup in rows
        if signup is not None
    ]


def untold_people(*, activity_id: int, actor: Actor) -> int:
    """How many texts about an activity nobody has carried yet: one statement."""
    return notices.untold(actor=actor).filter(about=rules.about(activity_id)).count()


def untold_waiting(*, actor: Actor, unit_id: int, day: date) -> list[TodoItem]:
    """Activities whose people do not all know of a change, a cancellation or a place they got: one statement."""
    texts = notices.untold(actor=actor).exclude(topic__startswith=rules.REMINDER)
    key = Concat(Value(rules.about_prefix()), Cast("pk", CharField()))
    waiting = texts.filter(about=OuterRef("about_key")).values("about")
    counted = waiting.annotate(number=Count("pk")).values("number")
    rows = (
        Activity.objects.visible_to(actor, Permission.SIGNUP_DECIDE)
        .filter(unit__in=units.kept_by(unit_id=unit_id, day=actor.day), ends_on__gt=day)
        .annotate(about_key=key)
        .annotate(count=Subquery(counted))
        .filter(count__gt=0)
        .order_by("starts_on", "pk")
        .values_list("pk", "title", "count", "starts_on")
    )
    return [TodoItem(TodoKind.UNTOLD, pk, title, n, due) for pk, title, n, due in rows[:_SHOWN]]
