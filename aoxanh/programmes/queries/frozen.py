"""Frozen figures, read: as frozen and as of now side by side, with what changed them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Subquery
from django.utils.translation import gettext_lazy as _

from aoxanh.audit import queries as trail
from aoxanh.audit.types import Followed, Position
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import rules
from aoxanh.programmes.models import Freeze, FreezeVersion, FrozenFigure, Phase, Programme
from aoxanh.programmes.queries.facts import asked_of
from aoxanh.programmes.queries.promised import indicators
from aoxanh.programmes.queries.standings import standings, standings_at
from aoxanh.programmes.queries.withholding import Screen, screen_for_others
from aoxanh.programmes.types import IndicatorShown, Standing, Status
from aoxanh.programmes.types.frozen import Frozen, FrozenRow, Released
from aoxanh.units import queries as units
from aoxanh.units.queries import reporting


if TYPE_CHECKING:
    from aoxanh.programmes.models.frozen import FreezeQuerySet, FreezeVersionQuerySet

_AT_ONCE = 2000


def units_frozen(unit_id: int, *, day: date) -> list[int]:
    """The units of a tree whose figures are frozen: the unit, and those below that are expected to declare."""
    below = reporting.reporting_ids(unit_id=unit_id, period=Period(day, day + timedelta(days=1)))
    return sorted({unit_id, *below})


def figures_at(
    programme: str, *, unit_ids: Collection[int], day: date, actor: Actor
) -> list[Frozen]:
    """What the indicators of a programme come to for each unit, with all below it, as of the end of ``day``.

    They are kept whole; what others are not told of them is marked. Raises ``NotAllowed`` outside the actor's reach.
    """
    if actor.among(Permission.INDICATOR_VIEW, unit_ids=frozenset(unit_ids)) != set(unit_ids):
        raise NotAllowed
    promised = indicators(actor=actor, programme=programme)
    pairs = [(each, unit_id) for unit_id in unit_ids for each in promised]
    portal = Actor.system(cause="freeze", day=actor.day)
    found = standings_at(pairs, actor=portal, day=day)
    screen = screen_for_others(asked_of(promised, actor=portal), unit_ids=unit_ids, day=day)
    return [
        rules.frozen_of(
            standing, unit_id=unit_id, is_withheld=_is_withheld(screen, each, unit_id, day)
        )
        for (each, unit_id), standing in zip(pairs, found, strict=True)
    ]


def _is_withheld(screen: Screen, each: IndicatorShown, unit_id: int, day: date) -> bool:
    """Whether others are not told it: few persons, or a day at which no year and no phase ends."""
    days = screen.days.get(each.code)
    return days is not None and (day not in days or screen.withholds(each, unit_id))


def freezes(unit_id: int, *, programme: str, actor: Actor) -> "FreezeQuerySet":
    """The freezes that hold figures of a unit: its own and those of the units above, the latest day first."""
    actor.require(Permission.PLAN_VIEW, at=unit_id)
    above = units.above(unit_id=unit_id, day=actor.day).order_by().values("ancestor_id")
    rows = Freeze.objects.filter(unit_id__in=above, programme__code=programme)
    return rows.annotate(count=Count("versions")).order_by("-day", "-pk")


def freeze(freeze_id: int, *, unit_id: int, actor: Actor) -> Freeze:
    """One that holds figures of the unit. Raises ``Missing``, ``NotAllowed``."""
    actor.require(Permission.PLAN_VIEW, at=unit_id)
    above = units.above(unit_id=unit_id, day=actor.day).order_by().values("ancestor_id")
    rows = Freeze.objects.filter(pk=freeze_id, unit_id__in=above).select_related("programme")
    found = rows.first()
    if found is None:
        raise Missing
    return found


def versions_of(found: Freeze, *, actor: Actor) -> "FreezeVersionQuerySet":
    """The versions of a freeze the asker was given, the newest first, with how many figures each tells."""
    del actor
    rows = FreezeVersion.objects.filter(freeze=found).annotate(count=Count("figures"))
    return rows.order_by("-number", "-pk")


def frozen_figures(
    found: Freeze, *, number: int | None = None, unit_ids: Collection[int] | None = None
) -> dict[tuple[int, str], Frozen]:
    """The figures of a freeze as they were after version ``number``, the newest when None: one statement."""
    rows = FrozenFigure.objects.filter(version__freeze=found)
    if number is not None:
        rows = rows.filter(version__number__lte=number)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    ordered = rows.order_by("version__number", "pk")
    return {(row.unit_id, row.indicator): _frozen(row) for row in ordered}


def released(code: str, *, unit_id: int) -> Released | None:
    """The figures of a programme that its unit froze last, as last corrected: one statement.

    They are told to everyone; figures that nobody has frozen are not.
    """
    last = Freeze.objects.filter(programme__code=code, unit_id=unit_id).order_by("-day", "-pk")
    rows = FrozenFigure.objects.filter(
        version__freeze=Subquery(last.values("pk")[:1]), unit_id=unit_id
    )
    ordered = list(rows.select_related("version__freeze").order_by("version__number", "pk"))
    if not ordered:
        return None
    version = ordered[-1].version
    return Released(
        day=version.freeze.day,
        number=version.freeze.number,
        corrected_on=local_day(version.made_at) if version.number > 1 else None,
        figures={row.indicator: rules.for_others(_frozen(row)) for row in ordered},
    )


def _frozen(row: FrozenFigure) -> Frozen:
    return Frozen(
        unit_id=row.unit_id,
        indicator=row.indicator,
        label=row.label,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        status=row.status,
        beside=row.beside,
    )


def frozen_rows(found: Freeze, *, unit_id: int, actor: Actor) -> list[FrozenRow]:
    """The figures of one unit as frozen and as they come to now for the same day. Raises ``NotAllowed``."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    promised = indicators(actor=actor, programme=found.programme.code)
    standing_now = standings(promised, actor=actor, unit_id=unit_id, day=found.day)
    first = frozen_figures(found, number=1, unit_ids=[unit_id])
    return [
        FrozenRow(
            indicator=each.each.code,
            name=each.each.name,
            unit="%" if each.is_percent else each.each.counted_in,
            frozen=_as_told(first.get((unit_id, each.each.code)), each),
            now=rules.frozen_of(each, unit_id=unit_id),
        )
        for each in standing_now
    ]


def _as_told(one: Frozen | None, now: Standing) -> Frozen | None:
    """A frozen figure as whoever is told ``now`` is told it."""
    is_other = now.status == Status.WITHHELD or now.until is not None
    return rules.for_others(one) if one and is_other else one


def touched_since(
    position: Position, *, unit_ids: Collection[int], day: date, also: Collection[str]
) -> list[Followed]:
    """What the trail tells after ``position`` of facts of these units up to ``day``, and of events ``also`` named."""
    found: list[Followed] = []
    while entries := trail.after(position, limit=_AT_ONCE):
        found += [
            entry
            for entry in entries
            if entry.event in also
            or any(unit in unit_ids and on <= day for unit, on in entry.touches)
        ]
        position = entries[-1].position
    return found


def unfrozen_ends(programme: Programme, *, unit_id: int, day: date) -> list[date]:
    """The ends of years and phases that are over and for which the unit froze nothing: two statements."""
    phases = [
        (row.name, Period(row.valid_from, row.valid_to))
        for row in Phase.objects.filter(programme=programme).order_by("valid_from", "pk")
    ]
    whole = Period(programme.valid_from, programme.valid_to)
    frozen = set(
        Freeze.objects.filter(programme=programme, unit_id=unit_id)
        .order_by("day")
        .values_list("day", flat=True)
    )
    return [end for end in rules.period_ends(whole, phases, day) if end not in frozen]


def frozen_faults() -> list[tuple[int, int]]:
    """(freeze, version) whose rows are not those that the trail sealed."""
    known = list(Freeze.objects.order_by("pk").values_list("pk", flat=True))
    sealed = {
        (entry.values["freeze_id"], entry.values.get("version", 1)): entry.values["digest"]
        for event in ("programmes.FiguresFrozen", "programmes.FrozenFiguresCorrected")
        for entry in trail.noted_of(event=event, subject_type="freeze", subject_ids=known)
    }
    wrong = []
    for version in FreezeVersion.objects.order_by("pk").prefetch_related("figures"):
        rows = [_frozen(row) for row in version.figures.all()]
        if sealed.get((version.freeze_id, version.number)) != rules.digest_of(rows):
            wrong.append((version.freeze_id, version.number))
    return wrong


def _export_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = freeze(filters["freeze_id"], unit_id=filters["unit_id"], actor=actor)
    below = units.subtree_ids(unit_id=filters["unit_id"], day=found.day)
    first = _for_others(frozen_figures(found, number=1, unit_ids=below))
    last = _for_others(frozen_figures(found, unit_ids=below))
    names = units.names_at({unit_id for unit_id, _code in last}, found.day)
    for key in sorted(last, key=lambda key: (names.get(key[0], ""), key[1])):
        before, after = first.get(key), last[key]
        yield [
            names.get(key[0], ""),
            key[1],
            after.label,
            *_cells(before),
            *_cells(after),
            str(_("Có")) if rules.figure_told(before) != rules.figure_told(after) else "",
        ]


def _for_others(figures: Mapping[tuple[int, str], Frozen]) -> dict[tuple[int, str], Frozen]:
    return {key: rules.for_others(one) for key, one in figures.items()}


def _cells(one: Frozen | None) -> list[Any]:
    if one is None:
        return [None, None]
    return [one.value, str(Status(one.status).label)]


def _export_count(actor: Actor, filters: Filters) -> int:
    found = freeze(filters["freeze_id"], unit_id=filters["unit_id"], actor=actor)
    below = units.subtree_ids(unit_id=filters["unit_id"], day=found.day)
    return len(frozen_figures(found, unit_ids=below))


FROZEN = Export(
    code="frozen_figures",
    title=_("Số liệu đã chốt"),
    headings=(
        _("Đơn vị"),
        _("Chỉ tiêu"),
        _("Kỳ"),
        _("Số đã chốt"),
        _("Tình trạng khi chốt"),
        _("Số sau đính chính"),
        _("Tình trạng sau đính chính"),
        _("Có đính chính"),
    ),
    rows=_export_rows,
    count=_export_count,
)
