"""The tree as its page shows it: one statement, ordered in memory."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.text import fold
from aoxanh.units.models import UnitVersion
from aoxanh.units.queries.register import matching, units
from aoxanh.units.types import Family, Level, UnitRow


def tree(
    *,
    actor: Actor,
    day: date,
    root: int | None = None,
    text: str = "",
    depth: int | None = None,
) -> list[UnitRow]:
    """Units of ``day`` in preorder, children by kind and name, below ``root`` or below every top in sight.

    With ``text`` only what matches and the units that lead there; with ``depth`` only so many levels below the
    top. Two statements with ``text``, one without.
    """
    asked = None if depth is None or fold(text) else depth + 1
    rows = units(actor=actor, day=day, within=root, depth=asked)
    shown = {version.unit_id: _row(version) for version in rows}
    below: dict[int | None, list[int]] = defaultdict(list)
    for row in shown.values():
        parent = row.parent_id if row.parent_id in shown and row.unit_id != root else None
        below[parent].append(row.unit_id)
    wanted = None
    if fold(text):
        matches = set(rows.filter(matching(text)).values_list("unit_id", flat=True))
        wanted = (matches, _leading_to(matches, shown))
    return _preorder(shown, below, wanted=wanted, depth=depth)


def _row(version: UnitVersion) -> UnitRow:
    kind, unit = version.kind, version.unit
    return UnitRow(
        unit_id=unit.pk,
        code=unit.code,
        name=version.name,
        short_name=version.short_name,
        kind_code=kind.code,
        kind_name=kind.name,
        family=Family(kind.family),
        level=Level(kind.level),
        is_sector=kind.is_sector,
        place_id=version.place_id,
        parent_id=getattr(version, "parent_id"),  # noqa: B009  annotated by ``units``
        founded_on=unit.founded_on,
        closed_on=unit.closed_on,
        has_decision=bool(unit.founding.decision_number),
    )


def _leading_to(matches: set[int], shown: dict[int, UnitRow]) -> set[int]:
    """The matches and everything above them in sight."""
    found: set[int] = set()
    for match in matches:
        here: int | None = match
        while here is not None and here in shown and here not in found:
            found.add(here)
            here = shown[here].parent_id
    return found


def _preorder(
    shown: dict[int, UnitRow],
    below: dict[int | None, list[int]],
    *,
    wanted: tuple[set[int], set[int]] | None,
    depth: int | None,
) -> list[UnitRow]:
    rows: list[UnitRow] = []
    waiting = [(unit_id, 0) for unit_id in reversed(below[None])]
    while waiting:
        unit_id, level = waiting.pop()
        if wanted and unit_id not in wanted[1]:
            continue
        is_match = not wanted or unit_id in wanted[0]
        children = below[unit_id]
        rows.append(replace(shown[unit_id], depth=level, children=len(children), is_match=is_match))
        if depth is None or level < depth:
            waiting += [(child, level + 1) for child in reversed(children)]
    return rows
