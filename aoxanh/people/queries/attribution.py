"""For which unit a person takes part on a day: memberships of records merged into theirs hold as well."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.traces import holder_id
from aoxanh.people.models import Membership, Person, Post
from aoxanh.people.rules import first_choice


class PostHeld(NamedTuple):
    """A post that somebody holds on a day: where, and whether it is for volunteering alone."""

    unit_id: int
    is_specialised: bool


def _held(person_ids: list[int], day: date) -> QuerySet[Membership, Any]:
    records = Person.objects.filter(
        Q(Among(F("pk"), person_ids)) | Q(Among(F("merged_into"), person_ids))
    )
    rows = Membership.objects.filter(
        person__in=records.order_by().values("pk"), valid_from__lte=day, valid_to__gt=day
    )
    columns = (holder_id(), "kind", "valid_from", "unit_id")
    found: QuerySet[Membership, Any] = rows.order_by("pk").values_list(*columns)
    return found


_HELD = Compiled(_held, person_ids=list, day=date)


def participant_unit(person_id: int, day: date) -> int | None:
    """The id of the unit that a person's participation on ``day`` counts for; None without a membership."""
    return participant_units([person_id], day).get(person_id)


def participant_units(person_ids: Collection[int], day: date) -> dict[int, int]:
    """Like ``participant_unit`` for many persons: one statement; persons without a membership are left out."""
    return _chosen(_HELD.rows(person_ids=list(person_ids), day=day))


def _chosen(rows: Iterable[tuple[int, str, date, int]]) -> dict[int, int]:
    held: dict[int, list[tuple[str, date, int]]] = defaultdict(list)
    for person_id, kind, since, unit_id in rows:
        held[person_id].append((kind, since, unit_id))
    chosen = {person_id: first_choice(choices) for person_id, choices in held.items()}
    return {person_id: unit_id for person_id, unit_id in chosen.items() if unit_id is not None}


def posts_held(person_ids: Collection[int], day: date) -> dict[int, PostHeld]:
    """The post of each officer among the persons on ``day``: one statement.

    Of several a specialised one comes before others, then that of a head.
    """
    rows = Post.objects.filter(person_id__in=person_ids, valid_from__lte=day, valid_to__gt=day)
    columns = rows.order_by("is_specialised", "is_head", "-pk")
    return {
        person_id: PostHeld(unit_id, is_specialised)
        for person_id, unit_id, is_specialised in columns.values_list(
            "person_id", "unit_id", "is_specialised"
        )
    }
