"""Units write what they did with its proof; who lies above accepts it, sends it back, or marks a unit.

Of a unit that ended the one that keeps its books is the writer: it takes back and never accepts.
"""

from datetime import datetime

from django.db import transaction

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.people import queries as people
from aoxanh.programmes import queries, rules
from aoxanh.programmes.errors import (
    DoneInFuture,
    FactIsDecided,
    FactIsOwn,
    FactIsRecorded,
    FactUnitOutside,
    NotUnitAbove,
    ProofNeeded,
    ReasonNeeded,
    YearNotBegun,
)
from aoxanh.programmes.models import RecordedFact
from aoxanh.programmes.types.recorded import (
    FactAccepted,
    FactGiven,
    FactKind,
    FactRecorded,
    FactRefused,
    FactState,
    FactWithdrawn,
)
from aoxanh.units import queries as units


_OPEN = (FactState.SENT, FactState.COUNTED)


@transaction.atomic(savepoint=False)
def record_fact(*, by: Actor, unit_id: int, given: FactGiven, now: datetime) -> RecordedFact:
    """Write what the unit did, or mark a unit below; it counts at once unless a unit above has to accept it.

    Raises ``NotAllowed``, ``Missing``, ``ProofNeeded``, ``DoneInFuture``, ``YearNotBegun``, ``FactUnitOutside``,
    ``FactIsRecorded`` and what ``files.store`` raises.
    """
    kind = queries.fact_kind(given.kind)
    by.require(Permission.PLAN_DECIDE if kind.by_above else Permission.PLAN_REPORT, at=unit_id)
    about_id = _check_about(by, unit_id, kind, given)
    _check(by, given)

    counted_for = about_id if kind.by_above and about_id is not None else unit_id
    made = _row(by, unit_id, counted_for, kind, given, now)
    made.about_id = None if kind.by_above else about_id
    made.slot = rules.slot_of(
        kind,
        about_id=made.about_id,
        number=made.number,
        file_code=made.file.code if made.file else "",
    )
    taken = RecordedFact.objects.filter(
        kind=kind.code, unit_id=counted_for, year=given.year, slot=made.slot, state__in=_OPEN
    )
    if taken.exists():
        raise FactIsRecorded
    made.save()
    _note(by, made, FactRecorded(made.pk, made.kind, made.year), now)
    return made


@transaction.atomic(savepoint=False)
def accept_fact(*, by: Actor, unit_id: int, fact_id: int, now: datetime) -> RecordedFact:
    """Accept what a unit below sent: from now on it counts, unless it came too late.

    Raises ``NotAllowed``, ``Missing``, ``NotUnitAbove``, ``FactIsDecided``, ``FactIsOwn``.
    """
    found = _sent(by, unit_id, fact_id)
    if _is_inside(by, found):
        raise FactIsOwn
    kind = queries.fact_kind(found.kind)
    found.state = rules.counted_state(kind, year=found.year, on=found.on)
    _decide(by, unit_id, found, "", now)
    _note(by, found, FactAccepted(found.pk, found.kind, found.year), now)
    return found


@transaction.atomic(savepoint=False)
def refuse_fact(*, by: Actor, unit_id: int, fact_id: int, why: str, now: datetime) -> RecordedFact:
    """Send back what a unit below sent, with the reason; the unit may write it anew.

    Raises ``NotAllowed``, ``Missing``, ``NotUnitAbove``, ``FactIsDecided``, ``ReasonNeeded``.
    """
    found = _sent(by, unit_id, fact_id)
    found.state = FactState.REFUSED
    _decide(by, unit_id, found, _reason(why), now)
    _note(by, found, FactRefused(found.pk, found.kind, found.year), now)
    return found


@transaction.atomic(savepoint=False)
def withdraw_fact(
    *, by: Actor, unit_id: int, fact_id: int, why: str, now: datetime
) -> RecordedFact:
    """Take back what the unit wrote, or one whose books it keeps; it stays with the reason and counts no longer.

    Raises ``NotAllowed``, ``Missing``, ``FactIsDecided``, ``ReasonNeeded``.
    """
    found = _locked(by, unit_id, fact_id)
    kind = queries.fact_kind(found.kind)
    by.require(Permission.PLAN_DECIDE if kind.by_above else Permission.PLAN_REPORT, at=unit_id)
    if units.keeper(unit_id=found.recorded_by_id, day=by.day) != unit_id:
        raise Missing
    if found.state not in _OPEN:
        raise FactIsDecided
    found.state, found.why = FactState.WITHDRAWN, _reason(why)
    found.save(update_fields=["state", "why"])
    _note(by, found, FactWithdrawn(found.pk, found.kind, found.year), now)
    return found


def _check_about(by: Actor, unit_id: int, kind: FactKind, given: FactGiven) -> int | None:
    """The unit that the kind names: below the one that writes, and never itself."""
    if not (kind.by_above or kind.about_below):
        return None
    if given.about_id is None or not _others(by, unit_id, given.about_id):
        raise FactUnitOutside
    return given.about_id


def _others(by: Actor, unit_id: int, of: int) -> bool:
    """Whether somebody below the unit answers for ``of``: what it inherited is its own."""
    below = units.others_below(unit_id=unit_id, day=by.day)
    return below.filter(descendant_id=of).exists()


def _check(by: Actor, given: FactGiven) -> None:
    if not (nfc(given.number).strip() or given.file):
        raise ProofNeeded
    if given.on > by.day:
        raise DoneInFuture
    if given.year > by.day.year:
        raise YearNotBegun


def _row(  # noqa: PLR0917  one row, told by its parts
    by: Actor, unit_id: int, counted_for: int, kind: FactKind, given: FactGiven, now: datetime
) -> RecordedFact:
    file = None
    if given.file:
        name, content = given.file
        file = files.store(
            by=by, unit_id=counted_for, kind=FileKind.DOCUMENT, name=name, content=content, now=now
        )
    state = FactState.SENT
    if not kind.needs_acceptance:
        state = rules.counted_state(kind, year=given.year, on=given.on)
    return RecordedFact(
        kind=kind.code,
        unit_id=counted_for,
        recorded_by_id=unit_id,
        year=given.year,
        on=given.on,
        counted_on=rules.counted_on(given.year, given.on),
        title=nfc(given.title).strip(),
        number=nfc(given.number).strip(),
        file=file,
        state=state,
        account_id=by.account_id,
        recorded_at=now,
    )


def _locked(by: Actor, unit_id: int, fact_id: int) -> RecordedFact:
    queries.recorded_fact(fact_id, unit_id=unit_id, actor=by)
    return RecordedFact.objects.select_for_update(of=("self",), no_key=True).get(pk=fact_id)


def _sent(by: Actor, unit_id: int, fact_id: int) -> RecordedFact:
    """The locked fact that waits. Raises ``NotAllowed``, ``Missing``, ``NotUnitAbove``, ``FactIsDecided``."""
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    found = _locked(by, unit_id, fact_id)
    if not _others(by, unit_id, found.unit_id):
        raise NotUnitAbove
    if found.state != FactState.SENT:
        raise FactIsDecided
    return found


def _is_inside(by: Actor, found: RecordedFact) -> bool:
    """Whether ``by`` wrote the fact or works for the unit that answers for it, also through another account."""
    if by.account_id is None:
        return False
    accounts = people.same_holder(by.account_id).account_ids
    keeper = units.keeper(unit_id=found.unit_id, day=by.day)
    return found.account_id in accounts or access.hold_a_role_at(
        accounts, unit_ids=(keeper,), day=by.day
    )


def _reason(why: str) -> str:
    words = nfc(why).strip()
    if not words:
        raise ReasonNeeded
    return words


def _decide(by: Actor, unit_id: int, found: RecordedFact, why: str, now: datetime) -> None:
    found.decided_by_id, found.decided_account_id = unit_id, by.account_id
    found.decided_at, found.why = now, why
    found.save(update_fields=["state", "decided_by", "decided_account_id", "decided_at", "why"])


def _note(by: Actor, fact: RecordedFact, event: Event, now: datetime) -> None:
    audit.record(
        by=by,
        event=event,
        unit_id=fact.unit_id,
        subject=("recorded_fact", fact.pk),
        touches=[(fact.unit_id, fact.counted_on)],
        now=now,
    )
