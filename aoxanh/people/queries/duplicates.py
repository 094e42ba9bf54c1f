"""Records that may be one person, for the officers who can tell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml
from django.db.models import Count, QuerySet, Window

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people import rules
from aoxanh.people.models import Membership, Person
from aoxanh.people.queries.persons import seen
from aoxanh.people.rules.duplicates import Weights
from aoxanh.people.types import Candidate, DuplicateGroup, DuplicateReason, PersonState


_KEYS = (("phone",), ("email",), ("search_text", "birth_date"), ("search_text", "unit_id"))
_MOST = 1000
"""Records of each kind of likeness that are compared: more is a matter for the list itself, not for eyes."""


@lru_cache(maxsize=1)
def _weighing() -> tuple[Weights, int]:
    path = files("aoxanh.people") / "reference" / "duplicates.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))
    return {DuplicateReason(code): n for code, n in raw["weights"].items()}, raw["shown_from"]


def duplicates(*, actor: Actor) -> list[DuplicateGroup]:
    """Groups of records among those the actor may edit that look like one person, the most alike first.

    What is compared never leaves what the actor sees: a number kept elsewhere is not confirmed by a likeness.
    """
    whole = seen(actor, Permission.PERSON_EDIT).exclude(state=PersonState.ENDED)
    found: set[int] = set()
    for columns in _KEYS:
        found.update(_sharing(whole, columns))
    found.update(_sharing_a_code(whole))
    weights, shown_from = _weighing()
    rows = candidates(found)
    return rules.grouped(rows, weights=weights, shown_from=shown_from)


def _sharing(whole: QuerySet[Person], columns: Sequence[str]) -> list[int]:
    """The records that share ``columns`` with another one, left out where a column is empty: one statement."""
    first, *more = columns
    filled = whole.exclude(**{first: ""}).filter(**{f"{each}__isnull": False for each in more})
    counted = filled.order_by().annotate(times=Window(Count("pk"), partition_by=columns))
    return list(
        counted.filter(times__gt=1).order_by(*columns, "pk").values_list("pk", flat=True)[:_MOST]
    )


def _sharing_a_code(whole: QuerySet[Person]) -> list[int]:
    rows = Membership.objects.filter(person__in=whole.order_by().values("pk"), student_code__gt="")
    counted = rows.annotate(
        times=Window(Count("pk"), partition_by=("unit_id", "student_code"))
    ).filter(times__gt=1)
    return list(counted.order_by("student_code", "pk").values_list("person_id", flat=True)[:_MOST])


def candidates(person_ids: Iterable[int]) -> list[Candidate]:
    """What of the records is compared, by given name: two statements."""
    wanted = list(person_ids)
    codes: dict[int, set[tuple[int, str]]] = defaultdict(set)
    held = Membership.objects.filter(person_id__in=wanted, student_code__gt="").order_by("pk")
    for person_id, unit_id, code in held.values_list("person_id", "unit_id", "student_code"):
        codes[person_id].add((unit_id, code))
    rows = Person.objects.filter(pk__in=wanted).order_by("sort_key", "pk")
    return [
        Candidate(
            person_id=person.pk,
            unit_id=person.unit_id,
            name=person.search_text,
            phone=person.phone,
            email=person.email,
            birth_date=person.birth_date,
            birth_year=person.birth_year,
            gender=person.gender,
            student_codes=frozenset(codes[person.pk]),
        )
        for person in rows
    ]
