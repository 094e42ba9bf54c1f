"""Fills an empty database for measuring: `python -m bench.seed`, with DATABASE_URL and AOXANH_HOME set.

The real territory, a province's union and one commune's, 2,000 shifts with places to spare, and a door file: who
runs the door of an activity and the passes that may be scanned there.
"""

import argparse
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  Django must be set up first
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from aoxanh.access import actions as access  # noqa: E402
from aoxanh.activities import actions as activities  # noqa: E402
from aoxanh.activities.models import Participation, Pass, Scan  # noqa: E402
from aoxanh.activities.queries import signed_pass  # noqa: E402
from aoxanh.activities.types import (  # noqa: E402
    ActivityRow,
    ActivityState,
    HistoryRow,
    LoadedActivity,
    OfflineScan,
    ScanBatch,
    ShiftGiven,
)
from aoxanh.jobs import founding  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.dates import local_day, start_of  # noqa: E402
from aoxanh.kernel.statistics import renew  # noqa: E402
from aoxanh.people import actions as people  # noqa: E402
from aoxanh.people.types import (  # noqa: E402
    EnrolmentRow,
    MembershipGiven,
    MembershipKind,
    PersonGiven,
)
from aoxanh.places import queries as places  # noqa: E402
from aoxanh.units import actions as units  # noqa: E402
from aoxanh.units import queries as tree  # noqa: E402
from aoxanh.units.types import Decision  # noqa: E402


PROVINCE, COMMUNE = "12", "03433"
CONTACT, PASSWORD = "0900000001", "đo tốc độ 2026"
CAPACITY = 100_000
A_SHIFT = timedelta(hours=4)
PHONES = 64
"""Made ready to run the door without a signal."""
EARLIER, AT_ONCE = 5_000, 500
"""Scans of an earlier door: the one that is measured is nobody's first."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Who seeds, when, and where everything takes place."""

    by: Actor
    now: datetime
    unit_id: int
    place_id: int

    @property
    def day(self) -> date:
        return self.by.day

    def row(self, number: int, first_day: date, shifts: tuple[ShiftGiven, ...]) -> ActivityRow:
        """An open activity with everything that its page shows."""
        return ActivityRow(
            unit_id=self.unit_id,
            template_code="lop_so",
            title=f"Lớp học số cộng đồng số {number}",
            place_id=self.place_id,
            first_day=first_day,
            last_day=first_day + timedelta(days=len(shifts) - 1),
            created_at=self.now,
            state=ActivityState.OPEN,
            shifts=shifts,
            spot="Nhà văn hóa bản Hồ Pên",
            meeting_point="Sân Ủy ban nhân dân xã",
        )


def found(now: datetime) -> Ground:
    """Territory, reference data, the province's union and one commune's."""
    by = Actor.system(cause="bench", day=local_day(now))
    founding.load_reference(by=by)
    founding.found_at(by=by, code=PROVINCE, name="", now=now)
    place = places.by_code(code=COMMUNE, day=by.day)
    unit = units.found(
        by=by,
        kind_code="doan_xa",
        name=f"Đoàn xã {place.name}",
        short_name=place.name,
        parent_id=tree.instance().root_id,
        place_id=place.pk,
        on=place.valid_from,
        decision=Decision(),
        now=now,
    )
    return Ground(by, now, unit.pk, place.pk)


def open_activities(
    ground: Ground, shifts: int, *, capacity: int = CAPACITY, keeps_list: bool = True
) -> list[LoadedActivity]:
    """Activities of two shifts each, one a day for weeks ahead."""
    rows = []
    for number in range(1, shifts // 2 + 1):
        first_day = ground.day + timedelta(days=2 + number % 60)
        opening = start_of(first_day) + timedelta(hours=7)
        times = (opening, opening + timedelta(days=1))
        given = tuple(
            ShiftGiven(starts_at=at, ends_at=at + A_SHIFT, capacity=capacity, keeps_list=keeps_list)
            for at in times
        )
        rows.append(ground.row(number, first_day, given))
    return activities.load_activities(by=ground.by, rows=rows, now=ground.now)


def open_door(
    ground: Ground, passes: int, contact: str = CONTACT, first: int = 1
) -> dict[str, Any]:
    """An activity whose shift begins now, with ``passes`` sign-ups and an officer who signs in.

    ``first`` numbers the first of those who signed up: nobody signs up for two doors.
    """
    end = ground.now + A_SHIFT
    shift = ShiftGiven(
        starts_at=ground.now, ends_at=end, signup_until=end, capacity=CAPACITY, name="Ca hôm nay"
    )
    row = ground.row(0, ground.day, (shift,))
    [loaded] = activities.load_activities(by=ground.by, rows=[row], now=ground.now)
    _sign_up(ground, loaded, range(first, first + passes))
    account = access.register(
        by=ground.by, contact=contact, full_name="Lò Thị Mai", password=PASSWORD, now=ground.now
    )
    access.grant(
        by=ground.by, account_id=account.pk, role="COMMUNE_OFFICER", unit_id=ground.unit_id,
        since=ground.day, now=ground.now,
    )  # fmt: skip
    held = Pass.objects.select_related("activity").filter(activity=loaded.activity).order_by("pk")
    return {
        "activity_id": loaded.activity.pk,
        "account_id": account.pk,
        "contact": contact,
        "password": PASSWORD,
        "passes": [signed_pass(each) for each in held],
        "phones": [_phone(ground, loaded, number) for number in range(PHONES)],
        **_addresses(ground.unit_id, loaded.activity.pk),
    }


def _phone(ground: Ground, loaded: LoadedActivity, number: int) -> str:
    """The secret of a phone at the door."""
    _device, secret = activities.give_device(
        by=ground.by, activity_id=loaded.activity.pk, name=f"Máy {number}", now=ground.now
    )
    return secret


def _scan_all(ground: Ground, door: Mapping[str, Any]) -> None:
    """Everybody of a door came; a phone that had no signal tells so."""
    for sequence in range(0, len(door["passes"]), AT_ONCE):
        scans = [
            OfflineScan(uuid=uuid4(), sequence=sequence + place, device_at=ground.now, raw=raw)
            for place, raw in enumerate(door["passes"][sequence : sequence + AT_ONCE], 1)
        ]
        batch = ScanBatch(sent_at=ground.now, scans=scans)
        token = door["phones"][0]
        activities.synchronise(by=ground.by, token=token, batch=batch, now=ground.now)
    renew(Scan, Participation)


def _sign_up(ground: Ground, loaded: LoadedActivity, lines: Iterable[int]) -> None:
    given = [
        EnrolmentRow(
            line=line,
            person=PersonGiven(
                full_name=f"Lò Văn {'ABCDEGHIKL'[line % 10]}", phone=f"091{line:07d}"
            ),
            membership=MembershipGiven(kind=MembershipKind.MEMBER, valid_from=ground.day),
        )
        for line in lines
    ]
    enrolled = people.enrol_many(by=ground.by, unit_id=ground.unit_id, rows=given, now=ground.now)
    [shift], [slot] = loaded.shifts, loaded.slots
    rows = (
        HistoryRow(
            activity_id=loaded.activity.pk,
            organiser_unit_id=ground.unit_id,
            place_id=ground.place_id,
            shift_id=shift.pk,
            shift_starts_at=shift.starts_at,
            person_id=person.pk,
            contact_key=person.contact_key,
            signed_up_at=ground.now,
            slot_id=slot.pk,
        )
        for person in enrolled
    )
    activities.load_history(by=ground.by, rows=rows, now=ground.now)


def _addresses(unit_id: int, activity_id: int) -> dict[str, str]:
    """Where the door stands and takes scans."""
    found = {}
    at = [unit_id, activity_id]
    for key, name, args in (
        ("page", "manage:checkin", at),
        ("send", "manage:scan", at),
        ("keep", "door:send", []),
    ):
        try:
            found[key] = reverse(name, args=args)
        except NoReverseMatch:
            found[key] = ""
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.seed", description=__doc__)
    parser.add_argument("--shifts", type=int, default=2000)
    parser.add_argument("--passes", type=int, default=0)
    parser.add_argument("--door", type=Path, help="where to write the door file")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    ground = found(timezone.now())
    open_activities(ground, options.shifts)
    if options.door is not None:
        if options.passes:
            _scan_all(ground, open_door(ground, EARLIER, "0900000002", first=CAPACITY + 1))
        door = open_door(ground, options.passes)
        options.door.write_text(json.dumps(door), encoding="utf-8")


if __name__ == "__main__":
    main()
