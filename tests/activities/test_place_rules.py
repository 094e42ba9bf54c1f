"""When a shift can be, who can still choose it, and what a unit may be asked for and send, at their bounds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aoxanh.activities import errors
from aoxanh.activities.rules import nominations, places
from aoxanh.activities.rules.places import Hours
from aoxanh.activities.types import ActivityState, NomineeGiven, PaperConsent
from aoxanh.kernel.errors import DomainError


STARTS = datetime(2026, 11, 28, 1, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=24)
SECOND = timedelta(seconds=1)
DUE = date(2026, 11, 27)


def _fits(check, *given, **named):
    """The refusal, and the words in which it is told; None where nothing is refused."""
    try:
        check(*given, **named)
    except DomainError as refusal:
        return type(refusal), str(refusal)
    return None


def _refusal(check, *given, **named):
    found = _fits(check, *given, **named)
    return found and found[0]


@pytest.mark.parametrize(
    ("hours", "waiting", "refusal"),
    [
        ((STARTS, ENDS, STARTS), None, None),
        ((STARTS, ENDS, ENDS), None, None),
        ((STARTS, ENDS, STARTS), ENDS, None),
        ((STARTS, STARTS, STARTS), None, errors.ShiftReversed),
        ((ENDS, STARTS, STARTS), None, errors.ShiftReversed),
        ((STARTS, ENDS + SECOND, STARTS), None, errors.ShiftTooLong),
        ((STARTS, ENDS, ENDS + SECOND), None, errors.SignupDeadlineLate),
        ((STARTS, ENDS, STARTS), ENDS + SECOND, errors.SignupDeadlineLate),
    ],
)
def test_a_shift_begins_before_it_ends_within_a_day_and_takes_people_until_then(
    hours, waiting, refusal
):
    assert _refusal(places.check_hours, Hours(*hours), waiting) == refusal


@pytest.mark.parametrize(
    ("number", "fits"), [(0, False), (1, True), (20_000, True), (20_001, False)]
)
def test_a_shift_has_places_and_no_more_than_there_can_be(number, fits):
    assert _refusal(places.check_capacity, number) is (None if fits else errors.CapacityOutOfRange)


@pytest.mark.parametrize(
    ("check", "given", "words"),
    [
        (places.check_hours, (Hours(STARTS, ENDS + SECOND, STARTS), None), "dài nhất 24 giờ"),
        (places.check_capacity, (0,), "từ 1 đến 20000"),
        (nominations.check_asked, ([-1],), "từ 0 đến 20000 người"),
    ],
)
def test_what_is_out_of_bounds_is_told_with_them(check, given, words):
    _kind, told = _fits(check, *given)

    assert words in told


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (ActivityState.DRAFT, errors.SignupNotOpen),
        (ActivityState.PLANNED, errors.SignupNotOpen),
        (ActivityState.OPEN, None),
        (ActivityState.RUNNING, None),
        (ActivityState.CLOSED, errors.SignupClosed),
        (ActivityState.RECORDED, errors.SignupClosed),
        (ActivityState.CANCELLED, errors.SignupCancelled),
    ],
)
def test_people_sign_up_while_an_activity_is_open_or_runs(state, refusal):
    assert _refusal(places.check_activity_takes_signups, state) is refusal


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (ActivityState.DRAFT, errors.ActivityNotAnnounced),
        (ActivityState.PLANNED, None),
        (ActivityState.OPEN, None),
        (ActivityState.CLOSED, errors.SignupClosed),
        (ActivityState.CANCELLED, errors.SignupCancelled),
    ],
)
def test_units_send_people_from_the_announcement_on(state, refusal):
    assert _refusal(nominations.check_takes_nominations, state) is refusal


@pytest.mark.parametrize(
    ("until", "now", "refusal"),
    [
        (STARTS, STARTS - SECOND, None),
        (STARTS, STARTS, errors.SignupClosed),
        (STARTS, ENDS - SECOND, errors.SignupClosed),
        (ENDS, ENDS, errors.ShiftPast),
    ],
)
def test_a_shift_takes_people_until_its_moment_and_never_after_its_end(until, now, refusal):
    hours = Hours(STARTS, ENDS, until)

    assert _refusal(places.check_shift_takes_signups, hours, now) is refusal


@pytest.mark.parametrize(
    ("begins", "refusal"), [(ENDS, None), (ENDS - SECOND, errors.ShiftsOverlap)]
)
def test_shifts_of_one_person_may_touch(begins, refusal):
    later = Hours(begins, begins + timedelta(hours=1), begins)

    assert _refusal(places.check_apart, [later, Hours(STARTS, ENDS, STARTS)]) is refusal


@pytest.mark.parametrize(
    ("taken", "until", "now", "number"),
    [
        (3, STARTS, STARTS - SECOND, 2),
        (5, STARTS, STARTS - SECOND, 0),
        (7, STARTS, STARTS - SECOND, 0),
        (3, STARTS, STARTS, 0),
        (3, None, STARTS, 0),
    ],
)
def test_free_places_go_to_the_list_until_it_stops(taken, until, now, number):
    given = places.places_for_waiting(capacity=5, taken=taken, waiting_until=until, now=now)

    assert given == number


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [
        ([], errors.NoUnitAsked),
        ([0, 20_000], None),
        ([3, 20_001], errors.QuotaOutOfRange),
        ([3, -1], errors.QuotaOutOfRange),
    ],
)
def test_units_are_asked_for_numbers_that_can_be(numbers, refusal):
    assert _refusal(nominations.check_asked, numbers) is refusal


@pytest.mark.parametrize(
    ("due_on", "refusal"),
    [
        (DUE - timedelta(days=3), errors.QuotaDayUnfit),
        (DUE - timedelta(days=2), None),
        (DUE + timedelta(days=1), None),
        (DUE + timedelta(days=2), errors.QuotaDayUnfit),
    ],
)
def test_names_are_due_between_today_and_the_first_shift(due_on, refusal):
    starts = [STARTS + timedelta(days=1), STARTS]

    found = _refusal(nominations.check_due, due_on, today=DUE - timedelta(days=2), starts=starts)

    assert found is refusal


@pytest.mark.parametrize(
    ("now", "refusal"),
    [
        (datetime(2026, 11, 27, 16, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), errors.NominationLate),
    ],
)
def test_names_are_taken_to_the_end_of_the_last_day_in_vietnam(now, refusal):
    found = _fits(nominations.check_in_time, DUE, now=now, starts_at=STARTS)

    assert (found and found[0]) is refusal
    assert found is None or "27/11/2026" in found[1]


def test_names_are_taken_until_the_shift_begins():
    late = {"now": STARTS, "starts_at": STARTS}

    assert _refusal(nominations.check_in_time, date(2026, 11, 28), **late) is errors.ShiftPast


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [(0, errors.NobodyNominated), (1, None), (4, None), (6, errors.NominationAboveNumber)],
)
def test_no_more_are_sent_than_are_asked_for(sent, refusal):
    found = _fits(nominations.check_number, sent=sent, left=4)

    assert (found and found[0]) is refusal
    assert sent < 6 or "có 6 người, chỉ tiêu còn 4 người. Hãy bỏ bớt 2 người" in found[1]


ON = NomineeGiven(full_name="Lò Thị Ón", phone="+84912345678")


@pytest.mark.parametrize(
    ("other", "is_twice"),
    [
        (NomineeGiven(full_name="lo thi on", phone="+84912345678"), True),
        (NomineeGiven(full_name="Lò Thị Ón", phone="+84987654321"), False),
        (NomineeGiven(full_name="Lò Thị Ón", email="on@example.vn"), False),
        (NomineeGiven(full_name="Lò Thị Ơn", phone="+84912345678"), True),
        (NomineeGiven(full_name="Vàng A Chu", phone="+84912345678"), False),
        (NomineeGiven(person_id=7, full_name="Lò Thị Ón", phone="+84912345678"), False),
    ],
)
def test_nobody_stands_twice_in_a_list(other, is_twice):
    found = _fits(nominations.check_once_each, [ON, other])

    assert (found is not None) is is_twice
    assert not is_twice or f"“{other.full_name}” có hai lần" in found[1]


def test_a_known_person_is_told_by_the_person_not_by_the_name():
    twice = [NomineeGiven(person_id=7, full_name=name) for name in ("Lò Thị Ón", "Vàng A Chu")]

    assert _refusal(nominations.check_once_each, twice) is errors.NomineeTwice


@pytest.mark.parametrize(
    ("consent", "refusal"),
    [
        (None, errors.CollectorMissing),
        (PaperConsent(collector="  ", on=DUE), errors.CollectorMissing),
        (PaperConsent(collector="Cô Hà", on=DUE + timedelta(days=1)), errors.CollectedLater),
        (PaperConsent(collector="Cô Hà", on=DUE), None),
    ],
)
def test_who_collected_what_guardians_signed_is_named_and_not_of_tomorrow(consent, refusal):
    assert _refusal(nominations.read_consent, consent, today=DUE) is refusal
