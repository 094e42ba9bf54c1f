"""What was decided or said of a programme's figures, by whom and by which paper."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes.models import FigureDecision, Indicator
from aoxanh.programmes.queries.duties import programmes_at
from aoxanh.programmes.types import IndicatorShown, Rebased, Told
from aoxanh.programmes.types.decisions import DecisionKind
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.decisions import FigureDecisionQuerySet


def told_of(
    codes: Collection[str], *, unit_ids: Collection[int]
) -> tuple[dict[int, list[Told]], tuple[Rebased, ...]]:
    """What holds of indicators: said of each unit itself, and the duties told anew for every unit: one statement."""
    rows = FigureDecision.objects.filter(
        Q(unit_id__in=unit_ids) | Q(kind=DecisionKind.REBASING),
        indicator__code__in=codes,
        withdrawn_at=None,
    )
    said: dict[int, list[Told]] = defaultdict(list)
    rebased = []
    for row in rows.select_related("indicator", "file").order_by("-year", "kind", "pk"):
        if row.kind == DecisionKind.REBASING:
            rebased.append(Rebased(row.indicator.code, row.year, tuple(row.kinds), row.number))
        else:
            said[row.unit_id].append(_told(row))
    return said, tuple(rebased)


def told(each: IndicatorShown, *, actor: Actor, unit_id: int) -> tuple[Told, ...]:
    """What holds beside an indicator's figures of the unit. Raises ``NotAllowed`` outside the actor's reach."""
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    return tuple(told_of([each.code], unit_ids=[unit_id])[0].get(unit_id, ()))


def _told(row: FigureDecision) -> Told:
    return Told(
        code=row.indicator.code,
        year=row.year,
        value=row.value,
        text=row.text,
        number=row.number,
        on=local_day(row.recorded_at),
        pk=row.pk,
        decided_by_id=row.decided_by_id,
        account_id=row.account_id,
        file_code=row.file.code if row.file else "",
        file_name=row.file.name if row.file else "",
    )


def figure_decisions(
    unit_id: int, *, programme: str, actor: Actor, indicator: str = ""
) -> "FigureDecisionQuerySet":
    """Everything decided or said of a programme's figures for a unit and those below, and the duties told anew.

    What holds comes first, the newest before the older.
    """
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    reached = FigureDecision.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    rows = FigureDecision.objects.filter(
        Q(pk__in=reached.filter(unit_id__in=below).values("pk")) | Q(kind=DecisionKind.REBASING),
        indicator__programme__code=programme,
    )
    if indicator:
        rows = rows.filter(indicator__code=indicator)
    ordered = rows.order_by(F("withdrawn_at").desc(nulls_first=True), "-recorded_at", "-pk")
    return ordered.select_related("indicator", "file")


def figure_decision(decision_id: int, *, unit_id: int, actor: Actor) -> FigureDecision:
    """One that the unit made itself. Raises ``Missing``."""
    rows = FigureDecision.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    found = rows.filter(pk=decision_id, decided_by_id=unit_id).select_related("indicator").first()
    if found is None:
        raise Missing
    return found


def indicator_decided(code: str, *, unit_id: int, actor: Actor) -> Indicator:
    """An indicator of a programme that holds for the unit, as decisions name it. Raises ``Missing``."""
    rows = Indicator.objects.filter(
        code=code,
        withdrawn_on=None,
        programme__in=programmes_at(unit_id, actor=actor).order_by().values("pk"),
    )
    found = rows.select_related("programme").first()
    if found is None:
        raise Missing
    return found


def units_decided(unit_id: int, *, owner_id: int, actor: Actor) -> list[tuple[int, str]]:
    """The units whose figures a unit may stand another beside: those right below, and itself where it owns the plan."""
    rows = units.units(actor=actor, day=actor.day, within=unit_id, depth=1)
    named = [(row.unit_id, row.name) for row in rows if row.unit_id != unit_id]
    if owner_id != unit_id:
        return named
    return [(unit_id, units.names_at({unit_id}, actor.day)[unit_id]), *named]


def _filtered(actor: Actor, filters: Filters) -> "FigureDecisionQuerySet":
    return figure_decisions(filters["unit_id"], programme=filters["programme"], actor=actor)


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = list(_filtered(actor, filters))
    named = {pk for each in found for pk in (each.unit_id, each.decided_by_id)}
    names = units.names_at(named, actor.day)
    holders = access.names_of({each.account_id for each in found if each.account_id}, actor=actor)
    for each in found:
        yield [
            names[each.unit_id],
            each.indicator.code,
            each.year,
            each.get_kind_display(),
            each.computed,
            each.value,
            each.text,
            each.number,
            each.decided_on,
            names[each.decided_by_id],
            holders.get(each.account_id or 0, ""),
            local_day(each.recorded_at),
            _state(each),
        ]


def _state(each: FigureDecision) -> str:
    if each.withdrawn_at is None:
        return gettext("Đang có hiệu lực")
    day = local_day(each.withdrawn_at)
    said = each.withdrawn_why or gettext("Có bản sau thay")
    return gettext("Đã thu hồi ngày %(day)s: %(why)s") % {"day": f"{day:%d/%m/%Y}", "why": said}


DECISIONS = Export(
    code="figure_decisions",
    title=_("Quyết định về số liệu"),
    headings=(
        _("Đơn vị"),
        _("Chỉ tiêu"),
        _("Năm"),
        _("Loại"),
        _("Số cổng tính"),
        _("Số điều chỉnh"),
        _("Lý do, nội dung"),
        _("Số, ký hiệu"),
        _("Ngày văn bản"),
        _("Nơi quyết định"),
        _("Người ghi"),
        _("Ngày ghi"),
        _("Tình trạng"),
    ),
    rows=_rows,
    count=lambda actor, filters: _filtered(actor, filters).count(),
    in_word=True,
)
