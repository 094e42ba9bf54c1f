"""An officer who wants more hours than were served."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import HoursEntry, Participation, Scan
from aoxanh.documents import actions as documents
from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import actions as figures
from aoxanh.programmes import queries as counted
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.phones import Phone
from tests.activities.world import refused


@pytest.fixture
def settled(crowd):
    """One person who came from 7 to 9, with the entry of it."""
    held = crowd.sign_up()
    crowd.scan(held)
    crowd.leave(held, now=crowd.clock(9))
    crowd.close()
    crowd.settle()
    return HoursEntry.objects.get()


def _correct(by, entry, minutes, crowd):
    return actions.correct_hours(
        by=by, entry_id=entry.pk, minutes=minutes, reason="Về muộn", now=crowd.clock(15)
    )


def test_padding_hours_of_who_came(settled, crowd, officer):
    with refused(errors.ConfirmationFromOutside):
        _correct(officer, settled, settled.minutes + 60, crowd)

    assert [entry.minutes for entry in HoursEntry.objects.all()] == [120]


def test_padding_beyond_the_shift_with_a_friend_above(settled, crowd, superior):
    with refused(errors.MinutesOutOfRange):
        _correct(superior, settled, 600, crowd)


def test_a_correction_agreed_above_stays_on_the_ledger(settled, crowd, superior, seen_above):
    _correct(superior, settled, 180, crowd)

    rows = HoursEntry.objects.order_by("pk")
    assert [(row.minutes, row.reason) for row in rows] == [
        (120, ""), (-120, "Về muộn"), (180, "Về muộn"),
    ]  # fmt: skip
    assert rows[2].confirmed_by_unit == crowd.world.province
    (entry,) = seen_above("activities.HoursCorrected")
    assert (entry.values["before"], entry.values["after"]) == (120, 180)


def _late(by, crowd, held):
    return actions.ask_late_entry(
        by=by, shift_id=crowd.shift.pk, person_id=held.person_id, minutes=240,
        reason="Quên quét mã", now=crowd.clock(15),
    )  # fmt: skip


def test_entering_somebody_who_never_came(crowd, officer, seen_above):
    _late(officer, crowd, crowd.sign_up())

    assert not HoursEntry.objects.exists()
    assert [entry.values["minutes"] for entry in seen_above("activities.LateEntryAsked")] == [240]


def test_confirming_oneself_through_a_second_account(crowd, world, officer):
    late = _late(officer, crowd, crowd.sign_up())

    for account_id in (officer.account_id, 77):
        with refused(errors.ConfirmationFromOutside):
            actions.decide_late_entry(
                by=world.officer(world.ta_leng, account_id=account_id), late_entry_id=late.pk,
                confirm=True, now=crowd.clock(16),
            )  # fmt: skip

    assert not HoursEntry.objects.exists()


@pytest.fixture
def heir(world):
    """Somebody of Bình Lư, into which the organiser was merged."""
    on = world.day + timedelta(days=20)
    units.merge(
        by=world.system, into_id=world.binh_lu.pk, unit_ids=[world.ta_leng.pk], on=on,
        decision=Decision("11-QĐ/TĐTN", world.day, "Ban Thường vụ"), now=world.now,
    )  # fmt: skip
    return replace(world.officer(world.binh_lu, account_id=78), day=on)


def test_confirming_what_ones_unit_inherited(crowd, officer, superior, request):
    late = _late(officer, crowd, crowd.sign_up())
    heir = request.getfixturevalue("heir")
    decided = {"late_entry_id": late.pk, "confirm": True, "now": crowd.clock(16)}

    with refused(errors.ConfirmationFromOutside):
        actions.decide_late_entry(by=heir, **decided)

    own = {"actor": heir, "unit_id": crowd.world.binh_lu.pk}
    assert not queries.late_entries_to_confirm(**own).exists()
    actions.decide_late_entry(by=replace(superior, day=heir.day), **decided)
    assert HoursEntry.objects.get().confirmed_by_unit == crowd.world.province


def test_letting_hours_grow_that_ones_unit_inherited(settled, crowd, heir):
    with refused(errors.ConfirmationFromOutside):
        _correct(heir, settled, settled.minutes + 60, crowd)

    assert _correct(heir, settled, settled.minutes - 60, crowd).minutes == 60


def test_scanning_a_clone_of_one_pass_at_several_phones(crowd):
    held = crowd.sign_up()
    for phone in ("a", "b", "c"):
        crowd.scan(held, device_id=phone)
    crowd.leave(held, now=crowd.clock(9))
    crowd.close()
    crowd.settle()

    assert Scan.objects.count() == 4
    assert [entry.minutes for entry in HoursEntry.objects.all()] == [120]


def test_forging_a_pass_with_an_old_key(crowd, settings, tmp_path):
    """The key of another machine, or one that was stolen before this one was set up."""
    held = crowd.sign_up()
    own = settings.KEY_FOLDER
    settings.KEY_FOLDER = tmp_path / "stolen"
    documents.rotate_keys()
    forged = queries.signed_pass(held)
    settings.KEY_FOLDER = own

    result = crowd.scan(raw=forged)

    assert (result.outcome, result.reason) == ("KEPT", "TAMPERED")
    assert not Participation.objects.exists()


def test_scanning_with_a_phone_after_it_was_revoked(crowd, officer):
    phone = Phone(crowd)
    held = crowd.sign_up()
    actions.revoke_device(by=officer, device_id=phone.device.pk, now=crowd.clock(6))
    phone.scan(held, crowd.clock(7))

    phone.send(crowd.clock(20))

    assert [(scan.outcome, scan.reason) for scan in Scan.objects.all()] == [
        ("KEPT", "DEVICE_ENDED")
    ]
    assert not Participation.objects.exists()


def test_scanning_at_a_shift_that_is_long_over(crowd):
    result = crowd.scan(crowd.sign_up(), now=crowd.clock(20))

    assert (result.outcome, result.reason) == ("KEPT", "NOT_ITS_TIME")


def test_dating_a_scan_back_after_the_activity_was_closed(crowd, seen_above):
    """A phone may come home late; that it did is kept with the scan and told with its own hour above."""
    held = crowd.sign_up()
    crowd.close()

    crowd.scan(held, now=crowd.clock(23), device_at=crowd.clock(7), offline=True, uuid=uuid.uuid4())

    scan = Scan.objects.get()
    assert (scan.offline, scan.received_at - scan.device_at) == (
        True, crowd.clock(23) - crowd.clock(7),
    )  # fmt: skip
    assert [entry.at for entry in seen_above("activities.Scanned")] == [crowd.clock(23)]


def test_running_the_door_of_a_neighbour(world, crowd):
    neighbour = world.officer(world.binh_lu, account_id=9)

    with refused(NotAllowed):
        actions.give_device(
            by=neighbour, activity_id=crowd.activity.pk, name="", now=crowd.world.now
        )


@pytest.mark.parametrize(
    "change",
    [lambda rows: rows.update(minutes=999), lambda rows: rows.delete()],
    ids=["update", "delete"],
)
def test_typing_hours_into_the_database(settled, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(HoursEntry.objects.filter(pk=settled.pk))

    assert HoursEntry.objects.get().minutes == 120


def test_adding_a_row_of_hours_behind_the_product(settled, system, now):
    """Where no trigger stands in the way, the figures no longer equal the trail's."""
    figures.rebuild(by=system, now=now)
    assert counted.mismatches() == []

    HoursEntry.objects.create(
        participation=settled.participation, activity=settled.activity, person=settled.person,
        organiser_unit=settled.organiser_unit, place=settled.place, day=settled.day, minutes=300,
        source="SCAN", role="REPLACEMENT", corrects=settled, reason="x", recorded_at=now,
    )  # fmt: skip

    assert {each.measure for each in counted.mismatches()} == {"minutes"}
