"""As much of a record as another unit is shown, and how alike two records are by that alone."""

from datetime import date

from aoxanh.kernel.text import fold
from aoxanh.people.types import AGAINST, DuplicateReason, Identity


LAST_DIGITS = 3
"""How much of a telephone number another unit is shown: enough to tell, too little to call."""


def identity(
    *, full_name: str, birth_date: date | None, birth_year: int | None, phone: str
) -> Identity:
    """Name, year of birth, last digits: nothing else leaves the unit that keeps the record."""
    return Identity(
        full_name=full_name,
        birth_year=birth_date.year if birth_date else birth_year,
        last_digits=phone[-LAST_DIGITS:],
    )


def shown_likeness(one: Identity, other: Identity) -> tuple[DuplicateReason, ...]:
    """What speaks for and against one person by what is shown."""
    found = []
    if fold(one.full_name) == fold(other.full_name):
        found.append(DuplicateReason.NAME)
    if one.birth_year and other.birth_year:
        same = one.birth_year == other.birth_year
        found.append(DuplicateReason.BIRTH_YEAR if same else DuplicateReason.OTHER_BIRTH)
    if one.last_digits and one.last_digits == other.last_digits:
        found.append(DuplicateReason.PHONE)
    return tuple(found)


def weight_shown(reasons: tuple[DuplicateReason, ...]) -> int:
    """How much speaks for it, less what speaks against."""
    return sum(-1 if each in AGAINST else 1 for each in reasons)
