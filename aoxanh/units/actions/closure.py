"""Keeping the stored closure true: one lock, and only the rows that change are written."""

from collections.abc import Iterable

from aoxanh.units.models import Closure, Parenthood, Succession, Unit
from aoxanh.units.rules.closure import Heritage, History, Life, ParentSpell, closure_rows
from aoxanh.units.types import ClosureRow


_FEW = 900
"""Up to so many ids are named one by one; for more, whole tables are read."""
_COLUMNS = ("ancestor_id", "descendant_id", "depth", "keeper", "valid_from", "valid_to")


def lock_tree() -> None:
    """Let one change of the tree happen at a time.

    Any change can alter the closure of units far below, so the lock is the tree's oldest row, taken before
    anything is read. It does not hinder rows that merely refer to that unit.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).order_by("pk").first()


def below(unit_ids: Iterable[int]) -> set[int]:
    """The units and whatever lies or will lie within them."""
    rows = Closure.objects.filter(ancestor_id__in=set(unit_ids))
    return set(rows.values_list("descendant_id", flat=True)) | set(unit_ids)


def rewrite(affected: Iterable[int], *, targets: Iterable[int] = ()) -> int:
    """Bring the closure of ``affected`` up to date; ``targets`` are the units they were newly put under.

    Returns the number of rows written or removed. Raises ``OwnAncestor``.
    """
    units = sorted(set(affected))
    wanted = set(closure_rows(_history({*units, *targets}), units))
    stored = Closure.objects.filter(descendant_id__in=units).order_by("pk")
    kept: dict[ClosureRow, int] = {
        ClosureRow(*values): pk for pk, *values in stored.values_list("pk", *_COLUMNS)
    }
    gone = [pk for row, pk in kept.items() if row not in wanted]
    for start in range(0, len(gone), _FEW):
        Closure.objects.filter(pk__in=gone[start : start + _FEW]).delete()
    added = sorted(wanted - kept.keys())
    insert(added)
    return len(gone) + len(added)


def insert(rows: Iterable[ClosureRow]) -> None:
    """Write closure rows as they are."""
    Closure.objects.bulk_create(
        [Closure(**dict(zip(_COLUMNS, row, strict=True))) for row in rows], batch_size=_FEW
    )


def _history(units: set[int]) -> History:
    """What decides the closure of ``units``: everything about them and the units above them."""
    above = Closure.objects.filter(descendant_id__in=units).values_list("ancestor_id", flat=True)
    named = units | set(above.distinct())
    lives = Unit.objects.order_by("pk")
    parents = Parenthood.objects.order_by("pk")
    heirs = Succession.objects.order_by("pk")
    if len(named) <= _FEW:
        lives = lives.filter(pk__in=named)
        parents = parents.filter(unit_id__in=named)
        heirs = heirs.filter(predecessor_id__in=named)
    return History(
        lives={pk: Life(*days) for pk, *days in lives.values_list("pk", "founded_on", "closed_on")},
        parents=[
            ParentSpell(*row)
            for row in parents.values_list("unit_id", "parent_id", "valid_from", "valid_to")
        ],
        heirs=[
            Heritage(*row)
            for row in heirs.values_list("predecessor_id", "successor_id", "on", "keeper")
        ],
    )
