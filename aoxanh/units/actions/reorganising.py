"""A prepared reorganisation tried out, applied as one piece, and until its day taken back as one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.reorganising import Weight, consequences
from aoxanh.units.actions.changing import move
from aoxanh.units.actions.ending import close, merge, split
from aoxanh.units.actions.reorganisation_drafts import locked, locked_draft
from aoxanh.units.actions.undoing import drop_change
from aoxanh.units.errors import CannotTakeBack, ReorganisationEmpty, ReorganisationStopped
from aoxanh.units.models import Change, Reorganisation, ReorganisationLine, Unit
from aoxanh.units.queries.consequences import chapters_of
from aoxanh.units.queries.names import names_at
from aoxanh.units.queries.reorganisations import given_lines, last_parents, limits, plan
from aoxanh.units.rules.reorganising import ENDING, check_day, check_heir
from aoxanh.units.types import (
    Chapter,
    Decision,
    LineGiven,
    ReorganisationApplied,
    ReorganisationState,
    ReorganisationTakenBack,
    Report,
    Verb,
)


def try_reorganisation(*, by: Actor, reorganisation_id: int, now: datetime) -> Report:
    """The dry run: every line is really done and undone again; what would follow is told, nothing is written.

    Raises ``Missing``, ``ReorganisationDone``, ``ReorganisationEmpty``, ``DayTooFarBack``.
    """
    refused: dict[int, str] = {}
    with transaction.atomic():
        draft = locked_draft(by=by, reorganisation_id=reorganisation_id)
        lines = _checked_lines(by, draft)
        chapters = chapters_of(plan(draft, lines.values()), actor=by)
        _do_each(by, draft, lines, refused, now)
        transaction.set_rollback(True)
    weights = [group.weight for chapter in chapters for group in chapter.groups]
    return Report(
        refused=refused,
        chapters=chapters,
        stops=weights.count(Weight.STOPS),
        warns=weights.count(Weight.WARNS),
    )


@transaction.atomic(savepoint=False)
def apply_reorganisation(*, by: Actor, reorganisation_id: int, now: datetime) -> Reorganisation:
    """Write everything with its day: what is to come takes effect by itself on that day.

    Raises ``Missing``, ``ReorganisationDone``, ``ReorganisationEmpty``, ``DayTooFarBack``, ``ReorganisationStopped``
    when a line or a context stands in the way.
    """
    draft = locked_draft(by=by, reorganisation_id=reorganisation_id)
    lines = _checked_lines(by, draft)
    planned = plan(draft, lines.values())
    _refuse_stops(chapters_of(planned, actor=by))
    refused: dict[int, str] = {}
    changes = _do_each(by, draft, lines, refused, now)
    if refused:
        raise ReorganisationStopped(reason=next(iter(refused.values())))

    for line_id, change in changes.items():
        ReorganisationLine.objects.filter(pk=line_id).update(change=change)
    draft.kept = {each.code: each.apply(by=by, plan=planned, now=now) for each in consequences()}
    draft.state, draft.applied_at = ReorganisationState.APPLIED, now
    draft.save(update_fields=["kept", "state", "applied_at"])
    event = ReorganisationApplied(draft.pk, draft.on, len(lines))
    subject = ("reorganisation", draft.pk)
    audit.record(by=by, event=event, unit_id=draft.unit_id, subject=subject, now=now)
    return draft


@transaction.atomic(savepoint=False)
def take_back_reorganisation(*, by: Actor, reorganisation_id: int, now: datetime) -> Reorganisation:
    """Before its day: units, roles, posts and invitations are again as if it had never been applied.

    Raises ``Missing``, ``CannotTakeBack`` when the day has come or something was built upon it since.
    """
    found = locked(by=by, reorganisation_id=reorganisation_id)
    if found.state != ReorganisationState.APPLIED or found.on <= by.day:
        raise CannotTakeBack
    lines = list(found.lines.order_by("-pk"))
    planned = plan(found, given_lines(found.pk).values())
    ended = {line.change_id for line in lines if line.verb in ENDING}
    changes = list(dict.fromkeys(line.change_id for line in lines if line.change_id))
    found.lines.update(change=None)
    for change_id in sorted(changes, key=lambda pk: (pk not in ended, -pk)):
        drop_change(by=by, change=Change.objects.get(pk=change_id), now=now)
    for each in reversed(consequences()):
        each.undo(by=by, plan=planned, kept=found.kept.get(each.code, {}), now=now)

    found.state, found.taken_back_at, found.kept = ReorganisationState.TAKEN_BACK, now, {}
    found.save(update_fields=["state", "taken_back_at", "kept"])
    event = ReorganisationTakenBack(found.pk, found.on, len(lines))
    subject = ("reorganisation", found.pk)
    audit.record(by=by, event=event, unit_id=found.unit_id, subject=subject, now=now)
    return found


def _checked_lines(by: Actor, draft: Reorganisation) -> dict[int, LineGiven]:
    if not by.is_system:
        check_day(draft.on, today=by.day, days_back=limits().days_back)
    lines = given_lines(draft.pk)
    if not lines:
        raise ReorganisationEmpty
    return lines


def _do_each(
    by: Actor,
    draft: Reorganisation,
    lines: Mapping[int, LineGiven],
    refused: dict[int, str],
    now: datetime,
) -> dict[int, Change]:
    """Do line by line, moves before endings, mergers into one unit together; refusals stand by line."""
    ending = {line.unit_id for line in lines.values() if line.verb in ENDING}
    names = names_at(ending, draft.on)
    parents = last_parents(ending, draft.on)
    done: dict[int, Change] = {}
    for group in _grouped(lines):
        line = lines[group[0]]
        try:
            with transaction.atomic():
                check_heir(line.heir_ids, ending=names)
                together = [lines[pk] for pk in group]
                change = _do(by, draft, together, parents.get(line.unit_id), now)
        except DomainError as refusal:
            refused.update(dict.fromkeys(group, str(refusal)))
        else:
            done.update(dict.fromkeys(group, change))
    return done


def _grouped(lines: Mapping[int, LineGiven]) -> list[list[int]]:
    """Line ids in the order of doing: moves, then mergers by heir, then the rest."""
    moves = [[pk] for pk, line in lines.items() if line.verb == Verb.MOVE]
    mergers: dict[int, list[int]] = {}
    for pk, line in lines.items():
        if line.verb == Verb.MERGE:
            mergers.setdefault(line.heir_ids[0], []).append(pk)
    rest = [[pk] for pk, line in lines.items() if line.verb in ENDING - {Verb.MERGE}]
    return [*moves, *mergers.values(), *rest]


def _do(
    by: Actor,
    draft: Reorganisation,
    lines: list[LineGiven],
    parent_id: int | None,
    now: datetime,
) -> Change:
    """What the first line says; mergers into one unit are done together. Raises the refusals of its verb."""
    line = lines[0]
    basis: dict[str, Any] = {
        "by": by,
        "on": draft.on,
        "decision": Decision(draft.decision_number, draft.decision_on, draft.decided_by),
        "now": now,
    }
    if line.verb == Verb.MOVE:
        spell = move(unit_id=line.unit_id, parent_id=line.heir_ids[0], **basis)
        return spell.change
    if line.verb == Verb.MERGE:
        merge(into_id=line.heir_ids[0], unit_ids=[each.unit_id for each in lines], **basis)
    elif line.verb == Verb.SPLIT:
        split(
            unit_id=line.unit_id,
            into_ids=line.heir_ids,
            keeper_id=line.keeper_id or 0,
            children_to=line.keeper_id,
            **basis,
        )
    else:
        close(
            unit_id=line.unit_id,
            heir_ids=line.heir_ids,
            keeper_id=line.keeper_id,
            children_to=line.keeper_id or parent_id,
            **basis,
        )
    closing = Unit.objects.values_list("closing_id", flat=True).get(pk=line.unit_id)
    return Change.objects.get(pk=closing)


def _refuse_stops(chapters: Iterable[Chapter]) -> None:
    for chapter in chapters:
        for group in chapter.groups:
            if group.weight == Weight.STOPS:
                raise ReorganisationStopped(reason=group.said)
