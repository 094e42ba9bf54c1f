"""R1: presences added, mended and taken away at random, a million times: what follows the trail equals a rebuild."""

import os
import random
from datetime import date, timedelta

from aoxanh.activities.models import Participation, Shift
from aoxanh.audit import actions as audit
from aoxanh.people.models import Person
from aoxanh.programmes import queries
from aoxanh.programmes.models import DistinctTotal, Total
from aoxanh.programmes.types import FiguresRebuilt
from tests.activities.crowd import Crowd
from tests.programmes.conftest import figures


__all__ = ["figures"]
BATCHES, CHANGES = (200, 5_000) if "AOXANH_ROUNDS" in os.environ else (3, 300)
"""How often the follower reads on, and how many presences change in between."""
FIRST, DAYS, SHIFTS, PEOPLE = date(2026, 1, 1), 300, 40, 400


class Presences:
    """Presences at the shifts of one activity, told to the trail in batches, as lists are."""

    def __init__(self, figures, *, tells_before=True):
        self.figures, self.tells_before = figures, tells_before
        world, crowd = figures.world, Crowd.at(figures.world)
        shift = crowd.shift
        Shift.objects.bulk_create(
            Shift(
                activity=crowd.activity,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
                signup_until=shift.signup_until,
                minutes_cap=shift.minutes_cap,
            )
            for _ in range(SHIFTS)
        )
        Person.objects.bulk_create(
            Person(
                unit=world.ta_leng, full_name=str(number), search_text=str(number),
                sort_key=str(number), created_at=world.now,
            )
            for number in range(PEOPLE)
        )  # fmt: skip
        self.activity_id, self.place_id = crowd.activity.pk, world.places["Tả Lèng"].pk
        shifts = crowd.activity.shifts.order_by("pk").values_list("pk", flat=True)
        people = Person.objects.order_by("pk").values_list("pk", flat=True)
        self.free = [(shift, person) for shift in shifts for person in people]
        self.units = [world.ta_leng.pk, world.binh_lu.pk, world.province.pk]
        self.chance = random.Random(1_000_000)  # noqa: S311  the same changes in every run
        self.live = []

    def cell(self):
        return self.chance.choice(self.units), FIRST + timedelta(self.chance.randrange(DAYS))

    def change(self, count):
        """Add, mend and take away ``count`` presences, and tell the trail of every cell before and after."""
        touches = set()
        mended = min(len(self.live), count // 3)
        taken = min(len(self.live) - mended, count // 3 if len(self.free) > count else count // 2)
        self.chance.shuffle(self.live)
        touches |= self._mend(self.live[:mended])
        gone, self.live = (
            self.live[mended : mended + taken],
            (self.live[:mended] + self.live[mended + taken :]),
        )
        touches |= {(row.organiser_unit_id, row.day) for row in gone}
        Participation.objects.filter(pk__in=[row.pk for row in gone]).delete()
        self.free += [(row.shift_id, row.person_id) for row in gone]
        touches |= self._add(count - mended - taken)
        audit.record(
            by=self.figures.system,
            event=FiguresRebuilt(count),
            unit_id=None,
            touches=touches,
            now=self.figures.now,
        )

    def _mend(self, rows):
        before = {(row.organiser_unit_id, row.day) for row in rows}
        for row in rows:
            row.organiser_unit_id, row.day = self.cell()
        Participation.objects.bulk_update(rows, ["organiser_unit", "day"], batch_size=200)
        after = {(row.organiser_unit_id, row.day) for row in rows}
        return before | after if self.tells_before else after

    def _add(self, count):
        self.chance.shuffle(self.free)
        pairs = [self.free.pop() for _ in range(min(count, len(self.free)))]
        rows = []
        for shift_id, person_id in pairs:
            unit_id, day = self.cell()
            rows.append(
                Participation(
                    shift_id=shift_id, activity_id=self.activity_id, person_id=person_id,
                    organiser_unit_id=unit_id, place_id=self.place_id, day=day, method="ROLL",
                    checked_in_at=self.figures.now,
                )
            )  # fmt: skip
        self.live += Participation.objects.bulk_create(rows, batch_size=1000)
        return {(row.organiser_unit_id, row.day) for row in rows}


def test_increments_equal_a_rebuild_after_random_changes_of_presences(figures, told):
    presences = Presences(figures)
    for _ in range(BATCHES):
        presences.change(CHANGES)
        figures.follow()

    assert queries.mismatches() == []
    assert Total.objects.filter(measure="turns").exists()
    assert DistinctTotal.objects.filter(measure="persons_served").exists()
    told(
        "R1 roll-ups",
        f"{BATCHES * CHANGES} changes of presences in {BATCHES} batches",
        f"{len(presences.live)} presences left",
        "every cell, total and distinct figure equals a rebuild",
    )


def test_only_cells_told_before_and_after_keep_figures_true(figures):
    """The twin: when the trail is not told where a presence was before, its old cell keeps what left it."""
    presences = Presences(figures, tells_before=False)
    for _ in range(2):
        presences.change(300)
        figures.follow()

    assert queries.mismatches()
