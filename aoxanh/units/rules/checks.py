"""What may stand where, and for which days."""

from collections.abc import Iterable
from datetime import date

from aoxanh.kernel.periods import Period
from aoxanh.units.errors import LevelTooHigh, NotOpen, ParentClosed, TwoAtOnce
from aoxanh.units.types import Level


_RANK = {level: rank for rank, level in enumerate(Level)}


def check_levels(*, level: Level, parent_level: Level) -> None:
    """Raise ``LevelTooHigh`` when a unit would stand below one of a lower level."""
    if _RANK[level] < _RANK[parent_level]:
        raise LevelTooHigh(level=level.label, parent_level=parent_level.label)


def check_parent_lives(*, life: Period, spell: Period) -> None:
    """Raise ``ParentClosed`` unless the parent's ``life`` holds the whole ``spell``."""
    if spell.start < life.start or life.end < spell.end:
        raise ParentClosed(day=f"{spell.start:%d/%m/%Y}")


def spell_to_split(spells: Iterable[Period], *, on: date, name: str) -> Period:
    """The one period that a change on ``on`` cuts in two.

    Raises ``TwoAtOnce`` when a period begins that very day, ``NotOpen`` when none holds the day.
    """
    day = f"{on:%d/%m/%Y}"
    for spell in spells:
        if spell.start == on:
            raise TwoAtOnce(day=day)
        if on in spell:
            return spell
    raise NotOpen(name=name, day=day)
