"""Lists to take away: the unit's people, in the columns in which such lists come in; units that name nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.imports import Values
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.sheets import Cell
from aoxanh.people.models import Person
from aoxanh.people.models.person import PersonQuerySet
from aoxanh.people.queries.focal_points import units_without_focal_point
from aoxanh.people.queries.persons import people
from aoxanh.people.rules.columns import MEMBER_COLUMNS, PERSON_COLUMNS
from aoxanh.people.types import PersonState
from aoxanh.units import queries as units
from aoxanh.units.queries.exports import SHEET_HEADINGS, sheet_rows


if TYPE_CHECKING:
    from aoxanh.units.models.unit import UnitVersionQuerySet

_COLUMNS = (*PERSON_COLUMNS, *MEMBER_COLUMNS)
_ONE_DAY = timedelta(days=1)
_AT_ONCE = 2000


def _asked(actor: Actor, filters: Filters) -> PersonQuerySet:
    rows = people(actor=actor, unit_id=filters.get("unit_id"))
    if filters.get("unverified"):
        rows = rows.filter(state=PersonState.UNVERIFIED)
    return rows


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    unit_id = filters.get("unit_id")
    names: dict[int, str] = {}
    rows = _asked(actor, filters).prefetch_related("guardians")
    for person in rows.iterator(chunk_size=_AT_ONCE):
        held = _membership(person, unit_id)
        kept_by = held.unit_id if held else person.unit_id
        if kept_by not in names:
            names |= units.names_at({kept_by}, actor.day)
        values = _values(person, held)
        cells = [
            column.show(values[column.code]) if column.code in values else "" for column in _COLUMNS
        ]
        yield [*cells, names.get(kept_by, "")]


def _membership(person: Person, unit_id: int | None) -> Any:  # noqa: ANN401  fetched by the query as a list
    """The membership in the unit that asks, else the first."""
    current = person.current_memberships  # type: ignore[attr-defined]  # fetched by ``people``
    return next((each for each in current if each.unit_id == unit_id), next(iter(current), None))


def _values(person: Person, held: Any) -> Values:  # noqa: ANN401  a membership or none
    guardian = next(iter(person.guardians.all()), None)
    said: Values = {
        "full_name": person.full_name,
        "phone": person.phone,
        "email": person.email,
        "birth": person.birth_date or person.birth_year,
        "gender": person.gender,
        "youth_category": person.youth_category,
        "skills": tuple(person.skills),
        "availability": person.availability,
    }
    if held is not None:
        said |= {
            "kind": held.kind,
            "valid_from": held.valid_from,
            "valid_to": None if held.valid_to == FOREVER else held.valid_to - _ONE_DAY,
            "student_code": held.student_code,
            "class_name": held.class_name,
            "faculty": held.faculty,
        }
    if guardian is not None:
        said |= {
            "guardian_full_name": guardian.full_name,
            "guardian_phone": guardian.phone,
            "guardian_relation": guardian.relation,
        }
    return {code: value for code, value in said.items() if value}


PEOPLE = Export(
    code="people",
    title=_("Danh sách con người"),
    headings=[*(column.label for column in _COLUMNS), _("Đơn vị")],
    rows=_rows,
    count=lambda actor, filters: _asked(actor, filters).count(),
)


def _without_focal(actor: Actor, filters: Filters) -> "UnitVersionQuerySet":
    day = date.fromisoformat(filters["day"])
    inside = units.units(actor=actor, day=day, within=filters["unit_id"]).order_by().values("pk")
    rows = units_without_focal_point(actor=actor, day=day).filter(pk__in=inside)
    return rows.filter(units.matching(filters["text"])) if filters.get("text") else rows


def _unit_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    return sheet_rows(_without_focal(actor, filters), date.fromisoformat(filters["day"]))


WITHOUT_FOCAL = Export(
    code="units_without_focal_point",
    title=_("Đơn vị chưa có đầu mối"),
    headings=SHEET_HEADINGS,
    rows=_unit_rows,
    count=lambda actor, filters: _without_focal(actor, filters).count(),
)
