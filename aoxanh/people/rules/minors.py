"""From which age a person agrees alone."""

from datetime import date

from aoxanh.kernel.dates import age_on


ADULT_FROM = 16
"""Years of age from which no guardian has to agree."""


def is_minor(day: date, *, birth_date: date | None, birth_year: int | None) -> bool:
    """Whether a guardian has to agree on ``day``.

    With the year alone, the year in which one turns 16 counts as 16. Nothing known is no minor: an activity
    with a least age asks for the year itself.
    """
    if birth_date is not None:
        return age_on(birth_date, day) < ADULT_FROM
    return birth_year is not None and day.year - birth_year < ADULT_FROM
