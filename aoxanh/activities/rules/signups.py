"""Who may sign up: the least age an activity asks for."""

from aoxanh.activities.errors import BirthYearNeeded, TooYoung


def check_age(*, min_age: int | None, birth_year: int | None, year: int) -> None:
    """Age counts by the year in which the activity is held. Raises ``BirthYearNeeded``, ``TooYoung``."""
    if not min_age:
        return
    if birth_year is None:
        raise BirthYearNeeded
    if year - birth_year < min_age:
        raise TooYoung(age=min_age)
