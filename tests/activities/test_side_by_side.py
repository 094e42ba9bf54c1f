"""Two phones that send at the same moment, about the same people: neither is lost to the other (PostgreSQL)."""

import threading

import pytest
from django.db import connection

from aoxanh.activities.models import Participation, Scan
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one by one"),
]
ROUNDS, PEOPLE = 4, 12


@pytest.fixture
def crowd(world, settings, tmp_path):
    settings.KEY_FOLDER = tmp_path
    return Crowd.at(world, places=ROUNDS * PEOPLE)


def _together(*phones, at):
    """Let them send what they keep, all at once."""
    start = threading.Barrier(len(phones))
    faults = []

    def send(phone):
        try:
            start.wait()
            phone.send(at)
        except Exception as fault:  # noqa: BLE001  told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(phone,)) for phone in phones]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []


def test_who_comes_by_one_phone_and_leaves_by_another_is_known_to_have_done_both(crowd):
    passes = [crowd.sign_up() for _ in range(ROUNDS * PEOPLE)]
    for number in range(ROUNDS):
        inwards, outwards = Phone(crowd), Phone(crowd)
        for held in passes[number * PEOPLE : (number + 1) * PEOPLE]:
            inwards.scan(held, crowd.clock(7))
            outwards.leave(held, crowd.clock(10))
        outwards.kept.reverse()

        _together(inwards, outwards, at=crowd.clock(12))

    times = set(Participation.objects.values_list("checked_in_at", "checked_out_at"))
    assert times == {(crowd.clock(7), crowd.clock(10))}
    assert Participation.objects.count() == ROUNDS * PEOPLE
    assert Scan.objects.count() == 2 * ROUNDS * PEOPLE


def test_one_person_scanned_by_two_phones_at_once_came_once(crowd):
    held = crowd.sign_up()
    phones = [Phone(crowd) for _ in range(3)]
    for minute, phone in enumerate(phones):
        phone.scan(held, crowd.clock(7, minute))

    _together(*phones, at=crowd.clock(12))

    assert Participation.objects.get().checked_in_at == crowd.clock(7)
    assert Scan.objects.count() == len(phones)
