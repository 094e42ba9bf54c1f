"""Who took models up, where, and how it went there (MOD-09): anyone may know it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aoxanh.places import queries as places
from aoxanh.practices.models import Adoption, Practice
from aoxanh.practices.queries.registry import PracticeFilter
from aoxanh.practices.types import PracticeState
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class Taker:
    """A unit that took a model up: where it stands and what came of it."""

    adoption: Adoption
    name: str
    kind: str
    place_code: str


@dataclass(frozen=True, slots=True)
class Went:
    """How it went in one group of units: what it worked in, what not, and what nobody told yet."""

    name: str
    worked: int
    failed: int
    untold: int

    @property
    def total(self) -> int:
        return self.worked + self.failed + self.untold


def takers(practice_id: int, *, day: date) -> list[Taker]:
    """Who took a listed model up, first ones first; three statements."""
    adoptions = Adoption.objects.filter(practice_id=practice_id).order_by("started_on", "pk")
    return _placed(list(adoptions), day)


def _placed(adoptions: list[Adoption], day: date) -> list[Taker]:
    kept = units.versions_at({each.unit_id for each in adoptions}, day)
    ids = {version.place_id for version in kept.values() if version.place_id is not None}
    codes = places.codes_of(ids)
    return [
        Taker(
            adoption=each,
            name=kept[each.unit_id].name,
            kind=kept[each.unit_id].kind.name,
            place_code=codes.get(kept[each.unit_id].place_id or 0, ""),
        )
        for each in adoptions
    ]


def went(asked: PracticeFilter, *, day: date) -> tuple[list[Went], list[Went]]:
    """How the models that fit went by kind of unit, and by terrain; the most tried first.

    A unit whose place is counted as several things stands with each of them.
    """
    rows = asked.narrow(Practice.objects.filter(state=PracticeState.LISTED))
    adoptions = Adoption.objects.filter(practice__in=rows.order_by().values("pk"))
    found = _placed(list(adoptions.order_by("pk")), day)
    flags = places.flags_by_code({each.place_code for each in found if each.place_code}, day=day)
    by_kind = ((each.kind, each.adoption) for each in found)
    by_ground = (
        (ground, each.adoption) for each in found for ground in flags.get(each.place_code, ())
    )
    return _summed(by_kind), _summed(by_ground)


def _summed(rows: Iterable[tuple[str, Adoption]]) -> list[Went]:
    counts: Counter[tuple[str, bool | None]] = Counter(
        (name, adoption.worked) for name, adoption in rows
    )
    names = {name for name, _worked in counts}
    told = [
        Went(name, counts[name, True], counts[name, False], counts[name, None]) for name in names
    ]
    return sorted(told, key=lambda each: (-each.total, each.name))
