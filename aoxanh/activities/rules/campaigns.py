"""A campaign's season, its days in order, and how far it should be by now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from aoxanh.activities.errors import (
    BranchTwice,
    CampaignDayOutside,
    CampaignTooLong,
    PeriodReversed,
)
from aoxanh.activities.types import BranchGiven, CampaignGiven
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.text import fold, nfc


MOST_DAYS = 366
"""A campaign belongs to one year; the next year's is a campaign of its own."""

_ONE_DAY = timedelta(days=1)


def day_of_year(text: str) -> tuple[int, int]:
    """``06-01`` → (6, 1). Raises ``ValueError``."""
    day = date.fromisoformat(f"2024-{text}")
    return day.month, day.day


def season(starts: str, ends: str, day: date) -> tuple[date, date]:
    """The first and last day of the season that runs on ``day`` or comes next; it may cross the new year."""
    crosses = day_of_year(ends) < day_of_year(starts)
    years = (day.year - 1, day.year, day.year + 1)
    seasons = [(_in_year(year, starts), _in_year(year + crosses, ends)) for year in years]
    return next(found for found in seasons if found[1] >= day)


def _in_year(year: int, text: str) -> date:
    month, number = day_of_year(text)
    return date(year, month, 28 if (month, number) == (2, 29) else number)


def check_campaign_days(given: CampaignGiven) -> None:
    """Raises ``PeriodReversed``, ``CampaignTooLong``, ``CampaignDayOutside``, ``BranchTwice``."""
    if given.last_day < given.first_day:
        raise PeriodReversed
    if (given.last_day - given.first_day).days >= MOST_DAYS:
        raise CampaignTooLong(most=MOST_DAYS)
    for day in _named_days(given):
        if not given.first_day <= day <= given.last_day:
            raise CampaignDayOutside(day=vn_date(day))
    seen: set[str] = set()
    for branch in given.branches:
        if fold(branch.name) in seen:
            raise BranchTwice(name=nfc(branch.name))
        seen.add(fold(branch.name))


def _named_days(given: CampaignGiven) -> Iterable[date]:
    days = [given.launched_on, given.reviewed_on]
    for branch in given.branches:
        days += _days_of(branch)
    return [day for day in days if day is not None]


def _days_of(branch: BranchGiven) -> list[date | None]:
    if branch.first_day and branch.last_day and branch.last_day < branch.first_day:
        raise PeriodReversed
    return [branch.first_day, branch.last_day]


def needed_by(
    target: Decimal | None, *, starts_on: date, ends_on: date, day: date
) -> Decimal | None:
    """What of ``target`` should be reached on ``day``, were the work spread evenly; None without a target."""
    if target is None:
        return None
    whole = (ends_on - starts_on).days
    passed = min(max((day - starts_on).days, 0), whole)
    return target * passed / whole


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of a campaign's time: ``name`` is a branch's, empty for the steps every campaign has."""

    kind: str
    name: str
    note: str
    first_day: date
    last_day: date
    state: str


@dataclass(frozen=True, slots=True)
class Wave:
    """A branch with days of its own, as the timeline asks for it: ``ends_on`` is the day after the last."""

    name: str
    note: str
    starts_on: date
    ends_on: date


def timeline(
    *, launched_on: date | None, reviewed_on: date | None, waves: Sequence[Wave], day: date
) -> tuple[Mark, ...]:
    """Launch, waves and review in order, each ``done``, ``now`` or ``ahead`` on ``day``."""
    marks = [_mark("wave", wave, day) for wave in waves]
    for kind, on in (("launch", launched_on), ("review", reviewed_on)):
        if on is not None:
            marks.append(_mark(kind, Wave("", "", on, on + _ONE_DAY), day))
    return tuple(sorted(marks, key=lambda mark: (mark.first_day, mark.last_day, mark.name)))


def _mark(kind: str, wave: Wave, day: date) -> Mark:
    state = "done" if wave.ends_on <= day else "now" if wave.starts_on <= day else "ahead"
    last_day = wave.ends_on - _ONE_DAY
    return Mark(kind, wave.name, wave.note, wave.starts_on, last_day, state)
