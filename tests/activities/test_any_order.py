"""Three phones with wrong clocks, any order, any cut, sent again and again: one state."""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum

from aoxanh.activities import actions
from aoxanh.activities.models import HoursEntry, Participation, Scan
from aoxanh.activities.types import Direction, ScanBatch
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def phones(world):
    """A morning on a mountain: eight who signed up, one who withdrew, two who walked in, three phones."""
    crowd = Crowd.at(world, places=12)
    passes = [crowd.sign_up() for _each in range(8)]
    withdrawn = crowd.sign_up()
    crowd.withdraw(withdrawn)
    first, second, third = (Phone(crowd) for _each in range(3))
    for n, held in enumerate(passes):
        first.scan(held, crowd.clock(7, n))
        if n % 2:
            second.scan(held, crowd.clock(6, 50 + n))
            third.leave(held, crowd.clock(10, n))
    mistaken = second.scan(passes[0], crowd.clock(6, 40))
    second.keep(crowd.clock(6, 41), undoes=mistaken)
    third.scan(withdrawn, crowd.clock(7))
    third.keep(crowd.clock(7), raw="not.a.pass")
    for phone in (first, third):
        came = phone.walk_in("Giàng A Páo", crowd.clock(7, 30), contact="0912 000 111")
        phone.keep(crowd.clock(10, 30), of=came, direction=Direction.OUT)
    third.walk_in("Lò Thị Mai", crowd.clock(8), birth_year=2000)
    return first, second, third


def _cut(chance, phone):
    """What a phone keeps, out of order, in batches of any size."""
    scans = chance.sample(phone.kept, len(phone.kept))
    while scans:
        size = chance.randint(1, len(scans))
        yield phone, scans[:size]
        scans = scans[size:]


def _state(phones, seed):
    """What is known in the end, when everything arrived in the order that ``seed`` draws."""
    chance = random.Random(seed)  # noqa: S311  an order, not a secret
    crowd = phones[0].crowd
    for phone in phones:
        phone.behind = timedelta(minutes=chance.randint(-30 * 1440, 30 * 1440))
    batches = [batch for phone in phones for batch in _cut(chance, phone)]
    batches += [chance.choice(batches)] * chance.choice((0, 1, 9))
    chance.shuffle(batches)
    batches += [(phone, phone.kept) for phone in phones]
    clock = crowd.clock(12)
    with transaction.atomic():
        for phone, scans in batches:
            clock += timedelta(minutes=chance.randint(1, 100))
            _send(phone, scans, at=clock, late=chance.randint(0, 20))
        crowd.close(now=clock)
        crowd.settle(now=clock)
        found = _known()
        transaction.set_rollback(True)
    return found


def _send(phone, scans, *, at, late):
    """By the phone's clock, over a connection that takes ``late`` seconds."""
    timed = [replace(scan, device_at=scan.device_at - phone.behind) for scan in scans]
    batch = ScanBatch(sent_at=at - phone.behind, scans=tuple(timed))
    received = at + timedelta(seconds=late)
    return actions.synchronise(
        by=phone.crowd.world.system, token=phone.token, batch=batch, now=received
    )


def _known():
    presences = Participation.objects.values_list(
        "person__full_name", "checked_in_at", "checked_out_at", "method", "device_id", "shift_id"
    )
    minutes = HoursEntry.objects.values_list("person__full_name", "minutes", "source")
    kept = Scan.objects.values_list("uuid", "outcome", "reason", "happened_at")
    return sorted(presences, key=str), sorted(minutes), sorted(kept)


def _orders(phones, number):
    wanted = _state(phones, seed=0)
    return wanted, [seed for seed in range(1, number) if _state(phones, seed) != wanted]


def test_any_order_of_three_phones_with_wrong_clocks_gives_one_state(phones):
    wanted, others = _orders(phones, 12)

    assert others == []
    presences, minutes, kept = wanted
    assert len(presences) == len(minutes) == 10
    assert {reason for _uuid, _outcome, reason, _at in kept} == {"", "WITHDRAWN", "TAMPERED"}


def _minutes(phones, seed):
    """The same, when the activity is closed and its hours are settled somewhere in between."""
    chance = random.Random(seed)  # noqa: S311  an order, not a secret
    crowd = phones[0].crowd
    undone = {scan.undoes for phone in phones for scan in phone.kept}
    batches = [
        (phone, [scan for scan in scans if not scan.undoes and scan.uuid not in undone])
        for phone in phones
        for _owner, scans in _cut(chance, phone)
    ]
    chance.shuffle(batches)
    closing = chance.randint(0, len(batches))
    with transaction.atomic():
        for place, (phone, scans) in enumerate([*batches, *((each, []) for each in phones)]):
            if place == closing:
                crowd.close()
                crowd.settle()
            _send(phone, scans, at=crowd.clock(12 + place % 10), late=0)
        for phone in phones:
            last = [scan for scan in phone.kept if scan.uuid not in undone and not scan.undoes]
            _send(phone, last, at=crowd.clock(23), late=0)
        rows = HoursEntry.objects.order_by().values_list("person__full_name")
        found = dict(rows.annotate(sum=Sum("minutes")).values_list("person__full_name", "sum"))
        transaction.set_rollback(True)
    return found


def test_hours_are_the_same_whenever_the_activity_is_closed(phones):
    wanted = _minutes(phones, seed=0)

    assert len(wanted) == 10
    assert [seed for seed in range(1, 12) if _minutes(phones, seed) != wanted] == []


@pytest.mark.drill
def test_five_thousand_orders_give_one_state(phones, record_property):
    number = int(os.environ.get("AOXANH_ORDERS", "5000"))

    _wanted, others = _orders(phones, number)

    figure = f"{number} orders, {len(others)} other states"
    load = "3 phones, clocks off by up to 30 days, any cut, batches up to ten times"
    record_property("drill", f"offline scans | {load} | {figure} | one state")
    assert others == []


@pytest.mark.parametrize("seed", range(3))
def test_while_the_servers_clock_steps_no_scan_is_lost_and_no_hour_made_up(phones, seed):
    chance = random.Random(seed)  # noqa: S311  steps of a clock, no secret
    crowd = phones[0].crowd
    batches = [batch for phone in phones for batch in _cut(chance, phone)]
    chance.shuffle(batches)

    for phone, scans in batches:
        step = timedelta(minutes=chance.randint(-180, 180))
        batch = ScanBatch(sent_at=crowd.clock(12), scans=tuple(scans))
        actions.synchronise(
            by=crowd.world.system,
            token=phone.token,
            batch=batch,
            now=crowd.clock(12) + step,
        )
    crowd.close(now=crowd.clock(16))
    crowd.settle(now=crowd.clock(16))

    _presences, minutes, kept = _known()
    assert {uuid for uuid, *_told in kept} == {scan.uuid for each in phones for scan in each.kept}
    assert all(0 <= credited <= 240 for _name, credited, _source in minutes)
