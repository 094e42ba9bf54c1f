"""The denominator of “recorded on the portal” held against plans, declared totals and papers, unit by unit (ACT-13)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell as SheetCell
from aoxanh.programmes.models import Cell, TaskReport
from aoxanh.programmes.queries.todays import of_their_days
from aoxanh.programmes.types.reconciled import Reconciled
from aoxanh.units import queries as units
from aoxanh.units.queries import reporting


_RECORDED, _DECLARED = "activities_recorded", "activities_declared"


def reconciliation(unit_id: int, *, year: int, actor: Actor) -> list[Reconciled]:
    """Every unit below that declares or did something in a year, the widest gap first: five statements.

    Raises ``NotAllowed`` outside the actor's reach.
    """
    actor.require(Permission.INDICATOR_VIEW, at=unit_id)
    period = Period.year(year)
    sums = _sums(unit_id, period)
    planned = activities.unconcluded(within=unit_id, period=period, actor=actor)
    papers = _papers(unit_id, year, actor)
    asked = reporting.reporting_ids(unit_id=unit_id, period=period)
    found = asked | set(sums) | set(planned) | set(papers)
    names = units.names_at(found, min(actor.day, period.last_day))
    rows = [
        Reconciled(
            unit_id=pk,
            name=names.get(pk, ""),
            recorded=sums.get(pk, {}).get(_RECORDED, Decimal(0)),
            declared=sums.get(pk, {}).get(_DECLARED),
            planned=planned.get(pk, 0),
            papers=papers.get(pk, 0),
        )
        for pk in found
    ]
    return sorted(rows, key=lambda row: (-row.gap, row.name, row.unit_id))


def _sums(unit_id: int, period: Period) -> dict[int, dict[str, Decimal]]:
    cells = Cell.objects.filter(
        measure__in=(_RECORDED, _DECLARED), day__gte=period.start, day__lt=period.end
    )
    rows = of_their_days(cells, unit_id=unit_id, unit="unit", day="day")
    summed = rows.order_by().values_list("unit_id", "measure").annotate(total=Sum("value"))
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for pk, measure, total in summed:
        found[pk][measure] = total
    return found


def _papers(unit_id: int, year: int, actor: Actor) -> dict[int, int]:
    """Tasks reported by a paper or a file alone, by unit."""
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    rows = TaskReport.objects.filter(
        unit_id__in=below, year=year, withdrawn_at=None, activities=None
    )
    return dict(rows.order_by().values_list("unit_id").annotate(number=Count("pk")))


def _rows(actor: Actor, filters: Filters) -> Iterator[list[SheetCell]]:
    for row in reconciliation(filters["unit_id"], year=filters["year"], actor=actor):
        yield [
            row.name,
            int(row.recorded),
            None if row.declared is None else int(row.declared),
            row.planned,
            row.papers,
            int(row.whole),
            int(row.gap),
            int(row.understated),
        ]


RECONCILIATION = Export(
    code="reconciliation",
    title=_("Đối chiếu hoạt động đã ghi nhận"),
    headings=(
        _("Đơn vị"),
        _("Ghi nhận trên cổng"),
        _("Đơn vị khai"),
        _("Theo kế hoạch, chưa kết thúc"),
        _("Chỉ có văn bản"),
        _("Mẫu số đối chiếu"),
        _("Còn thiếu trên cổng"),
        _("Khai thiếu"),
    ),
    rows=_rows,
    count=lambda actor, filters: len(
        reconciliation(filters["unit_id"], year=filters["year"], actor=actor)
    ),
    in_word=True,
)
