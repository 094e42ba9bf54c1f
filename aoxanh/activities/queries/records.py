"""A person's record as officers read it: what they did at units within the asker's reach."""

from collections.abc import Collection

from aoxanh.activities.models import Participation
from aoxanh.activities.queries.hours import participations_of
from aoxanh.activities.types import ParticipationShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


def record_seen(person_ids: Collection[int], *, actor: Actor) -> list[ParticipationShown]:
    """What one person did at units whose sign-ups the actor may see, newest first: three statements."""
    seen = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    known = set(seen.filter(person_id__in=person_ids).order_by().values_list("pk", flat=True))
    rows = participations_of(person_ids) if known else []
    return [row for row in rows if row.participation_id in known]
