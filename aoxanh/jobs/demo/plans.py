"""Plans of single activities: who does what, when and where, in words."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from aoxanh.activities.types import ShiftGiven
from aoxanh.jobs.demo.land import Land
from aoxanh.jobs.demo.stage import REORGANISED_ON, texts
from aoxanh.jobs.demo.themes import Theme, Words
from aoxanh.jobs.demo.tree import DemoUnit, Tree
from aoxanh.kernel.dates import at


if TYPE_CHECKING:
    from aoxanh.places.models import Place


_STAYS = frozenset({"COMMUNE", "BRANCH", "GROUP", "SCHOOL"})
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """One activity as the demo means it, before it is loaded."""

    unit: DemoUnit
    theme: Theme
    place: "Place"
    commune: str
    first_day: date
    last_day: date
    title: str
    summary: str
    spot: str
    words: Words
    shifts: tuple[ShiftGiven, ...]
    latitude: float | None
    longitude: float | None

    @property
    def capacity(self) -> int:
        return self.shifts[0].capacity


@dataclass(slots=True)
class Planner:
    """Makes plans whose titles differ."""

    today: date
    land: Land
    tree: Tree
    throws: Random
    _titles: set[str] = field(default_factory=set)

    def plan(
        self, unit: DemoUnit, theme: Theme, day: date, *, commune: str = "", days: int = 0
    ) -> Plan:
        """What ``unit`` does about ``theme`` from ``day`` on; in ``commune`` when one is named."""
        day = self._weekday(unit, theme, day)
        place, code = self._place(unit, theme, day, commune)
        words = self._words(place, day)
        title = self._title(theme, words)
        for _ in range(_TRIES):
            if title not in self._titles:
                break
            words = self._words(place, day)
            title = self._title(theme, words)
        self._titles.add(title)
        last_day = day + timedelta(days=(days or theme.days) - 1)
        return Plan(
            unit=unit,
            theme=theme,
            place=place,
            commune=code,
            first_day=day,
            last_day=last_day,
            title=title,
            summary=words.into(self.throws.choice(theme.summaries)),
            spot=words.into(self.throws.choice(theme.spots)),
            words=words,
            shifts=tuple(self._shifts(theme, day, last_day)),
            latitude=self._near(place.latitude),
            longitude=self._near(place.longitude),
        )

    def unit_for(self, sort: str, day: date) -> DemoUnit:
        """A unit of a sort that exists on ``day``; before the reorganisation districts stand for communes."""
        plan = texts("land")
        units = [unit for unit in self.tree.of_sort(sort) if unit.lives_on(day)]
        weights = [plan["quiet"].get(u.key, plan["busy"].get(u.key, 1.0)) for u in units]
        return self.throws.choices(units, weights=weights)[0]

    def _weekday(self, unit: DemoUnit, theme: Theme, day: date) -> date:
        """The day on which the theme is held: earlier in the week of the past, later of the future."""
        if theme.weekday is None:
            return day
        back = (day.weekday() - theme.weekday) % 7
        earlier = day - timedelta(days=back)
        if back and (day > self.today or not unit.lives_on(earlier)):
            return earlier + timedelta(days=7)
        return earlier

    def _words(self, place: "Place", day: date) -> Words:
        hamlet = self.throws.choice(texts("land")["hamlets"])
        return Words(hamlet, place.name, day.year)

    def _title(self, theme: Theme, words: Words) -> str:
        title = words.into(self.throws.choice(theme.titles))
        return title[0].upper() + title[1:]

    def _place(self, unit: DemoUnit, theme: Theme, day: date, commune: str) -> "tuple[Place, str]":
        if day < REORGANISED_ON:
            code = self.throws.choice(unit.districts or tuple(self.land.districts))
            return self.throws.choice(self.land.districts[code].communes), ""
        if not commune:
            stays = unit.sort in _STAYS or theme.stays or self.throws.random() < 0.35
            commune = unit.commune if stays else self.throws.choice(list(self.land.communes))
        return self.land.communes[commune].place, commune

    def _shifts(self, theme: Theme, first: date, last: date) -> list[ShiftGiven]:
        capacity = self.throws.randint(*theme.places)
        day, shifts = first, []
        while day <= last:
            shifts.append(
                ShiftGiven(
                    starts_at=at(day, theme.starts),
                    ends_at=at(day, theme.ends),
                    capacity=capacity,
                    name="" if first == last else f"Ngày {day:%d/%m}",
                    task=theme.task,
                    waiting_until=at(day, theme.starts) - timedelta(hours=2),
                )
            )
            day += timedelta(days=1)
        return shifts

    def _near(self, degrees: float | None) -> float | None:
        """A spot in the same commune, so that pins of one place do not hide each other."""
        return None if degrees is None else round(degrees + self.throws.uniform(-0.02, 0.02), 4)
