"""What a unit does with others, and what others do with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.cooperation import rules
from aoxanh.cooperation.models import Correction, Record, Step
from aoxanh.cooperation.types import (
    REFERENCE,
    TAKEN_BACK,
    CooperationMatter,
    Counted,
    Kind,
    Kinds,
    RecordShown,
    Side,
    State,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes import queries as programmes
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.cooperation.models import CorrectionQuerySet, RecordQuerySet, StepQuerySet


PERMISSIONS = {Side.OWN: Permission.PLAN_REPORT, Side.PARTNER: Permission.PLAN_DECIDE}
"""What each side needs to write its steps."""


@cache
def kinds() -> Kinds:
    """The kinds of records, in the order of their file."""
    path = REFERENCE / "kinds.yaml"
    return rules.read_kinds(path.read_text(encoding="utf-8"), file=path.name)


def records(unit_id: int, *, actor: Actor, kind: str = "") -> "RecordQuerySet":
    """Records a unit keeps and those that name it as the other side; running ones first, the latest first.

    Being named opens a record to the partner: it shall know who is to help it. Persons stay with the unit that keeps
    the book: whoever only reads there is told how many, see ``counted``.
    """
    if not actor.may(Permission.PLAN_VIEW, at=unit_id):
        return Record.objects.none()
    rows = _every(unit_id)
    if not keeps_book(unit_id, actor=actor):
        rows = rows.filter(number="")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("task").order_by("is_ended", "-since", "-pk")


def keeps_book(unit_id: int, *, actor: Actor) -> bool:
    """Whether the asker writes the unit's own book of persons, and so reads it."""
    return actor.may(Permission.PLAN_REPORT, at=unit_id)


def _every(unit_id: int) -> "RecordQuerySet":
    """Records that name the unit on either side, of kinds that are still told."""
    return Record.objects.filter(Q(unit_id=unit_id) | Q(partner_id=unit_id), kind__in=kinds())


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
        state=kind.state(row.state) or State(code=TAKEN_BACK, name=_("Đã rút"), is_last=True),
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
    were = passed(found)
    asked = kinds()[found.kind].by(side)
    return tuple(
        each for each in asked if each.after <= were and not (each.is_once and each.code in were)
    )


def passed(found: Record) -> frozenset[str]:
    """The states there were, but for those taken back."""
    steps = Step.objects.filter(record=found).standing()
    return frozenset(steps.order_by("pk").values_list("state", flat=True))


def last_steps(found: Record) -> tuple[Step, Step | None]:
    """The last step that stands, and the one before it. There is one as long as the matter stands."""
    rows = Step.objects.filter(record=found).standing().order_by("-on", "-pk")
    last, *before = rows[:2]
    return last, before[0] if before else None


def steps_of(record_id: int, *, unit_id: int, actor: Actor) -> "StepQuerySet":
    """What happened with a record that the unit may read, in order. Raises ``Missing``."""
    found = record(record_id, unit_id=unit_id, actor=actor)
    steps = Step.objects.filter(record=found).select_related("file", "correction")
    return steps.order_by("on", "pk")


def may_take_back(found: Record, steps: Sequence[Step], *, unit_id: int, actor: Actor) -> bool:
    """Whether the last of ``steps`` that stands is the unit's own, and the asker may write there."""
    side = side_of(found, unit_id=unit_id, actor=actor)
    standing = [each for each in steps if not hasattr(each, "correction")]
    if side is None or not standing or not actor.may(PERMISSIONS[side], at=unit_id):
        return False
    state = kinds()[found.kind].state(standing[-1].state)
    return state is not None and state.by == side


def corrections_of(record_id: int, *, unit_id: int, actor: Actor) -> "CorrectionQuerySet":
    """The wrong numbers under which a person stood, in order. Raises ``Missing``."""
    found = record(record_id, unit_id=unit_id, actor=actor)
    return Correction.objects.filter(record=found, step=None).order_by("recorded_at", "pk")


def waiting_for(unit_id: int, *, actor: Actor) -> "RecordQuerySet":
    """Records about which the unit's word is missing: a model that waits to be recognised."""
    waits = Q()
    for kind in kinds().values():
        states = rules.waiting_states(kind)
        waits |= Q(kind=kind.code, state__in=states) if states else Q()
    rows = records(unit_id, actor=actor).filter(partner_id=unit_id, is_ended=False)
    return rows.filter(waits) if waits else rows.none()


def matters_waiting(unit_id: int, *, actor: Actor) -> "Mapping[CooperationMatter, RecordQuerySet]":
    """What waits for the unit's word, to be counted; nothing for whoever may answer nothing there (Việc cần làm)."""
    if not actor.may(PERMISSIONS[Side.PARTNER], at=unit_id):
        return {}
    return {CooperationMatter.ANSWERS: waiting_for(unit_id, actor=actor).select_related(None)}


def counted(unit_id: int, *, actor: Actor) -> list[Counted]:
    """How many records of each kind there are: one statement.

    Few persons are told to nobody but who keeps the book, nor what would give away few in figures of plans: three
    statements more.
    """
    if not actor.may(Permission.PLAN_VIEW, at=unit_id):
        return [Counted(kind, 0, 0) for kind in kinds().values()]
    rows = _every(unit_id).exclude(state=TAKEN_BACK).order_by().values("kind")
    numbers = rows.annotate(
        running=Count("pk", filter=Q(is_ended=False)),
        ended=Count("pk", filter=Q(is_ended=True)),
    ).values_list("kind", "running", "ended")
    told = {code: (running, ended) for code, running, ended in numbers}
    found = [Counted(kind, *told.get(code, (0, 0))) for code, kind in kinds().items()]
    if keeps_book(unit_id, actor=actor):
        return found
    persons = [each for each in found if each.kind.is_numbered and each.running + each.ended]
    if not persons:
        return found
    codes = {state.counts for each in persons for state in each.kind.states if state.counts}
    withheld = programmes.own_book_is_withheld(unit_id, codes=codes, actor=actor)
    few = {
        each.kind.code
        for each in persons
        if withheld or rules.is_few(each.kind, running=each.running, ended=each.ended)
    }
    return [
        Counted(each.kind, 0, 0, is_few=True) if each.kind.code in few else each for each in found
    ]


def tasks_offered(unit_id: int, *, actor: Actor) -> list[tuple[int, str]]:
    """The tasks of running programmes under which a record of the unit may stand."""
    return programmes.tasks_at(unit_id, actor=actor)


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = list(records(actor=actor, **filters).prefetch_related("steps__correction"))
    for row, told in zip(found, shown(found, actor=actor), strict=True):
        every = (step for step in row.steps.all() if not hasattr(step, "correction"))
        steps = sorted(every, key=lambda step: (step.on, step.pk))
        yield [
            told.kind.name,
            told.title,
            told.unit,
            told.partner,
            told.state.name,
            told.since,
            "; ".join(step.paper for step in steps if step.paper),
            steps[-1].note if steps else "",
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
