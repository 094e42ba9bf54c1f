"""The spread of a model as a drawing: where it came from above, a line to each who took it up, in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aoxanh.practices.queries import Taker


WIDTH, LINE, TOP = 464, 40, 64
_FROM, _TO = 24, 88
"""Where lines leave the origin and arrive at who took it up."""
MOST_DRAWN = 24
_LONGEST = 44
_ORIGIN = 20


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
    origin: str
    branches: Sequence[Branch]
    more: int


def spread(origin: str, takers: Sequence[Taker]) -> Spread | None:
    """The drawing; None when nobody took the model up."""
    drawn = takers[:MOST_DRAWN]
    if not drawn:
        return None
    height = TOP + LINE * len(drawn) - LINE // 2
    return Spread(
        width=WIDTH,
        height=height,
        origin=_short(origin, _LONGEST),
        branches=[_branch(place, taker) for place, taker in enumerate(drawn)],
        more=len(takers) - len(drawn),
    )


def _branch(place: int, taker: Taker) -> Branch:
    y = TOP + LINE * place
    worked = taker.adoption.worked
    tones = {True: "ok", False: "stop", None: ""}
    told = {True: _("có hiệu quả"), False: _("không hợp"), None: _("đang làm")}
    return Branch(
        d=f"M{_FROM} {_ORIGIN}V{y - 16}Q{_FROM} {y} {_FROM + 16} {y}H{_TO}",
        y=y,
        name=_short(taker.name, _LONGEST),
        note=f"{taker.adoption.started_on:%m/%Y} · {told[worked]}",
        tone=tones[worked],
    )


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
