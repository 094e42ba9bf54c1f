"""Persons: lists for officers, one by code, one's own."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_phone
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people.errors import ClaimedAlready, PersonErasedAlready
from aoxanh.people.models import Guardian, Membership, Person
from aoxanh.people.models.person import PersonQuerySet
from aoxanh.people.models.ties import MembershipQuerySet
from aoxanh.people.types import PersonState


def people(*, actor: Actor, unit_id: int | None = None, text: str = "") -> PersonQuerySet:
    """The persons an officer may see, by given name, each with ``current_memberships``.

    ``unit_id`` keeps those whose record or current membership is there; ``text`` is a part of a name with or
    without marks, or a whole phone number.
    """
    found = seen(actor, Permission.PERSON_VIEW).exclude(state=PersonState.ENDED)
    if unit_id is not None:
        found = found.filter(_of_unit(unit_id, actor))
    if text.strip():
        found = found.filter(_matching(text))
    current = Prefetch(
        "memberships",
        queryset=_current(actor).order_by("valid_from", "pk"),
        to_attr="current_memberships",
    )
    return found.prefetch_related(current).order_by("sort_key", "pk")


def _of_unit(unit_id: int, actor: Actor) -> Q:
    """Those whom a unit keeps or has as members, by their own record or by one that was merged into it."""
    here = _current(actor).filter(unit_id=unit_id)
    merged = here.filter(person__merged_into__isnull=False).values("person__merged_into")
    kept = Person.objects.filter(unit_id=unit_id, merged_into__isnull=False).values("merged_into")
    own = Q(unit_id=unit_id) | Exists(here.filter(person_id=OuterRef("pk")))
    return own | Q(pk__in=merged) | Q(pk__in=kept)


def seen(actor: Actor, permission: Permission) -> PersonQuerySet:
    """Persons whose record is kept, or who are members, where the actor holds ``permission``.

    Who is kept or is a member by a record that was merged is so by the record that remains.
    """
    if actor.is_system:
        return PersonQuerySet(Person)
    records = Person.objects.visible_to(actor, permission)
    kept = records.values("pk")
    kept_merged = records.filter(merged_into__isnull=False).values("merged_into")
    joined = _current(actor).visible_to(actor, permission)
    itself = joined.filter(person_id=OuterRef("pk"))
    merged = joined.filter(person__merged_into__isnull=False).values("person__merged_into")
    return PersonQuerySet(Person).filter(
        Q(pk__in=kept) | Exists(itself) | Q(pk__in=merged) | Q(pk__in=kept_merged)
    )


def person(code: str, *, actor: Actor) -> Person:
    """One person, for officers who may see them and for themselves. Raises ``Missing``."""
    found = seen(actor, Permission.PERSON_VIEW).filter(code=code).first()
    own = person_of(actor.account_id) if found is None and actor.account_id else None
    if found is None and (own is None or own.code != code):
        raise Missing
    return found or own  # type: ignore[return-value]  # one of them is there


def person_of(account_id: int | None) -> Person | None:
    """The person behind an account, if the account has told who it is."""
    if account_id is None:
        return None
    return Person.objects.filter(account_id=account_id).first()


def persons_by_id(person_ids: Collection[int], *, actor: Actor) -> dict[int, Person]:
    """Those of the given persons whom the actor may see: one statement."""
    found = seen(actor, Permission.PERSON_VIEW).filter(pk__in=person_ids).order_by("pk")
    return {each.pk: each for each in found}


def same_person_ids(person_id: int) -> frozenset[int]:
    """The ids under which one person's facts lie: their own and those of records merged into it."""
    merged = Person.objects.filter(merged_into_id=person_id)
    return frozenset({person_id, *merged.order_by("pk").values_list("pk", flat=True)})


def is_of_pass_alone(person: Person) -> bool:
    """Whether nobody but the bearer of its pass vouches for a record: neither an account nor a unit nor a merger.

    One statement at most.
    """
    if person.state != PersonState.UNVERIFIED or person.account_id is not None:
        return False
    member = Q(Exists(Membership.objects.filter(person=OuterRef("pk"))))
    vouched = Person.objects.filter(Q(merged_into=person) | (Q(pk=person.pk) & member))
    return not vouched.exists()


def why_not_claimed(person: Person) -> DomainError | None:
    """What forbids an account to take in a guest's record; None where nothing does. No statement."""
    if person.erased_at is not None:
        return PersonErasedAlready()
    if person.account_id is not None or person.merged_into_id is not None:
        return ClaimedAlready()
    return None


def guardians_of(person_id: int, *, actor: Actor) -> QuerySet[Guardian]:
    """Who answers for a person, for officers who may see the person."""
    return (
        Guardian.objects.visible_to(actor, Permission.PERSON_VIEW)
        .filter(person_id=person_id)
        .order_by("pk")
    )


def _current(actor: Actor) -> MembershipQuerySet:
    return Membership.objects.filter(valid_from__lte=actor.day, valid_to__gt=actor.day)


def _matching(text: str) -> Q:
    folded = fold(text)
    matching = Q(search_text__contains=folded) if folded else Q(pk__in=())
    try:
        return matching | Q(phone=read_phone(text))
    except ValueError:
        return matching
