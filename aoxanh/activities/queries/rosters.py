"""The list at the door: who is expected, who came, what was only kept."""

from django.db.models import Max, OuterRef, QuerySet, Subquery

from aoxanh.activities.models import Participation, Scan, Signup
from aoxanh.activities.types import (
    CheckInMethod,
    DoorCounts,
    RosterRow,
    ScanOutcome,
    SignupState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


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


def roster(*, activity_id: int, actor: Actor, shift_id: int | None = None) -> list[RosterRow]:
    """Confirmed sign-ups and everybody who came, by given name: two statements."""
    expected = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity_id=activity_id, state=SignupState.CONFIRMED
    )
    came = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        activity_id=activity_id
    )
    if shift_id is not None:
        expected, came = expected.filter(shift_id=shift_id), came.filter(shift_id=shift_id)
    present = came.select_related("person", "signup__slot").annotate(scan=Subquery(_last_scan()))
    rows = [_present(row) for row in present.order_by("pk")]
    known = {(row.shift_id, row.person_id) for row in rows}
    awaited = expected.select_related("person", "slot").order_by("pk")
    rows += [
        _expected(signup) for signup in awaited if (signup.shift_id, signup.person_id) not in known
    ]
    return sorted(rows, key=lambda row: (row.sort_key, row.person_id, row.shift_id))


def _present(row: Participation) -> RosterRow:
    signup = row.signup
    return RosterRow(
        person_id=row.person_id,
        full_name=row.person.full_name,
        sort_key=row.person.sort_key,
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
        full_name=signup.person.full_name,
        sort_key=signup.person.sort_key,
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


def door_counts(rows: list[RosterRow]) -> DoorCounts:
    """What the head of the list says; counted from the list itself."""
    return DoorCounts(
        expected=sum(not row.is_walk_in for row in rows),
        present=sum(row.is_present for row in rows),
        left=sum(row.checked_out_at is not None for row in rows),
        walked_in=sum(row.is_walk_in for row in rows),
    )


def kept_scans(*, activity_id: int, actor: Actor) -> QuerySet[Scan]:
    """Scans that were stored, do not count and nobody has dealt with, newest first."""
    rows = Scan.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(activity_id=activity_id)
    rows = rows.to_look_at()
    return rows.select_related("person", "shift").order_by("-received_at", "-pk")


def participation_of(*, activity_id: int, actor: Actor) -> QuerySet[Participation]:
    """Everybody who served in an activity, by given name."""
    rows = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW)
    return (
        rows.filter(activity_id=activity_id)
        .select_related("person", "shift", "signup__slot")
        .order_by("person__sort_key", "shift__starts_at", "pk")
    )
