"""What units of the demo do: themes with their season, words and size, read from the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from random import Random
from typing import Any

from aoxanh.jobs.demo.stage import texts


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that is done again and again, each time somewhere else."""

    code: str
    template: str
    months: frozenset[int]
    by: frozenset[str]
    weight: float
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    spots: tuple[str, ...]
    task: str
    starts: time
    ends: time
    days: int
    places: tuple[int, int]
    outputs: tuple[tuple[str, int, int], ...]
    beneficiaries: str
    partners: str
    earns_hours: bool
    stays: bool
    """Held where the unit is at home, never in another commune."""
    weekday: int | None
    before_day: int

    def fits(self, day: date, sort: str) -> bool:
        """Whether a unit of this sort takes it up on ``day``."""
        return day.month in self.months and day.day < self.before_day and sort in self.by


@dataclass(frozen=True, slots=True)
class Words:
    """What fills a theme's sentences."""

    ban: str
    noi: str
    nam: int

    def into(self, sentence: str) -> str:
        return sentence.format(ban=self.ban, noi=self.noi, nam=self.nam)


@cache
def all_themes() -> tuple[Theme, ...]:
    """Every theme, volunteering first."""
    rows = [(row, True) for row in texts("themes_service")]
    rows += [(row, False) for row in texts("themes_events")]
    return tuple(_theme(row, earns_hours=earns) for row, earns in rows)


def theme_called(code: str) -> Theme:
    """The theme with a code. Raises ``StopIteration`` for one that no file names."""
    return next(theme for theme in all_themes() if theme.code == code)


def choose(throws: Random, *, day: date, sort: str) -> Theme:
    """A theme in season that a unit of this sort takes up."""
    fitting = [each for each in all_themes() if each.fits(day, sort)]
    return throws.choices(fitting, weights=[each.weight for each in fitting])[0]


def sorts_in_season(day: date) -> Mapping[str, float]:
    """How much there is to do for each sort of unit around a day."""
    found: dict[str, float] = {}
    for theme in all_themes():
        for sort in theme.by if theme.fits(day, next(iter(theme.by))) else ():
            found[sort] = found.get(sort, 0.0) + theme.weight
    return found


def _theme(row: Mapping[str, Any], *, earns_hours: bool) -> Theme:
    starts, ends = (time.fromisoformat(clock) for clock in row["hours"])
    return Theme(
        code=row["code"],
        template=row["template"],
        months=frozenset(row.get("months", range(1, 13))),
        by=frozenset(row["by"]),
        weight=row["weight"],
        titles=tuple(row["titles"]),
        summaries=tuple(row["summaries"]),
        spots=tuple(row["spots"]),
        task=row["task"],
        starts=starts,
        ends=ends,
        days=row.get("days", 1),
        places=(row["places"][0], row["places"][1]),
        outputs=tuple((metric, least, most) for metric, least, most in row["outputs"]),
        beneficiaries=row.get("beneficiaries", ""),
        partners=row.get("partners", ""),
        earns_hours=earns_hours,
        stays=row.get("stays", not earns_hours),
        weekday=row.get("weekday"),
        before_day=row.get("before_day", 32),
    )
