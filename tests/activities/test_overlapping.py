"""Devices that write at the same moment: what one could not see of the other counts at once, not at the next scan."""

from dataclasses import replace
from uuid import uuid4

import pytest

from aoxanh.activities import actions
from aoxanh.activities.actions import attendance, checkins, deriving
from aoxanh.activities.models import HoursEntry, Participation, Scan
from aoxanh.audit.models import Entry
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def held(crowd):
    return crowd.sign_up()


def _times():
    return Participation.objects.values_list("checked_in_at", "checked_out_at").get()


def _blind_once(monkeypatch, module, name, blind):
    """Let a function not see, the first time, what another device is just writing."""
    real, calls = getattr(module, name), []

    def once(*given, **named):
        calls.append(name)
        return (blind if len(calls) == 1 else lambda found: found)(real(*given, **named))

    monkeypatch.setattr(module, name, once)


def _nobody_there(found):
    nothing = {"first_in": None, "participation_id": None, "was_in": None, "was_out": None}
    return [replace(each, **nothing) for each in found]


def test_a_check_out_at_the_page_counts_with_the_check_in_that_a_batch_is_writing(
    crowd, held, monkeypatch
):
    phone = Phone(crowd)
    phone.scan(held, crowd.clock(7, 5))
    phone.send(crowd.clock(10))
    _blind_once(monkeypatch, checkins, "candidates_by_code", _nobody_there)

    crowd.leave(held, now=crowd.clock(11))

    assert _times() == (crowd.clock(7, 5), crowd.clock(11))
    told = Entry.objects.get(event="activities.PresencesDerived")
    assert (told.values["new"], told.values["changed"]) == (0, 1)


def test_a_batch_with_a_check_out_counts_with_the_check_in_at_the_page(crowd, held, monkeypatch):
    phone = Phone(crowd)
    phone.leave(held, crowd.clock(10, 40))
    crowd.scan(held, now=crowd.clock(7, 10))
    _blind_once(monkeypatch, deriving, "_added_up", lambda _found: {})
    _blind_once(monkeypatch, deriving, "_there", lambda _found: {})

    phone.send(crowd.clock(11))

    assert _times() == (crowd.clock(7, 10), crowd.clock(10, 40))


def test_a_scan_taken_back_leaves_what_another_device_scanned_meanwhile(crowd, held, monkeypatch):
    first = crowd.scan(held, now=crowd.clock(7))
    crowd.scan(held, now=crowd.clock(7, 30))
    _blind_once(monkeypatch, attendance, "counted", lambda scans: scans.none())

    actions.undo_check_in(
        by=crowd.officer, scan_id=first.scan_id, uuid=uuid4(), now=crowd.clock(7, 40)
    )

    assert _times() == (crowd.clock(7, 30), None)
    assert Participation.objects.get().signup == crowd.signup(held)


def test_who_came_without_a_pass_is_found_again_too(crowd, monkeypatch):
    phone = Phone(crowd)
    walked = phone.walk_in("Vàng A Sử", crowd.clock(7), contact="0987654321", birth_year=2000)
    phone.keep(crowd.clock(7, 20), of=walked)
    phone.send(crowd.clock(8))
    _blind_once(monkeypatch, attendance, "counted", lambda scans: scans.none())

    actions.undo_check_in(
        by=crowd.officer,
        scan_id=Scan.objects.get(uuid=walked).pk,
        uuid=uuid4(),
        now=crowd.clock(8),
    )

    assert _times() == (crowd.clock(7, 20), None)
    assert Participation.objects.get().signup is None


def test_hours_follow_what_was_put_together_after_closing(crowd, held, monkeypatch):
    phone = Phone(crowd)
    phone.leave(held, crowd.clock(9))
    crowd.scan(held, now=crowd.clock(7))
    crowd.close()
    crowd.settle()
    _blind_once(monkeypatch, deriving, "_added_up", lambda _found: {})
    _blind_once(monkeypatch, deriving, "_there", lambda _found: {})

    phone.send(crowd.clock(13))

    assert sum(HoursEntry.objects.values_list("minutes", flat=True)) == 120


def test_nothing_is_written_where_nobody_wrote_meanwhile(crowd, held):
    crowd.leave(held, now=crowd.clock(11))

    assert not Participation.objects.exists()
    assert not Entry.objects.filter(event="activities.PresencesDerived").exists()
