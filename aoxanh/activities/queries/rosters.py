"""The list at the door: who is expected, who came, what was only kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, overload

from django.db.models import (
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from aoxanh.activities.models import Participation, Scan, Signup
from aoxanh.activities.models.scans import ParticipationQuerySet
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.types import (
    CheckInMethod,
    DoorCounts,
    DoorPart,
    RosterRow,
    ScanOutcome,
    SignupState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people


def _last_scan() -> QuerySet[Scan, int]:
    counts = Scan.objects.filter(
        outcome=ScanOutcome.ACCEPTED,
        undoes__isnull=True,
        undone_by__isnull=True,
        person_id=OuterRef("person_id"),
        shift_id=OuterRef("shift_id"),
    )
    last = counts.order_by().values("person_id").annotate(last=Max("pk"))
    return last.values_list("last", flat=True)


@dataclass(frozen=True, slots=True)
class _Door:
    """Who is expected and who came, as far as the asker may see."""

    expected: SignupQuerySet
    came: ParticipationQuerySet

    @property
    def awaited(self) -> SignupQuerySet:
        """Not among those who came, found from who came: few or many, it costs each sign-up one look.

        Asked whether nobody came for each of them, PostgreSQL reads all who came for each as long as it takes
        them for few, as it does of a shift that has just begun.
        """
        here = Participation.objects.filter(
            shift_id=OuterRef("shift_id"), person_id=OuterRef("person_id")
        )
        return self.expected.exclude(pk__in=self.expected.filter(Exists(here)).values("pk"))

    def rows(
        self, awaited: Collection[int] | None = None, came: Collection[int] | None = None
    ) -> list[RosterRow]:
        """By given name, all or those named: two statements."""
        coming, there = self.awaited, self.came
        if awaited is not None and came is not None:
            coming, there = self.expected.filter(pk__in=awaited), there.filter(pk__in=came)
        present = people.with_consent(there.select_related("person", "signup__slot"))
        found = present.annotate(scan=Subquery(_last_scan())).order_by("pk")
        missing = people.with_consent(coming.select_related("person", "slot")).order_by("pk")
        rows = [*map(_present, found), *map(_expected, missing)]
        return sorted(rows, key=lambda row: (row.sort_key, row.person_id, row.shift_id))


def _door(*, activity_id: int, actor: Actor, shift_id: int | None) -> _Door:
    expected = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity_id=activity_id, state=SignupState.CONFIRMED
    )
    came = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        activity_id=activity_id
    )
    if shift_id is not None:
        expected, came = expected.filter(shift_id=shift_id), came.filter(shift_id=shift_id)
    return _Door(expected, came)


def roster(*, activity_id: int, actor: Actor, shift_id: int | None = None) -> list[RosterRow]:
    """Confirmed sign-ups and everybody who came, by given name: two statements, as many rows as people."""
    return _door(activity_id=activity_id, actor=actor, shift_id=shift_id).rows()


def door_counts(*, activity_id: int, actor: Actor, shift_id: int | None = None) -> DoorCounts:
    """What the head of the list says: two statements."""
    door = _door(activity_id=activity_id, actor=actor, shift_id=shift_id)
    told = door.came.aggregate(
        present=Count("pk"),
        left=Count("pk", filter=Q(checked_out_at__isnull=False)),
        walked_in=Count("pk", filter=Q(signup__isnull=True)),
    )
    expected = door.awaited.count() + told["present"] - told["walked_in"]
    return DoorCounts(expected=expected, **told)


class DoorRows:
    """A part of the list at the door, read a page at a time: three statements, and one for a length not given."""

    def __init__(self, door: _Door, part: DoorPart, *, text: str, length: int | None) -> None:
        self._door = door
        self._length = length
        expected, there = door.awaited, _of_part(door.came, part)
        if text:
            named = {"person__search_text__contains": text}
            expected = people.named_only(expected.filter(**named))
            there = people.named_only(there.filter(**named))
        awaited, came = _keys(expected, "AWAITED"), _keys(there, "CAME")
        if part == DoorPart.AWAITED:
            self._found = awaited
        else:
            self._found = came.union(awaited, all=True) if part == DoorPart.ALL else came

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._found.count()
        return self._length

    @overload
    def __getitem__(self, place: int) -> RosterRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[RosterRow]: ...
    def __getitem__(self, place: int | slice) -> RosterRow | list[RosterRow]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        keys = list(self._found.order_by("key", "person_id", "shift_id")[place])
        awaited, came = ([pk for pk, *_, kind in keys if kind == each] for each in _KINDS)
        return self._door.rows(awaited, came)


_KINDS = ("AWAITED", "CAME")
_Rows = QuerySet[Any, Any]


def _keys(rows: _Rows, kind: str) -> _Rows:
    named = rows.annotate(key=people.shown_key(), kind=Value(kind, output_field=CharField()))
    found: _Rows = named.order_by().values_list("pk", "key", "person_id", "shift_id", "kind")
    return found


def _of_part(came: ParticipationQuerySet, part: DoorPart) -> ParticipationQuerySet:
    if part == DoorPart.ALL:
        return came
    return came.filter(checked_out_at__isnull=part == DoorPart.HERE)


def door_rows(
    *,
    activity_id: int,
    actor: Actor,
    shift_id: int | None = None,
    part: DoorPart,
    text: str = "",
    length: int | None = None,
) -> DoorRows:
    """One part of the list by given name; ``text`` is folded and keeps names that contain it.

    ``length`` is given by who knows it from ``door_counts``. However many people there are, a page reads its own.
    """
    door = _door(activity_id=activity_id, actor=actor, shift_id=shift_id)
    return DoorRows(door, part, text=text, length=length)


def _present(row: Participation) -> RosterRow:
    signup = row.signup
    return RosterRow(
        person_id=row.person_id,
        full_name=people.shown_name(row),
        sort_key=row.shown_key,  # type: ignore[attr-defined]  # read with consent
        shift_id=row.shift_id,
        signup_id=row.signup_id,
        state=SignupState(signup.state) if signup else None,
        role_name=signup.slot.role_name if signup else "",
        participation_id=row.pk,
        method=CheckInMethod(row.method),
        checked_in_at=row.checked_in_at,
        checked_out_at=row.checked_out_at,
        scan_id=row.scan,  # type: ignore[attr-defined]  # annotated above
    )


def _expected(signup: Signup) -> RosterRow:
    return RosterRow(
        person_id=signup.person_id,
        full_name=people.shown_name(signup),
        sort_key=signup.shown_key,  # type: ignore[attr-defined]  # the same
        shift_id=signup.shift_id,
        signup_id=signup.pk,
        state=SignupState(signup.state),
        role_name=signup.slot.role_name,
        participation_id=None,
        method=None,
        checked_in_at=None,
        checked_out_at=None,
        scan_id=None,
    )


def kept_scans(*, activity_id: int, actor: Actor) -> QuerySet[Scan]:
    """Scans that were stored, do not count and nobody has dealt with, newest first."""
    rows = Scan.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(activity_id=activity_id)
    rows = rows.to_look_at()
    found = rows.select_related("person", "shift").order_by("-received_at", "-pk")
    return people.with_consent(found)


def participation_of(*, activity_id: int, actor: Actor) -> QuerySet[Participation]:
    """Everybody who served in an activity, by given name."""
    rows = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    here = rows.filter(activity_id=activity_id).select_related("person", "shift", "signup__slot")
    return people.listed(here, "shown_key", "shift__starts_at", "pk")
