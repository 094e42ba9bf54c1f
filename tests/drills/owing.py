"""What a worker owes: messages, papers and the schedule of a day; asked for, done by several at once, counted.

Commands of `tests.races.worker`.
"""

import os
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from aoxanh.activities.models import Scan
from aoxanh.audit import actions as seals
from aoxanh.audit import queries as audit
from aoxanh.audit.models import Entry
from aoxanh.files import actions as files
from aoxanh.files.models import StoredFile
from aoxanh.files.types import FileKind
from aoxanh.jobs import schedule
from aoxanh.jobs.loop import Worker
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.notices import actions as notices
from aoxanh.notices.actions import delivering
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions as programmes
from aoxanh.recognition import actions as recognition
from aoxanh.recognition.models import Certificate
from aoxanh.units.models import Unit
from aoxanh.work.actions import jobs
from aoxanh.work.models import Job, Schedule
from bench import seed
from tests.activities.world import World
from tests.files.uploads import PDF
from tests.recognition.service import Service


NOW = datetime.fromisoformat(os.environ.get("AOXANH_RACE_NOW", "2026-11-23T02:00:00+00:00"))
TODAY = local_day(NOW)
SYSTEM = Actor.system(cause="drill", day=TODAY)


def _ta_leng() -> tuple[Unit, int]:
    unit = Unit.objects.get(versions__short_name="Tả Lèng")
    return unit, unit.versions.get().place_id


def open_door(*, passes: int) -> dict:
    """Who may stand at which door, and the passes that come (`bench.journeys.check_in`)."""
    unit, place_id = _ta_leng()
    return seed.open_door(seed.Ground(SYSTEM, NOW, unit.pk, place_id), passes)


def post(*, mails: int, first: int = 0) -> dict:
    """So many messages that wait."""
    for number in range(first, first + mails):
        notices.post(
            by=SYSTEM, key=f"drill:{number}", channel="EMAIL", address=f"nguoi{number}@example.vn",
            subject="Ca của bạn", body="Đã đổi giờ.", now=NOW,
        )  # fmt: skip
    return {}


def store(*, count: int) -> dict:
    """So many files more."""
    unit, _ = _ta_leng()
    for number in range(count):
        files.store(
            by=SYSTEM,
            unit_id=unit.pk,
            kind=FileKind.PDF,
            name=f"{number}.pdf",
            content=PDF,
            now=NOW,
        )
    return {}


def owe(*, mails: int, papers: int) -> dict:
    """So many messages, and certificates for so many who served."""
    post(mails=mails)
    world = World(system=SYSTEM, day=TODAY, now=NOW)
    world.ta_leng, place_id = _ta_leng()
    world.province = Unit.objects.get(versions__short_name="Lai Châu")
    world.places["Tả Lèng"] = type(world.ta_leng.versions.get().place).objects.get(pk=place_id)
    service = Service(world).build()
    service.crowd(papers)
    recognition.issue_batch(by=SYSTEM, unit_id=world.ta_leng.pk, scope=service.scope, now=NOW)
    return {}


def owed(*, folder: str) -> dict:
    """What was asked for, what was done, and how often."""
    keys = Counter(Job.objects.exclude(idempotency_key=None).values_list("kind", "run_after"))
    sent = [path.read_text(encoding="utf-8") for path in Path(folder).glob("*")]
    mailed = Counter(
        line for text in sent for line in text.splitlines() if line.startswith("Message-ID")
    )
    return {
        "notices": dict(Counter(Notice.objects.values_list("state", flat=True))),
        "mails": len(mailed),
        "mailed_twice": sum(times > 1 for times in mailed.values()),
        "undone": list(Job.objects.exclude(state="DONE").values_list("kind", "state", "note")),
        "asked_twice": sum(times > 1 for times in keys.values()),
        "due": sum(keys.values()),
        "certificates": Certificate.objects.count(),
        "papers_twice": Certificate.objects.count()
        - Certificate.objects.values("person_id").distinct().count(),
        "files": sum(
            (Path(settings.MEDIA_ROOT) / path).is_file()
            for path in StoredFile.objects.values_list("path", flat=True)
        ),
        "rows_of_files": StoredFile.objects.count(),
        "scans": Scan.objects.count(),
        "entries": Entry.objects.filter(event="work.JobAsked").count(),
        "broken_seals": len(
            audit.broken_seals(key=seals.sealing_key().public_key(), noted=seals.noted_outside())
        ),
    }


def sleep_through(*, hours: int) -> dict:
    """The schedule was looked at ``hours`` ago for the last time; how many instants fell due meanwhile.

    Those who served were written straight into the ledger: the figures learn of them here.
    """
    programmes.rebuild(by=SYSTEM, now=NOW)
    schedule.tick(by=SYSTEM, now=timezone.now())
    since, now = timezone.now() - timedelta(hours=hours), timezone.now()
    Schedule.objects.update(asked_until=since)
    return {
        "due": sum(len(list(schedule.due_between(line, since, now))) for line in schedule.LINES)
    }


def tick(*, start: float, keyed: bool = True) -> dict:
    """One scheduler's look at the clock, at the same moment as the other's; the twin asks without a key."""
    asked, marks = jobs.enqueue, schedule.jobs.asked_until

    def slowly(names):
        found = marks(names)
        time.sleep(0.3)
        return found

    if not keyed:
        jobs.enqueue = lambda **given: asked(**given | {"key": None})
    schedule.jobs.asked_until = slowly
    _wait_until(start)
    schedule.tick(by=SYSTEM, now=timezone.now())
    schedule.jobs.asked_until, jobs.enqueue = marks, asked
    return {}


def work(*, start: float) -> dict:
    """What `aoxanh worker --once` does, at the same moment as another."""
    worker = Worker(now=timezone.now)
    _wait_until(start)
    while worker.round():
        continue
    return {}


def deliver(*, start: float) -> dict:
    """The twin: sends what waits without taking it first."""
    taken = delivering._taken
    delivering._taken = lambda *_notice, **_now: time.sleep(0.02) is None
    _wait_until(start)
    notices.deliver(now=timezone.now())
    delivering._taken = taken
    return {}


def _wait_until(start: float) -> None:
    while time.time() < start:
        time.sleep(0.001)


COMMANDS = {
    "deliver": deliver,
    "door": open_door,
    "owe": owe,
    "owed": owed,
    "post": post,
    "ready": dict,
    "sleep": sleep_through,
    "store": store,
    "tick": tick,
    "work": work,
}
