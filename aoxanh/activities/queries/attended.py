"""Who served in an activity with the hours of each: what a recognition file lists."""

from collections import defaultdict

from django.db.models import Count

from aoxanh.activities.models import Evidence, HoursEntry, Participation
from aoxanh.activities.models.outputs import EvidenceQuerySet
from aoxanh.activities.types import Attended
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.people.types import ConsentPurpose


def attended(*, activity_id: int, actor: Actor) -> list[Attended]:
    """Everybody who came, by given name, with shifts, minutes and where these come from: three statements.

    Who took back that they take part is a number.
    """
    rows = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    here = rows.filter(activity=activity_id).select_related("person", "signup__slot")
    came = people.listed(here, "shown_key", "person_id", "pk")
    found: dict[int, Attended] = {}
    for row in came:
        known = found.get(row.person_id)
        role = row.signup.slot.role_name if row.signup else ""
        found[row.person_id] = Attended(
            person_id=row.person_id,
            full_name=row.person.full_name,
            unit_id=row.participant_unit_id,
            role=known.role if known and known.role else role,
            shifts=known.shifts + 1 if known else 1,
            minutes=0,
            sources=(),
        )
    minutes: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    entries = HoursEntry.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    for person_id, source, some in (
        entries.filter(activity=activity_id)
        .order_by("pk")
        .values_list("person_id", "source", "minutes")
    ):
        minutes[person_id][source] += some
    written = people.names_to_write({pk: each.full_name for pk, each in found.items()})
    return [each.with_minutes(minutes[pk], name=written[pk]) for pk, each in found.items()]


def not_to_be_shown(activity_id: int, *, actor: Actor) -> list[str]:
    """The names of those who came and took back that pictures of them are shown, by given name: two statements."""
    came = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        activity=activity_id
    )
    gone = people.took_consent_back(
        came.order_by().values("person_id"), purpose=ConsentPurpose.PHOTOS
    )
    named = came.filter(person_id__in=gone).order_by("person__sort_key", "person_id")
    return list(dict(named.values_list("person_id", "person__full_name")).values())


def sessions_attended(activity_id: int) -> dict[int, int]:
    """How many shifts of an activity each person came to; the caller has checked that the asker may know."""
    rows = Participation.objects.filter(activity=activity_id).order_by()
    counted = rows.values_list("person_id").annotate(shifts=Count("shift", distinct=True))
    return dict(counted)


def pictures(*, activity_id: int, actor: Actor) -> EvidenceQuerySet:
    """The pictures that show an activity took place, the oldest first."""
    rows = Evidence.objects.visible_to(actor, Permission.FILE_VIEW)
    found = rows.filter(activity=activity_id, file__mime__startswith="image/")
    return found.select_related("file").order_by("added_at", "pk")
