"""Reorganisations as they are prepared and stand: their lines, their plan, what comes into force soon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml
from django.db.models import Count, Exists, OuterRef, Q

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.reorganising import Plan
from aoxanh.units.models import (
    Closure,
    Reorganisation,
    ReorganisationHeir,
    ReorganisationLine,
)
from aoxanh.units.models.reorganisation import ReorganisationQuerySet
from aoxanh.units.models.unit import UnitVersionQuerySet
from aoxanh.units.queries.names import names_at
from aoxanh.units.queries.register import units
from aoxanh.units.rules.reorganising import plan_of
from aoxanh.units.types import (
    Coming,
    LineGiven,
    LineShown,
    OfficersGo,
    ReorganisationState,
    Verb,
)


_LIMITS = Path(__file__).parents[1] / "reference" / "reorganisation.yaml"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How late a reorganisation may be entered, and how early it is reminded of, in days."""

    days_back: int
    days_ahead: int


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The limits as shipped."""
    raw = yaml.safe_load(_LIMITS.read_text("utf-8"))
    return Limits(int(raw["days_back"]), int(raw["days_ahead"]))


def reorganisations(*, unit_id: int, actor: Actor) -> ReorganisationQuerySet:
    """Those that a unit prepared, the latest day first, with ``number`` of lines."""
    rows = Reorganisation.objects.visible_to(actor, Permission.UNIT_EDIT).filter(unit_id=unit_id)
    return rows.annotate(number=Count("lines")).order_by("-on", "-pk")


def reorganisation(*, reorganisation_id: int, unit_id: int, actor: Actor) -> Reorganisation:
    """One that the unit prepared. Raises ``Missing``."""
    rows = Reorganisation.objects.visible_to(actor, Permission.UNIT_EDIT)
    found = rows.filter(pk=reorganisation_id, unit_id=unit_id).first()
    if found is None:
        raise Missing
    return found


def reorganisable(
    *, unit_id: int, actor: Actor, on: date
) -> tuple[UnitVersionQuerySet, UnitVersionQuerySet]:
    """(units of the last day before, units of the day) at or below the desk, as far as the actor may change them."""
    depth = None if actor.reach(Permission.UNIT_EDIT).subtree else 1
    then = replace(actor, day=max(on, actor.day))
    before = units(actor=actor, day=on - ONE_DAY, within=unit_id, depth=depth)
    return before.exclude(unit_id=unit_id), units(actor=then, day=on, within=unit_id, depth=depth)


def given_lines(reorganisation_id: int) -> dict[int, LineGiven]:
    """The lines by id, in the order in which they came: two statements."""
    rows = ReorganisationLine.objects.filter(reorganisation_id=reorganisation_id).order_by("pk")
    heirs: dict[int, list[int]] = {}
    keepers: dict[int, int] = {}
    follow = ReorganisationHeir.objects.filter(line__reorganisation_id=reorganisation_id)
    for line_id, unit_id, keeper in follow.order_by("pk").values_list(
        "line_id", "unit_id", "keeper"
    ):
        heirs.setdefault(line_id, []).append(unit_id)
        if keeper:
            keepers[line_id] = unit_id
    return {
        row.pk: LineGiven(
            unit_id=row.unit_id,
            verb=Verb(row.verb),
            heir_ids=tuple(heirs.get(row.pk, ())),
            keeper_id=keepers.get(row.pk),
            officers=OfficersGo(row.officers),
            named=tuple(row.named),
        )
        for row in rows
    }


def plan(found: Reorganisation, lines: Iterable[LineGiven]) -> Plan:
    """What the contexts above are asked about: one statement."""
    given = list(lines)
    return plan_of(
        given,
        parents=last_parents({line.unit_id for line in given}, found.on),
        reorganisation_id=found.pk,
        unit_id=found.unit_id,
        on=found.on,
    )


def last_parents(unit_ids: Iterable[int], on: date) -> dict[int, int]:
    """The unit right above each on the last day before ``on``."""
    rows = Closure.objects.on(on - ONE_DAY).filter(descendant_id__in=set(unit_ids), depth=1)
    return dict(rows.order_by("-pk").values_list("descendant_id", "ancestor_id"))


def lines_shown(
    lines: Mapping[int, LineGiven], *, on: date, refused: Mapping[int, str]
) -> list[LineShown]:
    """Lines for a page, with the names of the last day before, of heirs those of the day: two statements."""
    own = names_at({line.unit_id for line in lines.values()}, on - ONE_DAY)
    names = names_at({heir for line in lines.values() for heir in line.heir_ids}, on)
    return [
        LineShown(
            line_id=pk,
            unit_id=line.unit_id,
            name=own[line.unit_id],
            verb=line.verb,
            heirs=tuple(names[heir] for heir in line.heir_ids),
            keeper=names[line.keeper_id] if line.keeper_id and len(line.heir_ids) > 1 else "",
            officers=line.officers,
            said=refused.get(pk, ""),
        )
        for pk, line in lines.items()
    ]


def coming(*, unit_id: int, actor: Actor) -> list[Coming]:
    """What comes into force within the days of reminding, for the unit that prepared it and those it is about.

    Drafts whose day is near, or past, are told to who prepares them. One statement.
    """
    until = actor.day + timedelta(days=limits().days_ahead)
    touched = ReorganisationLine.objects.filter(reorganisation=OuterRef("pk")).filter(
        Q(unit_id=unit_id) | Q(heirs__unit_id=unit_id)
    )
    own = Q(unit_id=unit_id)
    shown = Q(state=ReorganisationState.APPLIED, on__gt=actor.day) & (own | Q(Exists(touched)))
    if actor.may(Permission.UNIT_EDIT, at=unit_id):
        shown |= Q(state=ReorganisationState.DRAFT) & own
    rows = Reorganisation.objects.filter(shown, on__lte=until).annotate(number=Count("lines"))
    columns = ("pk", "unit_id", "on", "decision_number", "state", "number")
    return [
        Coming(pk, prepared_at, on, decision_number, ReorganisationState(state), number)
        for pk, prepared_at, on, decision_number, state, number in rows.order_by(
            "on", "pk"
        ).values_list(*columns)
    ]


def taken_on_day(unit_ids: Iterable[int], *, on: date, apart: int) -> frozenset[int]:
    """Those of the units that another reorganisation, not taken back, is about on the same day."""
    rows = ReorganisationLine.objects.filter(unit_id__in=set(unit_ids), reorganisation__on=on)
    rows = rows.exclude(reorganisation__state=ReorganisationState.TAKEN_BACK)
    return frozenset(
        rows.exclude(reorganisation_id=apart).order_by("pk").values_list("unit_id", flat=True)
    )
