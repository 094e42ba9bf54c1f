"""What was typed about a person, in its stored form."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from aoxanh.kernel.contacts import read_email, read_phone
from aoxanh.kernel.text import fold, nfc, person_sort_key
from aoxanh.people.errors import (
    BirthImplausible,
    ChoiceUnknown,
    ContactUnreadable,
    GuardianUnreadable,
    NameUnreadable,
    PeriodEmpty,
    TextTooLong,
)
from aoxanh.people.rules.names import LONGEST_NAME, contact_key, read_name
from aoxanh.people.types import (
    Gender,
    GuardianGiven,
    MembershipGiven,
    MembershipKind,
    PersonGiven,
    YouthCategory,
)


EARLIEST_BIRTH = 1900
_GENDERS = frozenset(Gender.values)
_CATEGORIES = frozenset(["", *YouthCategory.values])
_MEMBERSHIPS = frozenset(MembershipKind.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRead:
    """A person in the form in which the table holds them; field names are its columns'."""

    full_name: str
    search_text: str
    sort_key: str
    phone: str
    email: str
    contact_key: str
    birth_date: date | None
    birth_year: int | None
    gender: str
    youth_category: str
    skills: list[str]
    availability: str
    home_place_id: int | None

    def columns(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def read_person(given: PersonGiven, *, day: date) -> PersonRead:
    """``given`` in its stored form; without any contact ``contact_key`` is empty.

    Raises ``NameUnreadable``, ``ContactUnreadable``, ``BirthImplausible``, ``ChoiceUnknown``, ``TextTooLong``.
    """
    return stored_person(
        replace(
            given,
            full_name=read_name(given.full_name),
            phone=_phone(given.phone),
            email=_email(given.email),
            gender=_choice(given.gender, _GENDERS),
            youth_category=_choice(given.youth_category, _CATEGORIES),
            skills=tuple(sorted({nfc(skill) for skill in given.skills if nfc(skill)})),
            availability=short(given.availability, 200),
        ),
        day=day,
    )


def stored_person(given: PersonGiven, *, day: date) -> PersonRead:
    """Like ``read_person``, of values that were read one by one, as the columns of lists are.

    Raises ``BirthImplausible``.
    """
    name, phone, email = given.full_name, given.phone, given.email
    contact = phone or email
    return PersonRead(
        full_name=name,
        search_text=fold(name)[:LONGEST_NAME],
        sort_key=person_sort_key(name),
        phone=phone,
        email=email,
        contact_key=contact_key(contact, name) if contact else "",
        birth_date=given.birth_date,
        birth_year=_birth_year(given, day),
        gender=given.gender,
        youth_category=given.youth_category,
        skills=list(given.skills),
        availability=given.availability,
        home_place_id=given.home_place_id,
    )


def read_guardian(given: GuardianGiven) -> GuardianGiven:
    """A guardian in stored form. Raises ``GuardianUnreadable``."""
    try:
        return GuardianGiven(
            full_name=read_name(given.full_name),
            phone=read_phone(given.phone),
            relation=nfc(given.relation)[:40],
        )
    except (NameUnreadable, ValueError) as fault:
        raise GuardianUnreadable from fault


def read_membership(given: MembershipGiven) -> MembershipGiven:
    """A membership in stored form. Raises ``ChoiceUnknown``, ``PeriodEmpty``, ``TextTooLong``."""
    if given.valid_from >= given.valid_to:
        raise PeriodEmpty
    return MembershipGiven(
        kind=_choice(given.kind, _MEMBERSHIPS),
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        student_code=short(given.student_code, 30),
        class_name=short(given.class_name, 60),
        faculty=short(given.faculty, 120),
    )


def short(text: str, longest: int) -> str:
    """``text`` composed. Raises ``TextTooLong``."""
    composed = nfc(text)
    if len(composed) > longest:
        raise TextTooLong(longest=longest)
    return composed


def _phone(typed: str) -> str:
    try:
        return read_phone(typed) if typed.strip() else ""
    except ValueError as fault:
        raise ContactUnreadable from fault


def _email(typed: str) -> str:
    try:
        return read_email(typed) if typed.strip() else ""
    except ValueError as fault:
        raise ContactUnreadable from fault


def _birth_year(given: PersonGiven, day: date) -> int | None:
    if given.birth_date is not None and given.birth_date > day:
        raise BirthImplausible
    year = given.birth_date.year if given.birth_date is not None else given.birth_year
    if year is not None and not EARLIEST_BIRTH <= year <= day.year:
        raise BirthImplausible
    return year


def _choice(value: str, known: Collection[str]) -> str:
    if value not in known:
        raise ChoiceUnknown(value=value)
    return value
