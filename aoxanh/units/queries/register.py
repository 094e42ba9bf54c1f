"""The register of units: lists, searches, counts and exports as at a day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.places import queries as places
from aoxanh.places.types import Flag
from aoxanh.units.models import Closure, Parenthood, UnitAlias, UnitKind, UnitVersion
from aoxanh.units.models.tree import ClosureQuerySet
from aoxanh.units.models.unit import UnitVersionQuerySet
from aoxanh.units.types import ExportRow, Family, Level


def units(
    *,
    actor: Actor,
    day: date,
    within: int | None = None,
    depth: int | None = None,
    family: Family | None = None,
    level: Level | None = None,
    is_sector: bool | None = None,
    flag: Flag | None = None,
) -> UnitVersionQuerySet:
    """Units that exist on ``day`` as they were then, by kind and name; ``is_sector`` gives “Đoàn trực thuộc”,
    ``flag`` those whose place was counted so on that day (ORG-08).

    ``depth`` limits how many levels below ``within`` are read. Rows are versions, with ``unit`` and ``kind``
    fetched and ``parent_id`` annotated.
    """
    rows = UnitVersion.objects.on(day).visible_to(actor, Permission.UNIT_VIEW)
    if within is not None:
        reached = _within(within, day)
        rows = rows.filter(Exists(reached if depth is None else reached.filter(depth__lte=depth)))
    if family is not None:
        rows = rows.filter(kind__family=family)
    if level is not None:
        rows = rows.filter(kind__level=level)
    if is_sector is not None:
        rows = rows.filter(kind__is_sector=is_sector)
    if flag is not None:
        rows = rows.filter(place__in=places.flags(day=day, flag=flag).order_by().values("pk"))
    spell = Parenthood.objects.filter(
        unit_id=OuterRef("unit_id"), valid_from__lte=day, valid_to__gt=day
    )
    found = rows.select_related("unit__founding", "kind").annotate(
        parent_id=Subquery(spell.values("parent_id")[:1])
    )
    return found.order_by("kind__position", "sort_key", "pk")


def _within(unit_id: int, day: date) -> ClosureQuerySet:
    return Closure.objects.on(day).filter(ancestor_id=unit_id, descendant_id=OuterRef("unit_id"))


def matching(text: str) -> Q:
    """Versions found by name, short name or alias, typed with or without diacritics."""
    wanted = fold(text)
    alias = UnitAlias.objects.filter(unit_id=OuterRef("unit_id"), search_text__contains=wanted)
    return Q(search_text__contains=wanted) | Q(Exists(alias))


def search(*, text: str, actor: Actor, day: date) -> UnitVersionQuerySet:
    """Units of ``day`` that the actor may see and whose name or alias holds ``text``; nothing for empty text."""
    rows = units(actor=actor, day=day)
    return rows.filter(matching(text)) if fold(text) else rows.none()


def without_decision(*, actor: Actor, day: date) -> UnitVersionQuerySet:
    """Units of ``day`` of the youth organisations whose founding decision is not on record (ORG-10)."""
    rows = units(actor=actor, day=day).filter(unit__founding__decision_number="")
    return rows.exclude(kind__family__in=(Family.GROUP, Family.STATE, Family.PARTNER))


def kind_counts(*, day: date, within: int | None = None) -> dict[str, int]:
    """How many units of each kind exist on ``day``: what “08/8 huyện, thành đoàn” is counted against (ORG-09)."""
    rows = UnitVersion.objects.on(day)
    if within is not None:
        rows = rows.filter(Exists(_within(within, day)))
    counted = rows.values("kind_id").annotate(units=Count("pk")).order_by("kind_id")
    return {row["kind_id"]: row["units"] for row in counted}


def district_unions(*, day: date, within: int, with_sector: bool = False) -> frozenset[int]:
    """Territorial district-level unions of ``day``, on request with “Đoàn trực thuộc” (ORG-09)."""
    rows = UnitVersion.objects.on(day).filter(
        Exists(_within(within, day)), kind__family=Family.DOAN, kind__level=Level.DISTRICT
    )
    if not with_sector:
        rows = rows.filter(kind__is_sector=False)
    return frozenset(rows.values_list("unit_id", flat=True))


def kinds() -> list[UnitKind]:
    """All kinds in the order of pages."""
    return list(UnitKind.objects.order_by("position", "pk"))


def export(*, actor: Actor, day: date) -> Iterator[ExportRow]:
    """The rows of ``aoxanh units export``, by kind and name."""
    spell = Parenthood.objects.filter(
        unit_id=OuterRef("unit_id"), valid_from__lte=day, valid_to__gt=day
    )
    rows = units(actor=actor, day=day).annotate(
        parent_code=Subquery(spell.values("parent__code")[:1]),
        place_code=F("place__code"),
    )
    columns = rows.values_list(
        "unit__code", "name", "short_name", "kind_id", "kind__family", "kind__level", "parent_code",
        "place_code", "unit__founded_on", "unit__closed_on", "unit__founding__decision_number",
        "unit__founding__decision_on",
    )  # fmt: skip
    for (
        code,
        name,
        short,
        kind,
        family,
        level,
        parent,
        place,
        since,
        until,
        number,
        signed,
    ) in columns:
        yield ExportRow(
            code=code,
            name=name,
            short_name=short,
            kind=kind,
            family=family,
            level=level,
            parent_code=parent or "",
            place_code=place or "",
            founded_on=since,
            closed_on=None if until == FOREVER else until,
            decision_number=number,
            decision_on=signed,
        )
