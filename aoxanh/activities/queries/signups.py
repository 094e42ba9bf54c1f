"""Sign-ups as organisers see them: filtered lists and the waiting list."""

from collections.abc import Collection

from django.db.models import Count

from aoxanh.activities.models import Signup
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people


def signups(
    *,
    activity_id: int,
    actor: Actor,
    shift_id: int | None = None,
    states: Collection[str] = (),
    text: str = "",
) -> SignupQuerySet:
    """The sign-ups of an activity by given name, with person, slot, shift and pass.

    ``states`` keeps some states, ``text`` those whose shown name contains it, with or without marks.
    """
    rows = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity_id=activity_id
    )
    if shift_id is not None:
        rows = rows.filter(shift_id=shift_id)
    if states:
        rows = rows.filter(state__in=states)
    found = rows.select_related("person", "slot", "shift", "pass_held")
    if text.strip():
        found = people.named_only(found.filter(person__search_text__contains=fold(text)))
    return people.listed(found, "shift__starts_at", "shown_key", "pk")


def signup_counts(*, activity_id: int, actor: Actor, shift_id: int | None = None) -> dict[str, int]:
    """How many sign-ups of an activity stand in each state: one statement."""
    rows = signups(activity_id=activity_id, actor=actor, shift_id=shift_id)
    counted = rows.order_by().values("state").annotate(number=Count("pk"))
    return dict(sorted(counted.values_list("state", "number")))


def waiting_list(*, activity_id: int, actor: Actor) -> SignupQuerySet:
    """Who waits, slot by slot, first come first."""
    rows = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    waiting = rows.filter(shift__activity_id=activity_id).waiting_in_order()
    found = waiting.select_related("person", "slot", "shift")
    return people.with_consent(found).order_by("shift__starts_at", "slot_id", "waiting_since", "pk")
