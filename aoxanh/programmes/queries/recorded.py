"""Recorded facts, read: their kinds, those of a unit and below, what waits to be accepted."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import rules
from aoxanh.programmes.models import RecordedFact
from aoxanh.programmes.types import REFERENCE
from aoxanh.programmes.types.recorded import FactKind, FactState
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.programmes.models.recorded import RecordedFactQuerySet

_FILE = "facts.yaml"
_SHIPPED = REFERENCE / "facts" / _FILE


def fact_kinds() -> tuple[FactKind, ...]:
    """The kinds of facts that are recorded: the installation's own file, else the shipped one.

    Raises ``FactKindsInvalid``. Each is a measure from the start of the process on.
    """
    own = Path(settings.PROGRAMMES_FOLDER) / _FILE
    return _read(own if own.exists() else _SHIPPED)


@cache
def _read(path: Path) -> tuple[FactKind, ...]:
    return rules.read_fact_kinds(path.read_text(encoding="utf-8"), file=path.name)


def fact_kind(code: str) -> FactKind:
    """Raises ``Missing``."""
    found = next((kind for kind in fact_kinds() if kind.code == code), None)
    if found is None:
        raise Missing
    return found


def recorded_facts(unit_id: int, *, year: int, actor: Actor) -> "RecordedFactQuerySet":
    """The facts of a unit and those below for a year, what waits first, then the newest."""
    rows = RecordedFact.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    within = rows.filter(unit_id__in=below, year=year)
    ordered = within.alias(
        place=Case(When(state=FactState.SENT, then=Value(0)), default=Value(1))
    ).order_by("place", "-recorded_at", "-pk")
    return ordered.select_related("file")


def recorded_fact(fact_id: int, *, unit_id: int, actor: Actor) -> RecordedFact:
    """One of the unit or of those below it. Raises ``Missing``."""
    rows = RecordedFact.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    found = rows.filter(pk=fact_id, unit_id__in=below).select_related("file").first()
    if found is None:
        raise Missing
    return found


def _filtered(actor: Actor, filters: Filters) -> "RecordedFactQuerySet":
    return recorded_facts(filters["unit_id"], year=filters["year"], actor=actor)


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = list(_filtered(actor, filters))
    kinds = {kind.code: kind.name for kind in fact_kinds()}
    names = units.names_at({each.unit_id for each in found}, actor.day)
    holders = access.names_of({each.account_id for each in found if each.account_id}, actor=actor)
    for each in found:
        yield [
            names[each.unit_id],
            kinds.get(each.kind, each.kind),
            each.title,
            each.on,
            each.number or (each.file.name if each.file else ""),
            each.get_state_display(),
            each.why,
            holders.get(each.account_id or 0, ""),
            local_day(each.recorded_at),
        ]


RECORDED_FACTS = Export(
    code="recorded_facts",
    title=_("Việc đã ghi kèm minh chứng"),
    headings=(
        _("Đơn vị"),
        _("Loại việc"),
        _("Nội dung"),
        _("Ngày"),
        _("Minh chứng"),
        _("Tình trạng"),
        _("Lý do"),
        _("Người ghi"),
        _("Ngày ghi"),
    ),
    rows=_rows,
    count=lambda actor, filters: _filtered(actor, filters).count(),
    in_word=True,
)
