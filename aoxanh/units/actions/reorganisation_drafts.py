"""Preparing a reorganisation: its decision and day, and line by line what it does to units."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.units.actions.changes import editable
from aoxanh.units.errors import DecisionUsed, ReorganisationDone, UnitMissing, UnitTwice
from aoxanh.units.models import (
    Reorganisation,
    ReorganisationHeir,
    ReorganisationLine,
    Unit,
)
from aoxanh.units.queries.names import names_at
from aoxanh.units.queries.reorganisations import limits, taken_on_day
from aoxanh.units.rules.reorganising import check_day, checked_decision, checked_line
from aoxanh.units.types import (
    LineGiven,
    ReorganisationDropped,
    ReorganisationGiven,
    ReorganisationLinesSet,
    ReorganisationPrepared,
    ReorganisationState,
)


@transaction.atomic(savepoint=False)
def prepare_reorganisation(
    *,
    by: Actor,
    unit_id: int,
    given: ReorganisationGiven,
    reorganisation_id: int | None = None,
    now: datetime,
) -> Reorganisation:
    """Begin a draft, or say its decision and day anew. Nothing changes in the tree.

    Raises ``NotAllowed``, ``Missing``, ``DecisionIncomplete``, ``DecisionUsed``, ``DayTooFarBack``,
    ``ReorganisationDone``, ``UnitTwice``.
    """
    by.require(Permission.UNIT_EDIT, at=unit_id)
    decision, key = checked_decision(given.decision)
    if not by.is_system:
        check_day(given.on, today=by.day, days_back=limits().days_back)
    draft = Reorganisation(unit_id=unit_id, prepared_by_id=by.account_id, prepared_at=now)
    if reorganisation_id is not None:
        draft = locked_draft(by=by, reorganisation_id=reorganisation_id)
    _check_unused(key, draft)
    draft.on, draft.decision_key = given.on, key
    draft.decision_number, draft.decided_by = decision.number, decision.issuer
    draft.decision_on = decision.signed_on or given.on
    if draft.pk:
        units = list(draft.lines.order_by("pk").values_list("unit_id", flat=True))
        _check_once(units, draft)

    draft.save()
    _record(by, ReorganisationPrepared(draft.pk, draft.on), draft, now)
    return draft


def _check_unused(key: str, draft: Reorganisation) -> None:
    """Raise ``DecisionUsed`` when the unit entered this decision before."""
    rows = Reorganisation.objects.filter(unit_id=draft.unit_id, decision_key=key)
    used = rows.exclude(state=ReorganisationState.TAKEN_BACK).exclude(pk=draft.pk).first()
    if used is not None:
        raise DecisionUsed(number=used.decision_number, day=f"{used.on:%d/%m/%Y}")


def locked_draft(*, by: Actor, reorganisation_id: int) -> Reorganisation:
    """The draft under lock, for who may change it. Raises ``Missing``, ``ReorganisationDone``."""
    found = locked(by=by, reorganisation_id=reorganisation_id)
    if found.state != ReorganisationState.DRAFT:
        raise ReorganisationDone
    return found


def locked(*, by: Actor, reorganisation_id: int) -> Reorganisation:
    """The reorganisation under lock, for who may change it. Raises ``Missing``."""
    rows = Reorganisation.objects.visible_to(by, Permission.UNIT_EDIT)
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=reorganisation_id).first()
    if found is None:
        raise Missing
    return found


@transaction.atomic(savepoint=False)
def put_lines(
    *, by: Actor, reorganisation_id: int, lines: Sequence[LineGiven], now: datetime
) -> list[ReorganisationLine]:
    """Add lines to a draft; a unit that has one already is refused.

    Raises ``Missing``, ``ReorganisationDone``, ``UnitMissing``, ``NotAllowed``, ``UnitTwice`` and what
    ``checked_line`` raises.
    """
    draft = locked_draft(by=by, reorganisation_id=reorganisation_id)
    given = [checked_line(line) for line in lines]
    named = {line.unit_id for line in given} | {heir for line in given for heir in line.heir_ids}
    if Unit.objects.filter(pk__in=named).count() < len(named):
        raise UnitMissing
    if named - editable(by=by, unit_ids=named):
        raise NotAllowed
    here = list(draft.lines.order_by("pk").values_list("unit_id", flat=True))
    _check_once([*here, *(line.unit_id for line in given)], draft)

    made = ReorganisationLine.objects.bulk_create(
        ReorganisationLine(
            reorganisation=draft,
            unit_id=line.unit_id,
            verb=line.verb,
            officers=line.officers,
            named=list(line.named),
        )
        for line in given
    )
    ReorganisationHeir.objects.bulk_create(
        ReorganisationHeir(line=row, unit_id=heir, keeper=heir == line.keeper_id)
        for row, line in zip(made, given, strict=True)
        for heir in line.heir_ids
    )
    _record(by, ReorganisationLinesSet(draft.pk, len(here) + len(made)), draft, now)
    return made


def _check_once(unit_ids: Sequence[int], draft: Reorganisation) -> None:
    """Raise ``UnitTwice`` when a unit is named twice, here or in another reorganisation of the day."""
    twice = {unit_id for unit_id, number in Counter(unit_ids).items() if number > 1}
    twice |= taken_on_day(unit_ids, on=draft.on, apart=draft.pk)
    for name in names_at(sorted(twice)[:1], draft.on).values():
        raise UnitTwice(name=name)


@transaction.atomic(savepoint=False)
def change_line(*, by: Actor, line_id: int, line: LineGiven, now: datetime) -> ReorganisationLine:
    """Say anew what happens to the unit of a line. Raises what ``put_lines`` raises."""
    draft = drop_lines(by=by, line_ids=[line_id], now=now)
    return put_lines(by=by, reorganisation_id=draft.pk, lines=[line], now=now)[0]


@transaction.atomic(savepoint=False)
def drop_lines(*, by: Actor, line_ids: Iterable[int], now: datetime) -> Reorganisation:
    """Take lines of one draft away. Raises ``Missing``, ``ReorganisationDone``."""
    rows = ReorganisationLine.objects.filter(pk__in=list(line_ids)).order_by("pk")
    first = rows.first()
    if first is None:
        raise Missing
    draft = locked_draft(by=by, reorganisation_id=first.reorganisation_id)
    draft.lines.filter(pk__in=rows.values("pk")).delete()
    _record(by, ReorganisationLinesSet(draft.pk, draft.lines.count()), draft, now)
    return draft


@transaction.atomic(savepoint=False)
def drop_reorganisation(*, by: Actor, reorganisation_id: int, now: datetime) -> None:
    """Throw a draft away. Raises ``Missing``, ``ReorganisationDone``."""
    draft = locked_draft(by=by, reorganisation_id=reorganisation_id)
    event = ReorganisationDropped(draft.pk, draft.on)
    _record(by, event, draft, now)
    draft.lines.all().delete()
    draft.delete()


def _record(
    by: Actor,
    event: ReorganisationPrepared | ReorganisationLinesSet | ReorganisationDropped,
    draft: Reorganisation,
    now: datetime,
) -> None:
    subject = ("reorganisation", draft.pk)
    audit.record(by=by, event=event, unit_id=draft.unit_id, subject=subject, now=now)
