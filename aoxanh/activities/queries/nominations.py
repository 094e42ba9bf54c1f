"""Quotas and the lists units send: as the organiser sees them, and as the unit that is asked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aoxanh.activities.models import Activity, Nomination, Participation, Quota, Signup
from aoxanh.activities.models.quotas import NominationQuerySet, QuotaQuerySet
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.queries.pasted import read_pasted
from aoxanh.activities.types import (
    LineState,
    ListedLine,
    PastedLine,
    QuotaShown,
    SignupState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.people.models import Person

SHOWN = 24
"""How many of a unit's people are offered at once; a search finds the others."""


def quotas_of(*, activity_id: int, actor: Actor) -> list[QuotaShown]:
    """What units are asked for in an activity, by shift and unit, with what waits: one statement."""
    mine = Activity.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(pk=activity_id)
    rows = Quota.objects.standing().filter(slot__shift__activity__in=mine.order_by().values("pk"))
    waiting: QuerySet[Signup] = Signup.objects.filter(
        nomination__quota=OuterRef("pk"), state=SignupState.PENDING
    )
    counted = waiting.order_by().values("nomination__quota").annotate(number=Count("pk"))
    shown = rows.annotate(pending=Coalesce(Subquery(counted.values("number")), 0))
    shown = shown.select_related("slot__shift").order_by("slot__shift__starts_at", "slot_id", "pk")
    return [QuotaShown(quota=row, pending=row.pending) for row in shown]  # type: ignore[attr-defined]  # annotated above


def quotas_for(*, unit_id: int, activity_id: int, actor: Actor) -> QuotaQuerySet:
    """What one unit, or one whose books it keeps, is asked for in an activity, in the order of its shifts."""
    rows = Quota.objects.visible_to(actor, Permission.NOMINATION_SEND).standing()
    kept = units.kept_by(unit_id=unit_id, day=actor.day)
    found = rows.filter(unit_id__in=kept, slot__shift__activity_id=activity_id)
    joined = found.select_related("slot__shift__activity__place")
    return joined.order_by("slot__shift__starts_at", "slot_id", "pk")


def nominees(*, quota_id: int, actor: Actor) -> SignupQuerySet:
    """Whom a unit sent for one quota and who still stands, by given name, each with the pass."""
    seen = Quota.objects.visible_to(actor, Permission.NOMINATION_SEND).filter(pk=quota_id)
    rows = Signup.objects.active().filter(nomination__quota__in=seen.order_by().values("pk"))
    return people.listed(rows.select_related("person", "pass_held"), "shown_key", "pk")


def nominations(*, activity_id: int, actor: Actor) -> NominationQuerySet:
    """The lists sent to an activity, newest first, for who may see its sign-ups."""
    mine = Activity.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(pk=activity_id)
    rows = Nomination.objects.filter(quota__slot__shift__activity__in=mine.order_by().values("pk"))
    return rows.select_related("quota", "consent_file").order_by("-sent_at", "-pk")


def candidates(*, quota: Quota, actor: Actor, text: str = "") -> "QuerySet[Person]":
    """The unit's people who have no place in the shift yet: who served last comes first.

    Rows carry ``served_on``, the last day of service.
    """
    served = Participation.objects.filter(person=OuterRef("pk")).order_by().values("person")
    last = served.annotate(last=Max("day")).values("last")
    there = Signup.objects.active().filter(
        shift_id=quota.slot.shift_id, contact_key=OuterRef("contact_key")
    )
    rows = people.people(actor=actor, unit_id=quota.unit_id, text=text).prefetch_related(None)
    found = rows.filter(~Exists(there)).annotate(served_on=Subquery(last))
    return found.order_by(F("served_on").desc(nulls_last=True), "sort_key", "pk")


def listed_lines(
    *, quota: Quota, raw: str, person_ids: Collection[int] = (), actor: Actor
) -> tuple[ListedLine, ...]:
    """Everybody chosen and everybody read from ``raw``, as the list will be sent: three statements.

    A pasted name with the contact of somebody the unit keeps, or with a name only one of its people bears, is that
    person. Raises ``PastedTooLong``.
    """
    pasted = read_pasted(raw, actor=actor)
    own = people_meant(quota.unit_id, pasted, person_ids, actor)
    rows = list(_chosen(own, person_ids))
    taken = {row.person_id for row in rows}
    for line in pasted:
        row = _of_line(line, own)
        if row.can_go and row.person_id is not None and row.person_id in taken:
            row = replace(row, state=LineState.DUPLICATE)
        taken.add(row.person_id)
        rows.append(row)
    return _judged(quota, rows, own, actor.day)


def people_meant(
    unit_id: int, pasted: Iterable[PastedLine], person_ids: Collection[int], actor: Actor
) -> "list[Person]":
    """The unit's people whom the lines of a pasted list may mean, and those with the ids: one statement."""
    keys, names = set(), set()
    for line in pasted:
        if line.state == LineState.READ:
            keys.add(people.contact_key(line.phone or line.email, line.full_name))
            names.add(fold(line.full_name))
    rows = people.people(actor=actor, unit_id=unit_id).prefetch_related(None)
    wanted = Q(pk__in=person_ids) | Q(contact_key__in=keys) | Q(search_text__in=names)
    return list(rows.filter(wanted))


def _chosen(own: "Iterable[Person]", person_ids: Collection[int]) -> Iterator[ListedLine]:
    for person in own:
        if person.pk in person_ids:
            yield _of_person(f"p{person.pk}", person)


def _of_person(key: str, person: "Person", line: PastedLine | None = None) -> ListedLine:
    return ListedLine(
        key=key,
        state=LineState.READ,
        line=line,
        person_id=person.pk,
        full_name=person.full_name,
        phone=person.phone,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
    )


def _of_line(line: PastedLine, own: "Iterable[Person]") -> ListedLine:
    person = person_meant(line, own) if line.state == LineState.READ else None
    if person is not None:
        return _of_person(f"l{line.number}", person, line)
    return ListedLine(
        key=f"l{line.number}",
        state=line.state,
        line=line,
        full_name=line.full_name,
        phone=line.phone,
        birth_date=line.birth_date,
        birth_year=line.birth_year,
    )


def person_meant(line: PastedLine, own: "Iterable[Person]") -> "Person | None":
    """The one of the unit's people whom a line means: the same contact, or a name of one person alone."""
    key = people.contact_key(line.phone or line.email, line.full_name)
    named = [person for person in own if person.search_text == fold(line.full_name)]
    same = [person for person in named if person.contact_key == key]
    if same:
        return same[0]
    without_contact = not line.phone and not line.email
    return named[0] if len(named) == 1 and without_contact else None


def _judged(
    quota: Quota, rows: list[ListedLine], own: "Iterable[Person]", day: date
) -> tuple[ListedLine, ...]:
    """With who is a minor, for whom a guardian's word stands, and who has a place already."""
    keys = {person.pk: person.contact_key for person in own}
    named = {row.key: _key_of(row, keys) for row in rows if row.can_go}
    signed = Signup.objects.active().filter(
        shift_id=quota.slot.shift_id, contact_key__in=set(named.values()) - {""}
    )
    there = set(signed.order_by("pk").values_list("contact_key", flat=True))
    minors = {row.key for row in rows if _is_minor(row, day)}
    agreed = people.with_guardians_word(
        {row.person_id for row in rows if row.key in minors and row.person_id is not None}
    )
    return tuple(
        replace(
            row,
            state=LineState.THERE if named.get(row.key) in there else row.state,
            is_minor=row.key in minors,
            is_agreed=row.person_id in agreed,
        )
        for row in rows
    )


def _key_of(row: ListedLine, keys: dict[int, str]) -> str:
    if row.person_id is not None:
        return keys[row.person_id]
    email = row.line.email if row.line else ""
    return people.contact_key(row.phone or email, row.full_name) if row.phone or email else ""


def _is_minor(row: ListedLine, day: date) -> bool:
    return row.can_go and people.is_minor(day, birth_date=row.birth_date, birth_year=row.birth_year)
