"""What a unit does with others, and what others do with it."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.cooperation import rules
from aoxanh.cooperation.models import Record, Step
from aoxanh.cooperation.types import REFERENCE, Counted, Kind, Kinds, RecordShown, Side, State
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import queries as programmes
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.cooperation.models import RecordQuerySet, StepQuerySet


PERMISSIONS = {Side.OWN: Permission.PLAN_REPORT, Side.PARTNER: Permission.PLAN_DECIDE}
"""What each side needs to write its steps."""


@cache
def kinds() -> Kinds:
    """The kinds of records, in the order of their file."""
    path = REFERENCE / "kinds.yaml"
    return rules.read_kinds(path.read_text(encoding="utf-8"), file=path.name)


def records(unit_id: int, *, actor: Actor, kind: str = "") -> "RecordQuerySet":
    """Records a unit keeps and those that name it as the other side; running ones first, the latest first.

    Being named opens a record to the partner: it shall know who is to help it.
    """
    if not actor.may(Permission.PLAN_VIEW, at=unit_id):
        return Record.objects.none()
    rows = Record.objects.filter(Q(unit_id=unit_id) | Q(partner_id=unit_id), kind__in=kinds())
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("task").order_by("is_ended", "-since", "-pk")


def record(record_id: int, *, unit_id: int, actor: Actor) -> Record:
    """One of them. Raises ``Missing``."""
    found = records(unit_id, actor=actor).filter(pk=record_id).first()
    if found is None:
        raise Missing
    return found


def shown(rows: Iterable[Record], *, actor: Actor) -> list[RecordShown]:
    """Records with the names of both sides: one statement more."""
    found = list(rows)
    named = {pk for row in found for pk in (row.unit_id, row.partner_id) if pk}
    names = units.names_at(named, actor.day)
    return [_as_shown(row, kinds()[row.kind], names) for row in found]


def _as_shown(row: Record, kind: Kind, names: dict[int, str]) -> RecordShown:
    return RecordShown(
        pk=row.pk,
        kind=kind,
        title=_("Số %(number)s trong sổ") % {"number": row.number} if row.number else row.title,
        text=row.text,
        unit_id=row.unit_id,
        unit=names[row.unit_id],
        partner_id=row.partner_id,
        partner=names[row.partner_id] if row.partner_id else row.partner_name,
        state=kind.state(row.state) or kind.states[0],
        since=row.since,
        task=row.task.text if row.task else "",
    )


def side_of(found: Record, *, unit_id: int, actor: Actor) -> Side | None:
    """On which side a unit may write steps; None where it has none to write. ``PERMISSIONS`` tells what it needs."""
    del actor
    kind = kinds().get(found.kind)
    if kind is None:
        return None
    if found.unit_id == unit_id:
        return Side.OWN
    return Side.PARTNER if found.partner_id == unit_id and kind.by(Side.PARTNER) else None


def states_open(found: Record, *, unit_id: int, actor: Actor) -> tuple[State, ...]:
    """The states into which the unit may write the next step; none where it may not: one statement at most."""
    side = side_of(found, unit_id=unit_id, actor=actor)
    if side is None or found.is_ended or not actor.may(PERMISSIONS[side], at=unit_id):
        return ()
    passed = set(found.steps.order_by("pk").values_list("state", flat=True))
    asked = kinds()[found.kind].by(side)
    return tuple(
        each
        for each in asked
        if each.after <= passed and not (each.is_once and each.code in passed)
    )


def steps_of(record_id: int, *, unit_id: int, actor: Actor) -> "StepQuerySet":
    """What happened with a record that the unit may read, in order. Raises ``Missing``."""
    found = record(record_id, unit_id=unit_id, actor=actor)
    return Step.objects.filter(record=found).select_related("file").order_by("on", "pk")


def counted(unit_id: int, *, actor: Actor) -> list[Counted]:
    """How many records of each kind there are: one statement."""
    rows = records(unit_id, actor=actor).order_by().values("kind")
    told = {
        row["kind"]: row
        for row in rows.annotate(
            running=Count("pk", filter=Q(is_ended=False)),
            ended=Count("pk", filter=Q(is_ended=True)),
        )
    }
    none = {"running": 0, "ended": 0}
    return [
        Counted(kind, told.get(code, none)["running"], told.get(code, none)["ended"])
        for code, kind in kinds().items()
    ]


def tasks_offered(unit_id: int, *, actor: Actor) -> list[tuple[int, str]]:
    """The tasks of running programmes under which a record of the unit may stand."""
    return programmes.tasks_at(unit_id, actor=actor)


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = list(records(actor=actor, **filters).prefetch_related("steps"))
    for row, told in zip(found, shown(found, actor=actor), strict=True):
        steps = sorted(row.steps.all(), key=lambda step: (step.on, step.pk))
        yield [
            told.kind.name,
            told.title,
            told.unit,
            told.partner,
            told.state.name,
            told.since,
            "; ".join(step.paper for step in steps if step.paper),
            steps[-1].note,
            told.task,
        ]


def _count(actor: Actor, filters: Filters) -> int:
    return records(actor=actor, **filters).count()


COOPERATION = Export(
    code="cooperation",
    title=gettext_lazy("Việc phối hợp"),
    headings=(
        gettext_lazy("Loại"),
        gettext_lazy("Việc"),
        gettext_lazy("Đơn vị"),
        gettext_lazy("Bên phối hợp"),
        gettext_lazy("Đến bước"),
        gettext_lazy("Từ ngày"),
        gettext_lazy("Văn bản"),
        gettext_lazy("Kết quả"),
        gettext_lazy("Theo nhiệm vụ"),
    ),
    rows=_rows,
    count=_count,
    in_word=True,
)
