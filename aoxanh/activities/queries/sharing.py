"""An activity told outside the portal: its facts, and the pictures and posters drawn from them."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from aoxanh.activities.models import Activity, Output
from aoxanh.activities.rules import sharing as rules
from aoxanh.activities.types import ActivityShown, ActivityState, ActivityTold, Art, Portal, Turnout
from aoxanh.documents import queries as documents
from aoxanh.kernel import numbers
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese


CARD: Final = "activity_card"
STORY: Final = "activity_story"
POSTER: Final = "activity_poster"


def short_link(code: str) -> str:
    """The address that is printed and sent: it leads to the public page."""
    return f"{settings.SITE_ADDRESS}/h/{code}/"


def check_public(code: str) -> None:
    """Raises ``Missing`` unless anyone may see the activity. One statement."""
    if not Activity.objects.all().public().filter(code=code).exists():
        raise Missing


@in_vietnamese
def told(shown: ActivityShown, turnout: Turnout | None = None) -> ActivityTold:
    """The facts of ``shown``; who came belongs to them when ``turnout`` is given. No statement."""
    activity = shown.activity
    shifts = tuple((each.shift.starts_at, each.shift.ends_at) for each in shown.shifts)
    results = (*_came(turnout), *((row.metric.name, _amount(row)) for row in shown.outputs))
    return ActivityTold(
        code=activity.code,
        link=short_link(activity.code),
        title=activity.title,
        state=ActivityState(activity.state),
        unit_name=shown.unit_name,
        scene=activity.scene,
        first_day=activity.starts_on,
        last_day=activity.ends_on - timedelta(days=1),
        shifts=shifts,
        where=", ".join(filter(None, (activity.spot, activity.place.full_name))),
        meeting_point=activity.meeting_point,
        bring=tuple(activity.bring),
        capacity=shown.capacity,
        free=shown.free,
        keeps_list=any(each.shift.waiting_until is not None for each in shown.shifts),
        min_age=activity.min_age,
        contact_phone=activity.contact_phone,
        cancel_reason=activity.cancel_reason,
        results=results,
    )


@in_vietnamese
def texts_of(activity: Activity, facts: ActivityTold) -> list[tuple[str, str]]:
    """(name, text) of what the activity's template has ready to send, filled in. No statement."""
    ready = activity.template.definition.get("texts", []) if activity.template else []
    return [(row["name"], rules.filled(row["text"], facts)) for row in ready]


def _came(turnout: Turnout | None) -> tuple[tuple[str, str], ...]:
    if turnout is None or not turnout.turns:
        return ()
    return rules.came_words(turns=turnout.turns, minutes=turnout.minutes)


def _amount(row: Output) -> str:
    about = "≈ " if row.about else ""
    return f"{about}{numbers.number(row.amount)} {row.metric.unit_name}"


@in_vietnamese
def picture_key(layout: str, facts: ActivityTold, portal: Portal) -> str:
    """The same as long as the picture would come out the same."""
    drawn_from = (documents.layout_key(layout), facts, portal)
    return hashlib.sha256(repr(drawn_from).encode()).hexdigest()[:24]


@in_vietnamese
def preview_card(facts: ActivityTold, *, portal: Portal, art: Art) -> bytes:
    """PNG of 1200 × 630 for the preview of a link."""
    return documents.draw(CARD, _values(facts, portal, art))


@in_vietnamese
def story(facts: ActivityTold, *, portal: Portal, art: Art) -> bytes:
    """PNG of 1080 × 1080 with the QR code of the short link."""
    return documents.draw(STORY, _values(facts, portal, art))


@in_vietnamese
def poster(facts: ActivityTold, *, portal: Portal, art: Art, now: datetime) -> bytes:
    """A4 as PDF, with the QR code of the short link."""
    return documents.typeset(POSTER, _values(facts, portal, art), on=now)


def _values(facts: ActivityTold, portal: Portal, art: Art) -> dict[str, object]:
    words, is_pressing = rules.standing(facts)
    asks, eases = rules.call(facts)
    return {
        "title": facts.title,
        "unit": facts.unit_name,
        "standing": words,
        "is_pressing": is_pressing,
        "facts": rules.card_facts(facts),
        "terms": rules.poster_terms(facts),
        "call": asks,
        "call_note": eases,
        "link_shown": facts.link.partition("://")[2].rstrip("/"),
        "qr": documents.qr_svg(facts.link),
        "portal": portal.name,
        "portal_label": portal.label,
        "scene": art.scene,
        "mark": art.mark,
        "ridges": art.ridges,
    }
