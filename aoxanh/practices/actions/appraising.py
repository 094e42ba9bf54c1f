"""Yearly rounds: opened, models nominated and appraised, the results announced (MOD-10, MOD-17)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc_lines
from aoxanh.practices import rules
from aoxanh.practices.errors import (
    NominatedAlready,
    NominationDayPast,
    NotListed,
    OutcomesMissing,
    PointsOutOfRange,
    ReasonNeeded,
    RoundAnnouncedAlready,
    RoundOpenAlready,
)
from aoxanh.practices.models import Appraisal, Candidate, Practice, Round
from aoxanh.practices.queries.appraising import criteria, criteria_of
from aoxanh.practices.types import (
    NominationAppraised,
    NominationOutcome,
    Points,
    PracticeNominated,
    PracticeState,
    RoundAnnounced,
    RoundOpened,
)
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def open_round(*, by: Actor, unit_id: int, year: int, nominate_until: date, now: datetime) -> Round:
    """Begin the appraisal of a year; what waits for the unit's next round comes into it.

    Raises ``NotAllowed``, ``NominationDayPast``, ``RoundOpenAlready``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    if nominate_until < by.day:
        raise NominationDayPast
    if Round.objects.filter(unit_id=unit_id, year=year).exists():
        raise RoundOpenAlready

    made = Round.objects.create(
        unit_id=unit_id,
        year=year,
        nominate_until=nominate_until,
        criteria=rules.as_rows(criteria()),
        created_at=now,
    )
    Candidate.objects.filter(to_unit_id=unit_id, round__isnull=True).update(round=made)
    audit.record(by=by, event=RoundOpened(made.pk, year), unit_id=unit_id, now=now)
    return made


@transaction.atomic(savepoint=False)
def nominate(*, by: Actor, unit_id: int, practice_id: int, reason: str, now: datetime) -> Candidate:
    """Bring a model of the registry forward to the nearest unit above that takes nominations.

    With no open round it waits for the next one of the unit above. Raises ``NotAllowed``, ``Missing``, ``NotListed``,
    ``ReasonNeeded``, ``NominatedAlready``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    rows = Practice.objects.select_for_update(of=("self",), no_key=True)
    practice = rows.filter(pk=practice_id).first()
    if practice is None:
        raise Missing
    if practice.state != PracticeState.LISTED:
        raise NotListed
    words = nfc_lines(reason)
    if not words:
        raise ReasonNeeded
    found, to_unit_id = _receiver(unit_id, by.day)
    if Candidate.objects.filter(practice=practice, to_unit_id=to_unit_id, round=found).exists():
        raise NominatedAlready

    made = Candidate.objects.create(
        practice=practice,
        unit_id=unit_id,
        to_unit_id=to_unit_id,
        round=found,
        reason=words,
        created_at=now,
    )
    audit.record(
        by=by,
        event=PracticeNominated(practice.pk, made.pk),
        unit_id=unit_id,
        subject=("practice", practice.pk),
        now=now,
    )
    return made


def _receiver(unit_id: int, day: date) -> tuple[Round | None, int]:
    """The open round of the unit or the nearest above, else the unit above with none; the top nominates to itself."""
    above = units.ancestors(unit_id=unit_id, day=day)
    line = [unit_id, *above]
    rounds = Round.objects.all().open().filter(unit_id__in=line, nominate_until__gte=day)
    by_unit = {each.unit_id: each for each in rounds.order_by("year", "pk")}
    nearest = next((by_unit[each] for each in line if each in by_unit), None)
    return nearest, nearest.unit_id if nearest else (above or line)[0]


@transaction.atomic(savepoint=False)
def appraise(
    *, by: Actor, nomination_id: int, points: Points, note: str, now: datetime
) -> Appraisal:
    """Give points by criterion; the same account's points again take the place of its first ones.

    Raises ``Missing``, ``NotAllowed``, ``RoundAnnouncedAlready``, ``PointsOutOfRange``.
    """
    rows = Candidate.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    nomination = (
        rows.select_related("round")
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=nomination_id, round__isnull=False)
        .first()
    )
    if nomination is None or nomination.round is None or by.account_id is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=nomination.to_unit_id)
    if nomination.round.announced_at is not None:
        raise RoundAnnouncedAlready
    if not rules.fits(points, criteria_of(nomination.round)):
        raise PointsOutOfRange

    total = sum(points.values())
    given = nomination.appraisals.filter(account_id=by.account_id).first() or Appraisal(
        nomination=nomination, account_id=by.account_id
    )
    given.points, given.total = dict(points), total
    given.note, given.given_at = nfc_lines(note), now
    given.save()
    event = NominationAppraised(nomination.pk, total)
    audit.record(by=by, event=event, unit_id=nomination.to_unit_id, now=now)
    return given


@transaction.atomic(savepoint=False)
def announce(
    *, by: Actor, round_id: int, outcomes: Mapping[int, NominationOutcome], now: datetime
) -> Round:
    """Say what became of every nomination of a round; from then on it stands.

    Raises ``Missing``, ``NotAllowed``, ``RoundAnnouncedAlready``, ``OutcomesMissing``.
    """
    rows = Round.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=round_id).first()
    if found is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=found.unit_id)
    if found.announced_at is not None:
        raise RoundAnnouncedAlready
    nominations = list(Candidate.objects.filter(round=found).order_by("pk"))
    decided = {key for key, outcome in outcomes.items() if outcome != NominationOutcome.WAITING}
    if not nominations or decided != {each.pk for each in nominations}:
        raise OutcomesMissing

    for nomination in nominations:
        nomination.outcome = outcomes[nomination.pk]
    Candidate.objects.bulk_update(nominations, ["outcome"])
    found.announced_at = now
    found.save(update_fields=["announced_at"])
    counts = [
        sum(outcome == wanted for outcome in outcomes.values())
        for wanted in (NominationOutcome.HONOURED, NominationOutcome.RECOGNISED)
    ]
    audit.record(
        by=by,
        event=RoundAnnounced(found.pk, *counts),
        unit_id=found.unit_id,
        touches=[(found.unit_id, local_day(now))],
        now=now,
    )
    return found
