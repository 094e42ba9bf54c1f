"""Criteria of a round, read from a file; points that fit them; how nominations stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from aoxanh.kernel.lined import LinedFault, read_lined
from aoxanh.practices.errors import CriteriaRefused
from aoxanh.practices.types import Criterion


_MOST = 100


def read_criteria(text: str, *, file: str) -> tuple[Criterion, ...]:
    """What a file of criteria says. Raises ``CriteriaRefused``."""
    try:
        found = read_lined(text, file=file)
    except LinedFault as fault:
        raise CriteriaRefused(file=file) from fault
    if not isinstance(found, list) or not found:
        raise CriteriaRefused(file=file)
    criteria = tuple(_criterion(row, file) for row in found)
    if len({each.code for each in criteria}) < len(criteria):
        raise CriteriaRefused(file=file)
    return criteria


def _criterion(row: object, file: str) -> Criterion:
    match row:
        case {"code": str(code), "name": str(name), "points": int(points)} if (
            code and name and 1 <= points <= _MOST
        ):
            return Criterion(code, name, points)
        case _:
            raise CriteriaRefused(file=file)


def fits(points: Mapping[str, int], criteria: Collection[Criterion]) -> bool:
    """Whether there are points for every criterion and for nothing else, none beyond its most."""
    if set(points) != {each.code for each in criteria}:
        return False
    return all(0 <= points[each.code] <= each.points for each in criteria)


def average(totals: Sequence[int]) -> float | None:
    """The mean of what the appraisers gave, to one place; None while nobody did."""
    return round(sum(totals) / len(totals), 1) if totals else None


def as_rows(criteria: Iterable[Criterion]) -> list[dict[str, object]]:
    """Criteria as a round keeps them."""
    return [{"code": each.code, "name": each.name, "points": each.points} for each in criteria]
