"""Small counts of persons in need: whose figures others are not told, so that none of them can be worked out."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar


Counts = tuple[int, ...]
"""What is counted of one unit: each place is a measure over a period, the same for every unit."""

Unit = TypeVar("Unit", bound=Hashable)


def is_small(counts: Counts, *, fewest: int) -> bool:
    """Whether any of them would point to somebody: fewer than ``fewest``, but not nobody."""
    return any(0 < count < fewest for count in counts)


def withheld_units(
    children: Mapping[Unit, Sequence[Unit]], counts: Mapping[Unit, Counts], *, fewest: int
) -> frozenset[Unit]:
    """The units whose counts others are not told; a unit counts what those below it count, and its own.

    A unit is told with all its counts or with none: what is hidden in one period or measure cannot be made up from
    another. Below each unit so many are hidden that what the others leave of it tells of nobody. ``children`` may
    leave out units that nobody looks at, but never some of the children of a unit.
    """
    below = {child for units in children.values() for child in units}
    roots = [unit for unit in counts if unit not in below]
    hidden = {unit for unit in roots if is_small(counts[unit], fewest=fewest)}
    waiting, weighed = roots, set()
    while waiting:
        unit = waiting.pop(0)
        units, as_found = children.get(unit, ()), (unit, unit in hidden)
        if not units or as_found in weighed:
            continue
        weighed.add(as_found)
        parts: dict[Unit | None, Counts] = {each: counts[each] for each in units}
        parts[None] = _remainder(counts[unit], list(parts.values()))
        found = withheld_parts(parts, is_hidden=unit in hidden, fewest=fewest)
        hidden |= {part for part in found if part is not None}
        waiting += units
    return frozenset(hidden)


def _remainder(whole: Counts, parts: Sequence[Counts]) -> Counts:
    """What a unit counts by itself: the part that lies with none of those below it."""
    columns = zip(whole, zip(*parts, strict=True), strict=True)
    return tuple(max(0, total - sum(column)) for total, column in columns)


def withheld_parts(
    parts: Mapping[Unit, Counts], *, is_hidden: bool, fewest: int
) -> frozenset[Unit]:
    """The parts of a whole that are not told: the small ones, then the least of the others until they are covered.

    ``is_hidden`` says that the whole is not told either: then at least one part must not be.
    """
    hidden = [part for part, counts in parts.items() if is_small(counts, fewest=fewest)]
    if not hidden and not is_hidden:
        return frozenset()
    told = sorted(
        parts.keys() - set(hidden),
        key=lambda part: (not any(parts[part]), sum(parts[part]), str(part)),
    )
    while told and not (
        hidden
        and _is_covered(
            [parts[part] for part in hidden],
            [parts[part] for part in told],
            is_hidden=is_hidden,
            fewest=fewest,
        )
    ):
        hidden.append(told.pop(0))
    return frozenset(hidden)


def _is_covered(
    hidden: Sequence[Counts], told: Sequence[Counts], *, is_hidden: bool, fewest: int
) -> bool:
    """Whether what the told parts leave of the whole says nothing of a hidden one, whatever is counted.

    Of a whole that is not told, nothing is left where all of it is hidden.
    """
    columns = zip(zip(*hidden, strict=True), zip(*told, strict=True), strict=True)
    return all(
        _covers(column, fewest=fewest) or not any(rest if is_hidden else column)
        for column, rest in columns
    )


def _covers(column: Sequence[int], *, fewest: int) -> bool:
    """Whether hidden counts add up to enough, and not just to one each or to the most each can be."""
    counts = [count for count in column if count]
    return sum(counts) >= fewest and set(counts) not in ({1}, {fewest - 1})
