"""What is killed in the drill of the trail: `python -m tests.drills.trail_writer prepare|write|check`.

``AOXANH_BROKEN=transaction`` takes the transaction away and dies between the write and its entry.
"""

import os
import signal
import sys
from contextlib import nullcontext
from datetime import UTC, date, datetime
from types import SimpleNamespace

import django


django.setup()


from aoxanh.audit import actions as audit  # noqa: E402
from aoxanh.audit import queries as trail  # noqa: E402
from aoxanh.audit.models import Entry  # noqa: E402
from aoxanh.jobs.commands.migrate import migrate  # noqa: E402  Django must be set up first
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.people import actions as people  # noqa: E402
from aoxanh.people.actions import enrolment  # noqa: E402
from aoxanh.people.models import Person  # noqa: E402
from aoxanh.people.types import MembershipGiven, PersonGiven  # noqa: E402
from aoxanh.units import actions as units  # noqa: E402
from aoxanh.units.models import Unit  # noqa: E402
from aoxanh.units.types import Decision  # noqa: E402
from tests import reference  # noqa: E402


NOW, DAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC), date(2026, 11, 23)
BY = Actor.system(cause="drill", day=DAY)
EVENT = "people.PersonEnrolled"


def prepare() -> None:
    migrate()
    reference.kinds_of_units(by=BY, now=NOW)
    units.found(
        by=BY, kind_code="tinh_doan", name="Tỉnh đoàn", short_name="Tỉnh", parent_id=None,
        place_id=None, on=date(2010, 3, 26), decision=Decision("1", date(2010, 3, 26), "B"),
        now=NOW,
    )  # fmt: skip


def write() -> None:
    """Enrol people one after the other, and seal now and then, until killed."""
    unit_id = Unit.objects.get().pk
    if os.environ.get("AOXANH_BROKEN") == "transaction":
        enrolment.enrol = enrolment.enrol.__wrapped__
        enrolment.transaction = SimpleNamespace(atomic=nullcontext)
        enrolment.audit = SimpleNamespace(record=lambda **_: os.kill(os.getpid(), signal.SIGKILL))
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    number = Person.objects.count()
    while True:
        number += 1
        enrolment.enrol(
            by=BY, unit_id=unit_id, now=NOW,
            person=PersonGiven(full_name="Lò Thị Ón", phone=f"09{number:08d}"),
            membership=MembershipGiven(kind="MEMBER", valid_from=DAY),
        )  # fmt: skip
        if number % 10 == 0:
            audit.seal(by=BY, now=NOW)


def check() -> None:
    persons = set(Person.objects.values_list("pk", flat=True))
    told = list(Entry.objects.filter(event=EVENT).values_list("subject_id", flat=True))
    key = audit.sealing_key().public_key()
    broken = trail.broken_seals(key=key, noted=audit.noted_outside())
    sys.stdout.write(
        f"written={len(persons)} untold={len(persons - set(told))} "
        f"unwritten={len(set(told) - persons) + len(told) - len(set(told))} broken={len(broken)}\n"
    )


if __name__ == "__main__":
    assert people.enrol is enrolment.enrol
    {"prepare": prepare, "write": write, "check": check}[sys.argv[1]]()
