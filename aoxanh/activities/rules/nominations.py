"""Whether units can be asked for people, and whether a list can be sent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from aoxanh.activities.errors import (
    ActivityNotAnnounced,
    CollectedLater,
    CollectorMissing,
    NobodyNominated,
    NominationAboveNumber,
    NominationLate,
    NomineeTwice,
    NoUnitAsked,
    QuotaDayUnfit,
    QuotaOutOfRange,
    ShiftPast,
)
from aoxanh.activities.rules.places import MOST_PLACES, check_activity_takes_signups
from aoxanh.activities.types import ActivityState, NomineeGiven, PaperConsent
from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.text import fold, nfc


def check_asked(numbers: Iterable[int]) -> None:
    """Raises ``NoUnitAsked``, ``QuotaOutOfRange``."""
    given = list(numbers)
    if not given:
        raise NoUnitAsked
    if not all(0 <= number <= MOST_PLACES for number in given):
        raise QuotaOutOfRange(most=MOST_PLACES)


def check_takes_nominations(state: str) -> None:
    """Units send people as soon as the activity is announced, before sign-ups are open too.

    Raises ``ActivityNotAnnounced``, ``SignupCancelled``, ``SignupClosed``.
    """
    if state == ActivityState.DRAFT:
        raise ActivityNotAnnounced
    if state != ActivityState.PLANNED:
        check_activity_takes_signups(state)


def check_due(due_on: date, *, today: date, starts: Iterable[datetime]) -> None:
    """Raises ``QuotaDayUnfit``."""
    if due_on < today or any(due_on > local_day(start) for start in starts):
        raise QuotaDayUnfit


def check_in_time(due_on: date, *, now: datetime, starts_at: datetime) -> None:
    """Raises ``NominationLate`` after the last day, ``ShiftPast`` once the shift has begun."""
    if local_day(now) > due_on:
        raise NominationLate(day=vn_date(due_on))
    if now >= starts_at:
        raise ShiftPast


def check_number(*, sent: int, left: int) -> None:
    """Raises ``NobodyNominated``, ``NominationAboveNumber``."""
    if not sent:
        raise NobodyNominated
    if sent > left:
        raise NominationAboveNumber(sent=sent, left=left, above=sent - left)


def check_once_each(nominees: Sequence[NomineeGiven]) -> None:
    """Nobody stands twice in one list. Raises ``NomineeTwice``."""
    seen: set[object] = set()
    for nominee in nominees:
        key = nominee.person_id or (fold(nominee.full_name), nominee.phone or nominee.email)
        if key in seen:
            raise NomineeTwice(name=nominee.full_name)
        seen.add(key)


def read_consent(consent: PaperConsent | None, *, today: date) -> PaperConsent:
    """Raises ``CollectorMissing``, ``CollectedLater``."""
    if consent is None or not nfc(consent.collector):
        raise CollectorMissing
    if consent.on > today:
        raise CollectedLater
    return consent
