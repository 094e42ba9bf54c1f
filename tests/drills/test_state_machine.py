"""L5: sign-ups, the door, hours and certificates in any order: after every step the books agree."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from aoxanh.activities import actions
from aoxanh.activities.actions import places
from aoxanh.activities.models import HoursEntry, Pass, Scan, Signup
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import DomainError
from aoxanh.recognition import actions as recognition
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Scope
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.drills.one_shift import OneShift
from tests.recognition.service import Service


ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "4"))
STEPS = 40
PEOPLE = st.integers(0, 5)
HOURS = (-96, -72, 6, 7, 8, 9, 10, 11, 12, 13)
"""From four days before the shift, which is from 7 to 11, to two hours after."""

COUNTED = (Pass, Signup, Scan, HoursEntry, Certificate, Entry)


def _books():
    return [model.objects.count() for model in COUNTED]


def _there_are_hours(_machine):
    return HoursEntry.objects.exists()


class Chain(OneShift, RuleBasedStateMachine):
    """Six people, one shift with two places, and time that only goes on."""

    crowd: Crowd
    service: Service
    steps: Counter

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.hour = 0
        self.held = {}

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def _try(self, name, step):
        """What is refused changes nothing."""
        before = _books()
        try:
            with transaction.atomic():
                done = step()
        except DomainError:
            assert _books() == before
            self.steps["refused"] += 1
            return None
        self.steps[name] += 1
        return done

    @initialize(many=st.integers(1, 4), hour=st.integers(0, 4), is_over=st.booleans())
    def begin(self, many, hour, is_over):
        """Somewhere on the way: before, at the door, or when all went home."""
        for who in range(many):
            self.sign_up(who)
        self.hour = hour
        if is_over:
            for self.hour, leaves in ((3, False), (6, True)):
                for who in range(many):
                    self.scan(who, leaves)
            self.hour = HOURS.index(12)
            self.close()

    @property
    def now(self):
        return self.crowd.clock(0) + timedelta(hours=HOURS[self.hour])

    @rule()
    def wait(self):
        self.hour = min(self.hour + 1, len(HOURS) - 1)

    @rule(who=PEOPLE)
    def sign_up(self, who):
        name, contact = f"Lò Văn {'ABCDEG'[who]}", f"091234560{who}"
        held = self._try("sign_up", lambda: self.crowd.sign_up(name, contact, now=self.now))
        self.held[who] = held or self.held.get(who)

    @rule(who=PEOPLE)
    def withdraw(self, who):
        if self.held.get(who):
            self._try("withdraw", lambda: self.crowd.withdraw(self.held[who], now=self.now))

    @rule(capacity=st.integers(1, 4))
    def change_capacity(self, capacity):
        slot_id = self.crowd.slot.pk
        by = self.crowd.world.system
        self._try(
            "change_capacity",
            lambda: actions.change_capacity(
                by=by, slot_id=slot_id, capacity=capacity, now=self.now
            ),
        )

    @precondition(lambda self: self.hour > 1)
    @rule(who=PEOPLE, leaves=st.booleans())
    def scan(self, who, leaves):
        if self.held.get(who):
            step = self.crowd.leave if leaves else self.crowd.scan
            self._try("scan", lambda: step(self.held[who], now=self.now))

    @precondition(lambda self: self.now >= self.crowd.clock(12))
    @rule()
    def close(self):
        self.crowd.close(now=self.now)
        self._try("close", lambda: self.crowd.settle(now=self.now))

    @precondition(_there_are_hours)
    @rule(minutes=st.integers(-10, 400), from_above=st.booleans(), first=st.booleans())
    def correct(self, minutes, from_above, first):
        entry = HoursEntry.objects.order_by("pk" if first else "-pk").first()
        if entry is not None:
            by = self.crowd.superior if from_above else self.crowd.officer
            self._try(
                "correct",
                lambda: actions.correct_hours(
                    by=by, entry_id=entry.pk, minutes=minutes, reason="Về sớm", now=self.now
                ),
            )

    @precondition(_there_are_hours)
    @rule(who=PEOPLE)
    def certify(self, who):
        held = self.held.get(who)
        if held is None:
            return
        unit_id, scope = self.crowd.world.ta_leng.pk, Scope(activity_id=self.crowd.activity.pk)
        made = self._try("certify",
            lambda: recognition.issue(
                by=self.service.officer, unit_id=unit_id, scope=scope,
                holder_id=held.person_id, now=self.now,
            )
        )  # fmt: skip
        if made is not None:
            assert made.minutes == _minutes(person_id=held.person_id)

    @invariant()
    def hours_lie_within_the_shift_and_belong_to_who_came(self):
        cap = self.crowd.shift.minutes_cap
        for held in filter(None, self.held.values()):
            minutes = _minutes(person_id=held.person_id)
            assert 0 <= minutes <= cap
            if minutes:
                assert Scan.objects.filter(activity_id=self.crowd.activity.pk).exists()


def _minutes(**whose):
    return HoursEntry.objects.filter(**whose).aggregate(all=Sum("minutes"))["all"] or 0


@pytest.fixture
def chain(db, system, today, now, settings, tmp_path):
    """The machine, at an activity of Tả Lèng."""
    settings.KEY_FOLDER = tmp_path
    world = World(system=system, day=today, now=now).build()
    found = type("Chain", (Chain,), {"steps": Counter()})
    found.service = Service(world).build()
    found.crowd = Crowd.at(world)
    found.crowd.superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=8)
    return found


def _run(chain):
    given = settings(
        max_examples=ROUNDS * 6,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=ROUNDS <= 10,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(chain, settings=given)


def test_after_every_step_the_books_agree(chain, told):
    _run(chain)

    kinds = ", ".join(f"{name} {count}" for name, count in sorted(chain.steps.items()))
    assert {"sign_up", "withdraw", "scan", "close", "correct", "certify"} <= set(chain.steps), kinds
    told(
        "L5 state machine",
        "six people, two places: sign-up, withdrawal, places, door, hours, certificates in any order",
        f"{chain.steps.total()} steps: {kinds}",
        "places, list, hours, certificates and trail agree after each; what is refused changes nothing",
    )


def test_without_moving_the_list_up_somebody_waits_beside_a_free_place(chain, monkeypatch):
    monkeypatch.setattr(places, "places_for_waiting", lambda **_slot: 0)
    machine = chain()
    for who in range(3):
        machine.sign_up(who)
    machine.withdraw(0)

    with pytest.raises(AssertionError, match="beside a free place"):
        machine.places_and_list_are_what_the_rows_say()
    machine.teardown()
