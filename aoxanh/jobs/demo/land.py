"""The real territory of the demo: today's communes, and the districts and communes they came from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.jobs.demo.stage import LAST_OLD_DAY, Stage, texts
from aoxanh.places import queries as places


if TYPE_CHECKING:
    from aoxanh.places.models import Place


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today, the old communes in it and the districts these lay in."""

    place: "Place"
    before: "tuple[Place, ...]"
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    """A district until 30 June 2025 with its communes of then."""

    place: "Place"
    communes: "tuple[Place, ...]"


@dataclass(frozen=True, slots=True)
class Land:
    """The province, by the codes of its parts."""

    communes: dict[str, Commune]
    districts: dict[str, District]

    def heirs_of(self, district: str) -> list[str]:
        """Codes of today's communes that lie, wholly or in part, in a former district."""
        return [code for code, each in self.communes.items() if district in each.districts]


def survey(stage: Stage) -> Land:
    """Read the territory; nothing is written."""
    plan = texts("land")
    province = places.by_code(code=plan["province"], day=stage.day)
    communes = {
        place.code: _commune(place) for place in places.children(place=province, day=stage.day)
    }
    return Land(communes, {code: _district(code) for code in plan["districts"]})


def _commune(place: "Place") -> Commune:
    before = tuple(places.predecessors(place=place))
    codes = {old.parent.code for old in before if old.parent}
    return Commune(place, before, tuple(sorted(codes)))


def _district(code: str) -> District:
    place = places.by_code(code=code, day=LAST_OLD_DAY)
    return District(place, tuple(places.children(place=place, day=LAST_OLD_DAY)))
