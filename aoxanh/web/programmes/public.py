"""“Số liệu đã xác nhận”: how each public figure is counted, and the units it is made of."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.numbers import number
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownProgramme
from aoxanh.programmes.types import IndicatorShown, Status
from aoxanh.programmes.types.frozen import Frozen, Released
from aoxanh.units import queries as units
from aoxanh.web.guards import public
from aoxanh.web.programmes.plans import ICONS, TONES, WITHHELD, targets_in_words
from aoxanh.web.request import Request


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator as everyone may read it: what it must reach, and the figure that was frozen last."""

    each: IndicatorShown
    is_percent: bool
    figure: Frozen | None
    target: Decimal | None = None

    @classmethod
    def of(cls, each: IndicatorShown, released: Released | None) -> "Promise":
        is_percent = queries.is_percent(each.type, each.definition)
        if released is None or each.code not in released.figures:
            return cls(each, is_percent, None)
        begun = queries.dues(each, min(released.day, each.period.last_day))
        target = begun[-1].target if begun else None
        return cls(each, is_percent, released.figures[each.code], target)

    @property
    def targets(self) -> str:
        return targets_in_words(self.each, is_percent=self.is_percent)

    @property
    def unit(self) -> str:
        return "%" if self.is_percent else self.each.counted_in

    @property
    def status(self) -> Status:
        return Status(self.figure.status) if self.figure else Status.NO_DATA

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def icon(self) -> str:
        return ICONS.get(self.status, "")

    @property
    def words(self) -> str:
        """What stands in place of a bar where an indicator is judged in words."""
        if self.status == Status.WITHHELD:
            return str(WITHHELD)
        if self.status != Status.QUALITATIVE or self.figure is None:
            return ""
        counters = self.figure.beside.get("counters", ())
        told = "; ".join(f"{name}: {number(int(Decimal(value)))}" for name, value in counters)
        return told or _("Nhận xét bằng lời")

    @property
    def has_gap(self) -> bool:
        """Whether the stretch itself is known, but not those before."""
        return self.status == Status.NO_DATA and bool(self.figure and self.figure.value is not None)

    @property
    def adjusted(self) -> Decimal | None:
        """A figure that was decided beside the computed one."""
        told = self.figure.beside.get("override") if self.figure else None
        return Decimal(told) if told is not None else None


@public(seconds=600)
def confirmed(request: Request) -> HttpResponse:
    """The portal's own figures with their units right below, by name: four statements."""
    day = local_day(timezone.now())
    period = queries.public_year(day)
    root_id = units.instance().root_id
    everyone = Actor.system(cause="public figures", day=day)
    below = list(units.children_of(unit_id=root_id, actor=everyone, day=day)) if root_id else []
    wanted = {each.unit_id for each in below} | ({root_id} if root_id else set())
    figures = queries.public_figures(unit_ids=wanted, period=period)
    context = {
        "whole": figures.get(root_id) if root_id else None,
        "rows": [(each, figures[each.unit_id]) for each in below if each.unit_id in figures],
        "silent": sum(each.unit_id not in figures for each in below),
        "year": period.start.year,
        "day": min(day, period.last_day),
    }
    return render(request, "programmes/public.html", context)


@public(seconds=600)
def programmes(request: Request) -> HttpResponse:
    """The programmes and plans the portal works by."""
    day = local_day(timezone.now())
    everyone = Actor.system(cause="public programmes", day=day)
    found = queries.programmes(actor=everyone)
    context = {
        "running": [each for each in found if day in each.period],
        "past": [each for each in found if day not in each.period],
    }
    return render(request, "programmes/public_programmes.html", context)


@public(seconds=600)
def programme(request: Request, code: str) -> HttpResponse:
    """What a programme promises to whom and by when, and where it stood when its figures were frozen last.

    Three statements. How single units stand, and what is not frozen yet, is for those who are in charge.
    """
    day = local_day(timezone.now())
    everyone = Actor.system(cause="public programmes", day=day)
    try:
        shown, promised = queries.programme_promised(code, actor=everyone)
    except UnknownProgramme as refusal:
        raise Http404(str(refusal)) from refusal
    period = queries.public_year(day)
    released = queries.released(code, unit_id=shown.unit_id)
    context = {
        "programme": shown,
        "rows": [Promise.of(each, released) for each in promised],
        "released": released,
        "figures": queries.public_figures(unit_ids=[shown.unit_id], period=period).get(
            shown.unit_id
        ),
        "year": period.start.year,
        "day": day,
    }
    return render(request, "programmes/public_programme.html", context)
