"""Phones of one door that send at the same moment: one transaction, and the same as one after the other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from aoxanh.activities import errors, queries
from aoxanh.activities.actions.arriving import Sent
from aoxanh.activities.actions.synchronising import take_in
from aoxanh.activities.actions.understanding import opened
from aoxanh.activities.models import Activity, DoorDevice, Participation, Scan
from aoxanh.activities.types import KeptReason, ScanBatch
from aoxanh.activities.types.devices import ScansReceived
from aoxanh.audit.models import Entry
from aoxanh.kernel.codes import digest
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def phones(crowd):
    return [Phone(crowd), Phone(crowd, behind=timedelta(days=3)), Phone(crowd)]


@pytest.fixture
def evening(crowd):
    return crowd.clock(20)


def _sent(phone, at):
    """All that a phone keeps, on its way at ``at``."""
    return Sent(
        by=phone.crowd.world.system,
        token=digest(phone.token),
        batch=ScanBatch(sent_at=at - phone.behind, scans=tuple(phone.kept)),
        said=opened(phone.kept),
        now=at,
    )


def _told(phones, at):
    return [told for _arriving, told in take_in([_sent(phone, at) for phone in phones])]


def _received():
    entries = Entry.objects.filter(event=ScansReceived.code()).order_by("pk")
    return [(each.cause.rsplit(" ", 1)[1], each.values) for each in entries]


def test_each_phone_is_told_of_its_own_scans_and_stands_in_the_trail(phones, crowd, evening):
    for number, phone in enumerate(phones):
        for minute in range(number + 1):
            phone.scan(crowd.sign_up(), crowd.clock(7, minute))

    told = _told(phones, evening)

    assert [each.taken.keys() for each in told] == [
        {scan.uuid for scan in phone.kept} for phone in phones
    ]
    assert [each.skew for each in told] == [0, 3 * 86400, 0]
    assert {row.checked_in_at for row in Participation.objects.all()} == {
        crowd.clock(7, minute) for minute in range(3)
    }
    assert [
        (cause, values["scans"], values["present"], values["skew"]) for cause, values in _received()
    ] == [
        (str(phones[0].device.pk), 1, 1, 0),
        (str(phones[1].device.pk), 2, 2, 3 * 86400),
        (str(phones[2].device.pk), 3, 3, 0),
    ]
    assert [device.last_sequence for device in DoorDevice.objects.order_by("pk")] == [1, 2, 3]


def test_a_pass_that_two_scan_is_one_presence_counted_once(phones, crowd, evening):
    held = crowd.sign_up()
    phones[0].scan(held, crowd.clock(7, 30))
    phones[1].scan(held, crowd.clock(7, 10))
    phones[2].leave(held, crowd.clock(10))

    _told(phones, evening)

    row = Participation.objects.get()
    assert (row.checked_in_at, row.checked_out_at) == (crowd.clock(7, 10), crowd.clock(10))
    assert sum(values["present"] for _cause, values in _received()) == 1
    assert Scan.objects.count() == 3


def test_what_one_phone_scanned_wrongly_counts_for_no_other(phones, crowd, evening):
    phones[0].keep(crowd.clock(7), raw="AOX1.torn.off")
    phones[1].scan(crowd.sign_up(), crowd.clock(7))

    told = _told(phones[:2], evening)

    assert [each.reason for one in told for each in one.taken.values()] == [
        KeptReason.TAMPERED,
        KeptReason.NONE,
    ]
    assert Participation.objects.count() == 1


def test_it_costs_the_same_for_one_phone_and_for_several(phones, crowd, evening, statements):
    for phone in phones:
        phone.scan(crowd.sign_up(), crowd.clock(7))
    with statements() as one:
        _told(phones[:1], evening)

    with statements() as two:
        _told(phones[1:], evening)

    planned_once = int(connection.vendor == "postgresql")
    assert two.count == one.count + planned_once, two.sqls


def test_what_they_send_again_costs_the_same_for_one_and_for_several(
    phones, crowd, evening, statements
):
    for phone in phones:
        phone.scan(crowd.sign_up(), crowd.clock(7))
    first = _told(phones, evening)
    with statements() as one:
        _told(phones[:1], evening)

    with statements() as three:
        again = _told(phones, evening)

    planned_once = int(connection.vendor == "postgresql")
    assert three.count == one.count + planned_once, three.sqls
    assert [each.taken for each in again] == [each.taken for each in first]
    assert Scan.objects.count() == 3


def test_an_unknown_phone_ends_the_whole_before_anything_is_written(phones, crowd, evening):
    phones[0].scan(crowd.sign_up(), crowd.clock(7))
    phones[1].token = "nobody's"

    with pytest.raises(errors.DeviceUnknown):
        _told(phones[:2], evening)

    assert not Scan.objects.exists()


def test_after_closing_nobody_is_taken_in_beside_others(phones, crowd, evening):
    phones[0].scan(crowd.sign_up(), crowd.clock(7))
    crowd.close()

    assert take_in([_sent(phones[0], evening)]) == [None]
    assert phones[0].send(evening).taken
    assert Scan.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one by one")
@pytest.mark.django_db(transaction=True)
def test_phones_that_wait_for_the_same_door_are_taken_in_at_once(phones, crowd, evening):
    for phone in phones:
        phone.scan(crowd.sign_up(), crowd.clock(7))
        queries.door_of(phone.token)

    def send(phone):
        try:
            return phone.send(evening)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(phones)) as pool:
        with transaction.atomic():
            Activity.objects.select_for_update().get(pk=crowd.activity.pk)
            sent = [pool.submit(send, phone) for phone in phones]
            threading.Event().wait(0.5)
            assert not any(each.done() for each in sent)
        told = [each.result(10) for each in sent]

    assert all(len(each.taken) == 1 for each in told)
    assert Participation.objects.count() == len(phones)
    transactions = {entry.xact for entry in Entry.objects.filter(event=ScansReceived.code())}
    assert len(transactions) == 2
