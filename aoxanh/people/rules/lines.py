"""Lines of a list of members: each read whole, with every fault by line and column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from aoxanh.kernel.errors import DomainError
from aoxanh.people.errors import AlreadyEnrolled, GuardianUnreadable, MinorNeedsGuardian
from aoxanh.people.rules.minors import is_minor
from aoxanh.people.rules.reading import PersonRead, read_guardian, read_membership, read_person
from aoxanh.people.types import (
    EnrolmentRow,
    GuardianGiven,
    MembershipGiven,
    PersonGiven,
    RowFault,
)


Read = TypeVar("Read")

_COLUMNS = (
    ("full_name", ("full_name",)),
    ("phone", ("phone",)),
    ("email", ("email",)),
    ("birth_year", ("birth_year", "birth_date")),
    ("gender", ("gender",)),
    ("youth_category", ("youth_category",)),
    ("availability", ("availability",)),
)
"""The columns of a person in which a fault may lie, and the values read for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list in stored form."""

    number: int
    person: PersonRead
    membership: MembershipGiven
    guardian: GuardianGiven | None


def faults_of(rows: Iterable[EnrolmentRow], *, day: date) -> tuple[list[Line], list[RowFault]]:
    """The lines that can be read, and what is wrong with the others: nobody may come twice."""
    lines: list[Line] = []
    faults: list[RowFault] = []
    seen: set[str] = set()
    for row in rows:
        found: list[RowFault] = []
        line = _line(row, day, found)
        if line is not None and line.person.contact_key in seen:
            found.append(already_there(row.line))
        if line is not None and not found:
            lines.append(line)
            seen.add(line.person.contact_key or f"#{row.line}")
        faults.extend(found)
    return lines, faults


def already_there(line: int) -> RowFault:
    """The fault of a line whose person the unit, or an earlier line, already has."""
    return RowFault(line, "phone", str(AlreadyEnrolled()))


def _line(row: EnrolmentRow, day: date, faults: list[RowFault]) -> Line | None:
    person = _person(row, day, faults)
    membership = _part(row, "kind", lambda: read_membership(row.membership), faults)
    guardian = None
    if row.guardian is not None:
        given = row.guardian
        guardian = _part(row, GuardianUnreadable.field, lambda: read_guardian(given), faults)
    elif person is not None and is_minor(
        day, birth_date=person.birth_date, birth_year=person.birth_year
    ):
        faults.append(RowFault(row.line, str(MinorNeedsGuardian.field), str(MinorNeedsGuardian())))
    if person is None or membership is None:
        return None
    return Line(number=row.line, person=person, membership=membership, guardian=guardian)


def _person(row: EnrolmentRow, day: date, faults: list[RowFault]) -> PersonRead | None:
    """The person, or None with every column at fault named."""
    try:
        return read_person(row.person, day=day)
    except DomainError as refusal:
        alone = (
            RowFault(row.line, column, sentence)
            for column, names in _COLUMNS
            if (sentence := _fault_alone(row.person, names, day))
        )
        whole = RowFault(row.line, refusal.field or "full_name", str(refusal))
        faults.extend([*alone] or [whole])
        return None


def _fault_alone(given: PersonGiven, names: tuple[str, ...], day: date) -> str:
    """What is wrong with the columns ``names``, the others being in order."""
    columns = {"full_name": "X"} | {name: getattr(given, name) for name in names}
    try:
        read_person(PersonGiven(**columns), day=day)
    except DomainError as refusal:
        return str(refusal)
    return ""


def _part(
    row: EnrolmentRow, column: str | None, read: Callable[[], Read], faults: list[RowFault]
) -> Read | None:
    try:
        return read()
    except DomainError as refusal:
        faults.append(RowFault(row.line, refusal.field or str(column), str(refusal)))
        return None
