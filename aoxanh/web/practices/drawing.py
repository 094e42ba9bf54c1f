"""The spread of a model as a drawing: where it came from at the left, who took it up at the right, in time."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aoxanh.practices.queries import Taker


WIDTH, LINE, TOP = 640, 40, 28
_FROM, _TO = 168, 300
"""Where lines leave the origin and arrive at who took it up."""
MOST_DRAWN = 24
_LONGEST = 44
_LOWEST = 88
_LETTERS, _STEP = 18, 18
"""Letters in a line of the origin's name, and the height of a line."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the drawing with its end."""

    d: str
    y: int
    name: str
    note: str
    tone: str


@dataclass(frozen=True, slots=True)
class Spread:
    """What the component draws; ``more`` stand in the list alone."""

    width: int
    height: int
    middle: int
    origin: Sequence[tuple[str, int]]
    """Lines of the name of where it came from, each with its height."""
    branches: Sequence[Branch]
    more: int


def spread(origin: str, takers: Sequence[Taker]) -> Spread | None:
    """The drawing; None when nobody took the model up."""
    drawn = takers[:MOST_DRAWN]
    if not drawn:
        return None
    height = max(TOP * 2 + LINE * (len(drawn) - 1), _LOWEST)
    middle = height // 2
    return Spread(
        width=WIDTH,
        height=height,
        middle=middle,
        origin=_lines(origin, middle),
        branches=[_branch(place, taker, middle) for place, taker in enumerate(drawn)],
        more=len(takers) - len(drawn),
    )


def _branch(place: int, taker: Taker, middle: int) -> Branch:
    y, half = TOP + LINE * place, (_FROM + _TO) // 2
    worked = taker.adoption.worked
    tones = {True: "ok", False: "stop", None: ""}
    told = {True: _("có hiệu quả"), False: _("không hợp"), None: _("đang làm")}
    return Branch(
        d=f"M{_FROM} {middle}C{half} {middle} {half} {y} {_TO} {y}",
        y=y,
        name=_short(taker.name, _LONGEST),
        note=f"{taker.adoption.started_on:%m/%Y} · {told[worked]}",
        tone=tones[worked],
    )


def _lines(name: str, middle: int) -> list[tuple[str, int]]:
    found = textwrap.wrap(name, _LETTERS, max_lines=4, placeholder="…")
    first = middle + 4 - _STEP * (len(found) - 1) // 2
    return [(line, first + _STEP * place) for place, line in enumerate(found)]


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
