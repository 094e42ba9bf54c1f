"""Records that may be one person, for the officers who can tell."""

from collections import defaultdict
from collections.abc import Iterable

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people.queries.persons import seen
from aoxanh.people.types import DuplicateGroup, DuplicateReason, PersonState


Row = tuple[int, str, str, str, object]


def duplicates(*, actor: Actor) -> list[DuplicateGroup]:
    """Groups of records among those the actor may edit that look like one person: one statement.

    The stronger reason comes first, and a group is told once: a family behind one phone is the weakest.
    """
    rows = list(
        seen(actor, Permission.PERSON_EDIT)
        .exclude(state=PersonState.ENDED)
        .order_by("sort_key", "pk")
        .values_list("pk", "contact_key", "phone", "search_text", "birth_date")
    )
    told: set[tuple[int, ...]] = set()
    found: list[DuplicateGroup] = []
    for reason, groups in (
        (DuplicateReason.NAME_AND_CONTACT, _grouped((pk, key) for pk, key, *_ in rows)),
        (
            DuplicateReason.NAME_AND_BIRTH,
            _grouped((pk, f"{name} {born}" if born else "") for pk, _, _, name, born in rows),
        ),
        (DuplicateReason.PHONE, _grouped((pk, phone) for pk, _, phone, *_ in rows)),
    ):
        for ids in groups:
            if ids not in told:
                told.add(ids)
                found.append(DuplicateGroup(reason=reason, person_ids=ids))
    return found


def _grouped(pairs: Iterable[tuple[int, str]]) -> list[tuple[int, ...]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, key in pairs:
        if key:
            groups[key].append(pk)
    return [tuple(ids) for ids in groups.values() if len(ids) > 1]
