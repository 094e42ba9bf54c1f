"""Five hundred scans at once: how many a second."""

import time

import pytest

from aoxanh.activities.models import Participation, Slot
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


BATCH, ROUNDS = 500, 3


@pytest.mark.drill
def test_five_hundred_scans_are_taken_in_at_once(world, settings, tmp_path, record_property):
    settings.KEY_FOLDER = tmp_path
    settings.SIGNUPS_PER_HOUR = BATCH * ROUNDS
    crowd = Crowd.at(world, places=12)
    Slot.objects.update(capacity=BATCH * ROUNDS)
    passes = [crowd.sign_up("Lò Văn A", f"09{n:08d}") for n in range(BATCH * ROUNDS)]
    rates = []
    for number in range(ROUNDS):
        phone = Phone(crowd)
        for held in passes[number * BATCH : (number + 1) * BATCH]:
            phone.scan(held, crowd.clock(7))
        began = time.perf_counter()
        phone.send(crowd.clock(12))
        rates.append(BATCH / (time.perf_counter() - began))

    assert Participation.objects.count() == BATCH * ROUNDS
    figure = f"{max(rates):.0f} scans a second (slowest {min(rates):.0f})"
    record_property("drill", f"offline batch | {ROUNDS} batches of {BATCH} passes | {figure} | all")
