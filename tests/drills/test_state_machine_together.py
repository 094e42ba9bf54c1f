"""L5 by many hands: two to four connections do in the same moment what `test_state_machine.py` does one by one."""

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from aoxanh.activities import actions
from aoxanh.activities.actions import places
from aoxanh.activities.models import HoursEntry, Participation, Shift, Signup, Slot
from aoxanh.activities.types import ShiftGiven
from aoxanh.kernel.errors import DomainError
from aoxanh.recognition import actions as recognition
from aoxanh.recognition.types import Scope
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.one_shift import OneShift
from tests.drills.test_state_machine import HOURS
from tests.recognition.service import Service


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "1"))
LONG = ROUNDS > 10
PARTS = 10 if LONG else 1
"""Each in empty tables: what is cut short says how far it came, and two processes may share them."""

RUNS, STEPS = (62 * ROUNDS // 100, 40) if LONG else (2, 25)
WANTED = 50 * ROUNDS if LONG else 80
"""Steps of one part: 50,000 of all in the long form."""

HANDS = 4
NAMES = "ABCDEG"

pytestmark = [*NEEDS_POSTGRESQL, pytest.mark.django_db(transaction=True)]


class Chain(OneShift, RuleBasedStateMachine):
    """Six people, one shift with two places, up to four who ask at once, and time that only goes on."""

    world: World
    service: Service
    hands: ThreadPoolExecutor
    steps: Counter
    faults: list
    runs: int = 0

    def __init__(self):
        super().__init__()
        type(self).runs += 1
        self.crowd = Crowd.at(self.world)
        self.superior = self.world.officer(self.world.province, "PROVINCE_OFFICER", account_id=8)
        self.hour = 0
        self.held = {}

    @property
    def now(self):
        return self.crowd.clock(0) + timedelta(hours=HOURS[self.hour])

    def sign_up(self, who, _number):
        contact = f"09{self.runs:06d}{who:02d}"
        name = f"Lò Văn {NAMES[who]}"
        self.held[who] = self.crowd.sign_up(name, contact, now=self.now)

    def withdraw(self, who, _number):
        if who in self.held:
            self.crowd.withdraw(self.held[who], now=self.now)

    def change_capacity(self, _who, number):
        actions.change_capacity(
            by=self.world.system,
            slot_id=self.slot_id,
            capacity=1 + number % 4,
            now=self.now,
        )

    def move(self, _who, number):
        starts_at = self.crowd.clock(7, number % 2 * 30)
        given = ShiftGiven(starts_at=starts_at, ends_at=starts_at + timedelta(hours=4), capacity=2)
        by, shift_id = self.world.system, self.shift_id
        actions.edit_shift(by=by, shift_id=shift_id, shift=given, now=self.now)

    def scan(self, who, number):
        if self.hour > 1 and who in self.held:
            step = self.crowd.leave if number % 2 else self.crowd.scan
            step(self.held[who], now=self.now)

    def close(self, _who, _number):
        if self.now >= self.crowd.clock(12):
            self.crowd.close(now=self.now)
            self.crowd.settle(now=self.now)

    def correct(self, who, number):
        entry = HoursEntry.objects.filter(activity=self.crowd.activity).order_by("-pk").first()
        if entry is not None:
            by = self.superior if who % 2 else self.crowd.officer
            actions.correct_hours(
                by=by, entry_id=entry.pk, minutes=number - 10, reason="Về sớm", now=self.now
            )

    def certify(self, who, _number):
        if who in self.held:
            recognition.issue(
                by=self.service.officer,
                unit_id=self.world.ta_leng.pk,
                scope=Scope(activity_id=self.crowd.activity.pk),
                holder_id=self.held[who].person_id,
                now=self.now,
            )

    def _do(self, name, who, number, start):
        """One hand, on a connection of its own; a refusal in words is an outcome, anything else a fault."""
        start.wait()
        try:
            with transaction.atomic():
                getattr(self, name)(who, number)
        except DomainError:
            self.steps["refused"] += 1
        except Exception as fault:  # noqa: BLE001  every other end is what is looked for
            self.faults.append(f"{name}: {fault!r}")
        else:
            self.steps[name] += 1

    def all_at_once(self, asked):
        start = Barrier(len(asked))
        for done in [self.hands.submit(self._do, *each, start) for each in asked]:
            done.result()

    @initialize(many=st.integers(1, 4), hour=st.integers(0, len(HOURS) - 1))
    def begin(self, many, hour):
        self.all_at_once([("sign_up", who, 0) for who in range(many)])
        self.hour = hour

    @rule(
        later=st.integers(0, 3),
        asked=st.lists(
            st.tuples(
                st.sampled_from(
                    ("sign_up", "sign_up", "withdraw", "change_capacity", "move", "scan", "scan",
                     "close", "correct", "certify")
                ),
                st.integers(0, 5),
                st.integers(0, 400),
            ),
            min_size=2,
            max_size=HANDS,
        )
    )  # fmt: skip
    def ask(self, later, asked):
        self.hour = min(self.hour + (later == 0), len(HOURS) - 1)
        self.all_at_once(asked)

    @invariant()
    def nobody_was_answered_by_a_fault(self):
        assert self.faults == []

    @invariant()
    def hours_lie_within_the_shift_and_belong_to_who_came(self):
        cap = Shift.objects.get(pk=self.shift_id).minutes_cap
        there = Participation.objects.filter(shift_id=self.shift_id)
        credited = HoursEntry.objects.filter(activity=self.crowd.activity)
        sums = credited.order_by().values_list("person_id").annotate(all=Sum("minutes"))
        assert all(0 <= minutes <= cap for _, minutes in sums)
        assert {person for person, _ in sums} <= set(there.values_list("person_id", flat=True))
        assert there.values("person_id").distinct().count() == there.count()


@pytest.fixture
def chain(transactional_db, system, today, now, settings, tmp_path):
    """The machine with its hands; the connections of all are closed at the end."""
    settings.KEY_FOLDER = tmp_path
    world = World(system=system, day=today, now=now).build()
    start = Barrier(HANDS)
    with ThreadPoolExecutor(HANDS) as hands:
        yield type("Chain", (Chain,), {
            "world": world, "service": Service(world).build(), "hands": hands,
            "steps": Counter(), "faults": [],
        })  # fmt: skip
        closing = [hands.submit(lambda: (start.wait(), connection.close())) for _ in range(HANDS)]
        for each in closing:
            each.result()


@pytest.mark.parametrize("part", range(PARTS))
def test_after_every_moment_of_many_hands_the_books_agree(part, chain, told, counted):
    given = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=not LONG,
        suppress_health_check=list(HealthCheck),
    )
    began = time.monotonic()

    run(chain, settings=given)

    kinds = ", ".join(f"{name} {count}" for name, count in sorted(chain.steps.items()))
    name, load = (
        "L5 state machine by many hands, PostgreSQL",
        f"two to {HANDS} connections in the same moment",
    )
    held = "places, list, hours and trail agree after each moment; no fault, only refusals in words"
    assert chain.steps.total() >= WANTED
    told(
        f"{name}, part {part + 1} of {PARTS}",
        f"six people, two places, {chain.runs} runs",
        f"{chain.steps.total()} steps in {time.monotonic() - began:.0f} s: {kinds}",
        held,
    )
    counted(name, load, chain.steps.total(), "steps", held)
    counted(f"{name}, refused", load, chain.steps["refused"], "steps", held)


def test_without_the_guard_many_hands_at_once_are_found_out(chain, monkeypatch):
    all_have_counted = Barrier(HANDS)

    def counted_before(slot_id):
        slot = Slot.objects.get(pk=slot_id)
        free = Signup.objects.holding().filter(slot=slot).count() < slot.capacity
        all_have_counted.wait(timeout=60)
        return bool(free and Slot.objects.filter(pk=slot_id).update(taken=F("taken") + 1))

    monkeypatch.setattr(places, "take_place", counted_before)
    machine = chain()
    machine.all_at_once([("sign_up", who, 0) for who in range(HANDS)])

    with pytest.raises(AssertionError):
        machine.nobody_was_answered_by_a_fault()
