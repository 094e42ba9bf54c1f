"""One process of the race for the last places: reads commands as JSON lines, answers with JSON lines.

Run as ``python -m tests.races.worker`` with ``DATABASE_URL`` and ``AOXANH_HOME`` in the environment.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import django


django.setup()

from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402

from aoxanh.activities import actions, errors  # noqa: E402
from aoxanh.activities.actions import nominations, places  # noqa: E402
from aoxanh.activities.models import Activity, Pass, Quota, Signup, Slot  # noqa: E402
from aoxanh.activities.types import (  # noqa: E402
    ACTIVE_STATES,
    NomineeGiven,
    QuotasGiven,
    SignedUp,
)
from aoxanh.audit.models import Entry  # noqa: E402
from aoxanh.jobs.commands.migrate import migrate  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.dates import local_day  # noqa: E402
from aoxanh.people.models import Person  # noqa: E402
from aoxanh.units import actions as units  # noqa: E402
from aoxanh.units.models import Unit  # noqa: E402
from aoxanh.units.types import InstanceSettings, Scale  # noqa: E402
from tests.activities.world import World  # noqa: E402
from tests.drills import opening, owing  # noqa: E402
from tests.drills.failing import contents  # noqa: E402


NOW = datetime.fromisoformat(os.environ.get("AOXANH_RACE_NOW", "2026-11-23T02:00:00+00:00"))
"""A server beside this process has the machine's clock."""

TODAY = local_day(NOW)
SYSTEM = Actor.system(cause="race", day=TODAY)
SMALL = 12
"""Places of an activity that may open without the preparation of a large one."""

GUEST = Actor.guest(day=TODAY)
REFUSALS = (
    errors.ShiftFull,
    errors.AlreadySignedUp,
    errors.AlreadyWithdrawn,
    errors.CapacityBelowTaken,
    errors.NominationAboveNumber,
)


def prepare() -> dict:
    """Lay the tables and the small territory, and set the portal up: a server that begins need not offer to."""
    migrate()
    root = World(system=SYSTEM, day=TODAY, now=NOW).build().province
    names = InstanceSettings(
        scale=Scale.PROVINCE,
        name="Cổng tình nguyện Lai Châu",
        short_name="Lai Châu",
        place_name="Lai Châu",
    )
    units.set_up_instance(by=SYSTEM, root_id=root.pk, settings=names, now=NOW)
    return {}


def open_activity(*, places: int, waiting: bool, asked: int = 0) -> dict:
    """A new open activity with one slot; ``asked`` places of it are kept for Bình Lư."""
    world = World(system=SYSTEM, day=TODAY, now=NOW)
    world.ta_leng = Unit.objects.get(versions__short_name="Tả Lèng")
    place = world.ta_leng.versions.get().place
    world.places["Tả Lèng"] = place
    activity = world.published(places=min(places, SMALL), by=SYSTEM)
    slot = Slot.objects.get(shift__activity=activity)
    if places > SMALL:
        actions.change_capacity(by=SYSTEM, slot_id=slot.pk, capacity=places, now=NOW)
    if not waiting:
        type(slot.shift).objects.filter(pk=slot.shift_id).update(waiting_until=None)
    return {"code": activity.code, "slot": slot.pk} | _call(activity, slot, asked)


def _call(activity: Activity, slot: Slot, asked: int) -> dict:
    if not asked:
        return {}
    Activity.objects.filter(pk=activity.pk).update(
        unit=Unit.objects.get(versions__short_name="Lai Châu")
    )
    unit_id = Unit.objects.get(versions__short_name="Bình Lư").pk
    given = QuotasGiven(slot_ids=[slot.pk], numbers={unit_id: asked}, due_on=TODAY)
    quotas = actions.give_quotas(by=SYSTEM, activity_id=activity.pk, given=given, now=NOW)
    return {"quota": quotas[slot.pk][0].pk}


class Runner:
    """What one process does in one round, and what came of it."""

    def __init__(self, *, code: str, slot: int, worker: int, seed: int, quota: int = 0) -> None:
        self.code, self.slot, self.worker, self.quota = code, slot, worker, quota
        self.dice = random.Random(seed * 100 + worker)  # noqa: S311  a game of chance, no secret
        self.held: list[Pass] = []
        self.outcomes: Counter[str] = Counter()
        self.faults: list[str] = []

    def attempt(self, name: str, step) -> None:
        """Do one thing; a refusal in words is an outcome, anything else a fault."""
        try:
            step()
        except REFUSALS as refusal:
            self.outcomes[type(refusal).__name__] += 1
        except Exception as fault:  # noqa: BLE001  every other end is what the race looks for
            self.faults.append(f"{name}: {type(fault).__name__} {fault}"[:1500])
        else:
            self.outcomes[name] += 1

    def sign_up(self, *, full_name: str, contact: str) -> None:
        held = actions.sign_up(
            by=GUEST,
            activity_code=self.code,
            slot_ids=[self.slot],
            full_name=full_name,
            contact=contact,
            birth_year=2000,
            now=NOW,
        )
        self.held.append(held)

    def newcomer(self, number: int) -> None:
        letters = "ABCDEGHIKL"[number % 10] * (1 + number // 10)
        contact = f"09{self.worker:02d}{number:06d}"
        self.attempt("sign_up", lambda: self.sign_up(full_name=f"Lò {letters}", contact=contact))

    def everybody_as_one(self) -> None:
        """All processes sign the same person up: one of them at most may succeed."""
        self.attempt(
            "sign_up", lambda: self.sign_up(full_name="Giàng Thị Mỷ", contact="0987654321")
        )

    def nominate(self, number: int) -> None:
        letters = "ABCDEGHIKL"[number % 10] * (1 + number // 10)
        nominee = NomineeGiven(
            full_name=f"Vàng {letters}",
            phone=f"03{self.worker:02d}{number:06d}",
            birth_year=2000,
        )
        self.attempt(
            "nominate",
            lambda: actions.nominate(by=SYSTEM, quota_id=self.quota, nominees=[nominee], now=NOW),
        )

    def take_back(self) -> None:
        """Take back whoever was sent first and still stands."""
        sent = Signup.objects.active().filter(nomination__quota_id=self.quota).order_by("pk")
        for pk in list(sent.values_list("pk", flat=True)[:1]):
            self.attempt(
                "take back",
                lambda pk=pk: actions.withdraw_nominees(
                    by=SYSTEM, quota_id=self.quota, signup_ids=[pk], now=NOW
                ),
            )

    def withdraw(self) -> None:
        if self.held:
            held = self.held.pop(self.dice.randrange(len(self.held)))
            self.attempt("withdraw", lambda: actions.withdraw(by=GUEST, token=held.token, now=NOW))

    def change_capacity(self, around: int) -> None:
        capacity = max(1, around + self.dice.choice((-1, 0, 1, 2)))
        self.attempt(
            "capacity",
            lambda: actions.change_capacity(
                by=SYSTEM, slot_id=self.slot, capacity=capacity, now=NOW
            ),
        )


def race(*, start: float, tries: int, mixed: bool, around: int, **who) -> dict:
    """Fight for the places of one slot; ``mixed`` withdraws and changes the capacity in between."""
    runner = Runner(**who)
    _wait_until(start)
    for number in range(tries):
        runner.newcomer(number)
        if number == 1:
            runner.everybody_as_one()
        if mixed and runner.dice.random() < 0.4:
            runner.withdraw()
        if mixed and runner.worker == 0:
            runner.change_capacity(around)
    return {
        "outcomes": dict(runner.outcomes),
        "faults": runner.faults,
        "held": [held.pk for held in runner.held],
    }


def race_for_both(*, start: float, tries: int, **who) -> dict:
    """Half the processes sign up in the open, half send people for the unit; both change their minds."""
    runner = Runner(**who)
    _wait_until(start)
    for number in range(tries):
        if runner.worker % 2:
            runner.nominate(number)
        else:
            runner.newcomer(number)
        if runner.dice.random() < 0.3:
            (runner.take_back if runner.worker % 2 else runner.withdraw)()
        if runner.worker == 0:
            runner.change_capacity(7)
    return {"outcomes": dict(runner.outcomes), "faults": runner.faults}


def send_without_guard(*, start: float, tries: int, **who) -> dict:
    """The twin: looks how many were sent, then sends, as code without the guarded statements would."""
    runner = Runner(**who)
    guard = nominations._take_from
    nominations._take_from = lambda _quota, _places: time.sleep(0.02)
    _wait_until(start)
    for number in range(tries):
        sent = Signup.objects.active().filter(nomination__quota_id=runner.quota).count()
        if sent < Quota.objects.values_list("number", flat=True).get(pk=runner.quota):
            runner.nominate(number)
    nominations._take_from = guard
    return {"outcomes": dict(runner.outcomes), "faults": runner.faults}


def race_without_guard(*, start: float, tries: int, **who) -> dict:
    """The twin: counts rows, then takes what it believes is free, as code without the guard would."""
    runner = Runner(**who)
    guard = places.take_place
    _wait_until(start)
    for number in range(tries):
        capacity = Slot.objects.values_list("capacity", flat=True).get(pk=runner.slot)
        free = Signup.objects.holding().filter(slot_id=runner.slot).count() < capacity
        time.sleep(0.02)
        places.take_place = lambda _slot_id, believed=free: believed
        runner.newcomer(number)
    places.take_place = guard
    return {"outcomes": dict(runner.outcomes), "faults": runner.faults}


def check(*, slot: int, held: Sequence[int] = (), tokens: Sequence[str] = ()) -> dict:
    """What the tables say after a round; ``held`` or ``tokens`` are the passes that were given out and kept."""
    held = [*held, *Pass.objects.filter(token__in=tokens).values_list("pk", flat=True)]
    row = Slot.objects.get(pk=slot)
    signups = Signup.objects.filter(slot_id=slot)
    keys = signups.active().values_list("contact_key", flat=True)
    kept = signups.filter(pass_held_id__in=held, state__in=ACTIVE_STATES).count()
    return {
        "capacity": row.capacity,
        "taken": row.taken,
        "waiting": row.waiting,
        "holding": signups.holding().count(),
        "listed": signups.waiting_in_order().count(),
        "doubles": len(keys) - len(set(keys)),
        "lost": max(len(held), len(tokens)) - kept,
        "untold": Pass.objects.count() - Entry.objects.filter(event=SignedUp.code()).count(),
        "orphans": Pass.objects.filter(signups__isnull=True).count()
        + Person.objects.count()
        - Pass.objects.values("person_id").distinct().count(),
        "oversold": Slot.objects.filter(capacity__lt=F("taken") + F("held")).count(),
        "held": row.held,
        "sent": signups.holding().filter(nomination__isnull=False).count(),
        "quotas": list(
            Quota.objects.filter(slot=slot).values_list("number", "filled", "held").order_by("pk")
        ),
    }


def sums() -> dict:
    """A digest of every table's rows."""
    return {name: sha256("\n".join(rows).encode()).hexdigest() for name, rows in contents().items()}


def spoil() -> dict:
    """One name changed behind everybody's back."""
    changed = Person.objects.filter(pk=Person.objects.order_by("pk")[0].pk)
    return {"rows": changed.update(full_name="Người khác")}


def outgrow() -> dict:
    """A table that only a newer version has, and which holds on to one of ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE newer (id bigint PRIMARY KEY, person_id bigint REFERENCES people_person (id))"
        )
        cursor.execute("INSERT INTO newer SELECT id, id FROM people_person")
    return {}


def _wait_until(start: float) -> None:
    while time.time() < start:
        time.sleep(0.001)


COMMANDS = {
    "prepare": prepare,
    "open": open_activity,
    "race": race,
    "both": race_for_both,
    "twin": race_without_guard,
    "send": send_without_guard,
    "check": check,
    "sums": sums,
    "spoil": spoil,
    "outgrow": outgrow,
    **opening.COMMANDS,
    **owing.COMMANDS,
}


def main() -> None:
    """Answer commands until the pipe closes."""
    for line in sys.stdin:
        command = json.loads(line)
        answer = COMMANDS[command.pop("do")](**command)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
