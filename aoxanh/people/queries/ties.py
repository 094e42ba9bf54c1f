"""Memberships, officers and members on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import holder_id
from aoxanh.people.models import Membership, Person, Post
from aoxanh.people.models.ties import MembershipQuerySet, PostQuerySet
from aoxanh.people.queries.holders import records_of
from aoxanh.people.queries.persons import seen


def memberships(person_id: int, *, actor: Actor) -> MembershipQuerySet:
    """A person's memberships, past and coming too, newest first: for officers who see the person and oneself."""
    found = Membership.objects.filter(person__in=records_of((person_id,)))
    return found.filter(_may_read(person_id, actor)).order_by("-valid_from", "pk")


def posts_of(person_id: int, *, actor: Actor) -> PostQuerySet:
    """A person's posts and terms, newest first: for officers who see the person and oneself."""
    found = Post.objects.filter(person__in=records_of((person_id,)))
    return found.filter(_may_read(person_id, actor)).order_by("-valid_from", "pk")


def officers_at(unit_id: int, day: date, *, actor: Actor) -> PostQuerySet:
    """The posts filled at a unit on ``day``, heads first: no longer than the term, and no earlier (ORG-07)."""
    return (
        Post.objects.visible_to(actor, Permission.PERSON_VIEW)
        .filter(unit_id=unit_id, valid_from__lte=day, valid_to__gt=day)
        .select_related("person")
        .order_by("-is_head", "person__sort_key", "pk")
    )


def officers_below(*, unit_id: int, day: date, actor: Actor) -> PostQuerySet:
    """The posts filled at a unit and at all below it on ``day``, by unit, heads first."""
    return (
        Post.objects.visible_to(actor, Permission.PERSON_VIEW)
        .filter(
            valid_from__lte=day,
            valid_to__gt=day,
            unit__ancestry__ancestor=unit_id,
            unit__ancestry__valid_from__lte=day,
            unit__ancestry__valid_to__gt=day,
        )
        .select_related("person")
        .order_by("unit_id", "-is_head", "person__sort_key", "pk")
    )


def members_of(unit_id: int, day: date, *, actor: Actor) -> MembershipQuerySet:
    """The memberships of a unit on ``day``, by the persons' given names."""
    return (
        Membership.objects.visible_to(actor, Permission.PERSON_VIEW)
        .filter(unit_id=unit_id, valid_from__lte=day, valid_to__gt=day)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )


def members_below(*, unit_id: int, day: date, actor: Actor) -> MembershipQuerySet:
    """The memberships of a unit and of all below it on ``day``, by given name; a person's with a student code first.

    Each with the record that its own was merged into.
    """
    return (
        Membership.objects.visible_to(actor, Permission.PERSON_VIEW)
        .filter(
            valid_from__lte=day,
            valid_to__gt=day,
            unit__ancestry__ancestor=unit_id,
            unit__ancestry__valid_from__lte=day,
            unit__ancestry__valid_to__gt=day,
        )
        .select_related("person__merged_into")
        .order_by("person__sort_key", "person_id", "-student_code", "pk")
    )


def student_codes(
    person_ids: Collection[int], *, day: date, actor: Actor
) -> dict[int, tuple[str, str]]:
    """(student code, class) of those who had one on ``day``, as far as the actor may see: one statement."""
    rows = Membership.objects.visible_to(actor, Permission.PERSON_VIEW).filter(
        person__in=records_of(person_ids),
        valid_from__lte=day,
        valid_to__gt=day,
        student_code__gt="",
    )
    columns = rows.order_by("-pk").values_list(holder_id(), "student_code", "class_name")
    return {person_id: (code, class_name) for person_id, code, class_name in columns}


def _may_read(person_id: int, actor: Actor) -> Q:
    """Whether the actor sees the person or is who it is, asked along with the rows."""
    readable = Q(Exists(seen(actor, Permission.PERSON_VIEW).filter(pk=person_id)))
    if actor.account_id is None:
        return readable
    own = Person.objects.filter(pk=person_id, account_id=actor.account_id)
    return readable | Q(Exists(own))
