"""Roll-call on paper: the photograph in time makes presences of their own source, too late it makes late entries."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import (
    Activity,
    ActivityKind,
    HoursEntry,
    LateEntry,
    PaperRoll,
    Participation,
    Scan,
)
from aoxanh.activities.types.ledger import PaperGiven
from aoxanh.files.errors import FileTypeUnknown
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.world import refused
from tests.files.uploads import picture


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def _enter(crowd, *held, now=None, by=None, content=None, **given):
    return actions.enter_paper_roll(
        by=by or crowd.officer,
        shift_id=given.get("shift_id", crowd.shift.pk),
        person_ids=[each.person_id for each in held],
        paper=PaperGiven("danh sách ký.jpg", content or picture()),
        now=now or crowd.clock(9, days=1),
    )


@pytest.fixture
def signed(crowd):
    return crowd.sign_up(), crowd.sign_up()


def test_a_photograph_in_time_is_a_roll_call_with_its_own_label(crowd, signed):
    roll = _enter(crowd, *signed, now=crowd.clock(11, days=3))

    assert (roll.persons, roll.is_late) == (2, False)
    rows = Participation.objects.order_by("pk")
    assert {(row.method, row.checked_in_at, row.checked_out_at) for row in rows} == {
        ("PAPER", crowd.clock(7), crowd.clock(11))
    }
    assert set(Scan.objects.values_list("method", "direction")) == {
        ("PAPER", "IN"),
        ("PAPER", "OUT"),
    }
    crowd.close()
    crowd.settle(now=crowd.clock(12, days=3))
    assert set(HoursEntry.objects.values_list("source", "minutes", "out_assumed")) == {
        ("PAPER", 240, False)
    }


def test_after_the_activity_is_closed_its_minutes_are_written_at_once(crowd, signed):
    crowd.close()

    _enter(crowd, signed[0])

    assert HoursEntry.objects.get().source == "PAPER"


def test_a_photograph_that_comes_too_late_only_asks(crowd, signed):
    roll = _enter(crowd, *signed, now=crowd.clock(11, 1, days=3))

    assert roll.is_late
    assert not Participation.objects.exists()
    late = LateEntry.objects.order_by("pk")
    assert {(row.state, row.minutes) for row in late} == {("WAITING", 240)}
    assert "sau 72 giờ" in late[0].reason
    with refused(errors.PaperPresencesKnown):
        _enter(crowd, *signed, now=crowd.clock(11, 1, days=3))


def test_who_was_scanned_stays_as_scanned(crowd, signed):
    crowd.scan(signed[0])

    roll = _enter(crowd, *signed)

    assert roll.persons == 1
    assert set(Participation.objects.values_list("method", flat=True)) == {"CAMERA", "PAPER"}
    with refused(errors.PaperPresencesKnown):
        _enter(crowd, *signed)


def test_a_photograph_that_is_none_is_refused_and_nothing_is_kept(crowd, signed):
    for content in (b"MZ\x90\x00 khong phai anh", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        with refused(FileTypeUnknown):
            _enter(crowd, *signed, content=content)
    assert not PaperRoll.objects.exists()
    assert not Participation.objects.exists()


def test_a_paper_is_refused_with_a_reason(crowd, signed, world):
    stranger = crowd.sign_up()
    crowd.withdraw(stranger)

    for error, held, given in [
        (errors.NobodyOnPaper, (), {}),
        (errors.ShiftNotOver, signed, {"now": crowd.clock(10)}),
        (errors.ShiftUnknown, signed, {"shift_id": 0}),
        (NotAllowed, signed, {"by": world.officer(world.binh_lu)}),
        (Missing, (stranger,), {}),
    ]:
        with refused(error):
            _enter(crowd, *held, **given)
    Activity.objects.update(state="PLANNED")
    with refused(errors.WrongState):
        _enter(crowd, *signed)


def test_a_kind_without_hours_takes_a_paper_in_time_and_none_later(crowd, signed):
    ActivityKind.objects.update(yields_hours=False)

    with refused(errors.NoHoursForKind):
        _enter(crowd, *signed, now=crowd.clock(12, days=3))
    _enter(crowd, signed[0])
    assert Participation.objects.count() == 1


def test_who_is_not_recorded_yet_is_who_a_paper_may_name(crowd, signed):
    crowd.scan(signed[0])
    withdrawn = crowd.sign_up()
    crowd.withdraw(withdrawn)

    rows = queries.not_recorded(shift_id=crowd.shift.pk, actor=crowd.officer)

    assert [row.person_id for row in rows] == [signed[1].person_id]


def _photograph(crowd, now=None, content=None):
    return actions.photograph_paper(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        paper=PaperGiven("danh sách ký.jpg", content or picture()),
        now=now or crowd.clock(9, days=1),
    )


def _name(crowd, roll, *held, days=10):
    return actions.name_on_paper(
        by=crowd.officer,
        roll_id=roll.pk,
        person_ids=[each.person_id for each in held],
        now=crowd.clock(9, days=days),
    )


def test_a_photograph_in_time_keeps_its_word_when_its_names_come_later(crowd, signed):
    crowd.close()
    roll = _photograph(crowd)
    assert not Participation.objects.exists()

    named = _name(crowd, roll, *signed)

    assert (named.persons, named.is_late, named.named_at) == (2, False, crowd.clock(9, days=10))
    assert set(HoursEntry.objects.values_list("source", flat=True)) == {"PAPER"}
    with refused(errors.PaperNamedAlready):
        _name(crowd, roll, *signed)


def test_a_photograph_alone_is_refused_out_of_time_and_names_are_real(crowd, signed):
    with refused(errors.PaperTooLate):
        _photograph(crowd, now=crowd.clock(12, days=3))
    roll = _photograph(crowd)
    with refused(errors.NobodyOnPaper):
        _name(crowd, roll)
    with refused(Missing):
        _name(crowd, PaperRoll(pk=0), *signed)
    assert not Participation.objects.exists()
