"""Every write path of the chain with each of its statements failing in turn, on a database of its own.

Run as ``python -m tests.drills.write_paths`` with ``DATABASE_URL`` and ``AOXANH_HOME`` in the environment: one JSON
line for each path. A test's own transaction would hide what is saved; the trail refuses to be flushed.
"""

import json
import logging
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import django


django.setup()

import time_machine  # noqa: E402  Django must be set up first
from django.conf import settings  # noqa: E402
from django.db import OperationalError, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from aoxanh.access import actions as access  # noqa: E402
from aoxanh.activities import actions as activities  # noqa: E402
from aoxanh.activities.actions import signups  # noqa: E402
from aoxanh.activities.actions.arriving import Sent  # noqa: E402
from aoxanh.activities.actions.synchronising import take_in  # noqa: E402
from aoxanh.activities.actions.understanding import opened  # noqa: E402
from aoxanh.activities.queries import signed_pass  # noqa: E402
from aoxanh.activities.types import ScanBatch  # noqa: E402
from aoxanh.jobs.commands.migrate import migrate  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.codes import digest  # noqa: E402
from aoxanh.recognition import actions as recognition  # noqa: E402
from aoxanh.recognition.types import Scope  # noqa: E402
from aoxanh.web.guards import form_token  # noqa: E402
from tests.activities.crowd import Crowd  # noqa: E402
from tests.activities.phones import Phone  # noqa: E402
from tests.activities.world import World  # noqa: E402
from tests.drills.failing import changed, contents, failing_at  # noqa: E402
from tests.recognition.service import Service  # noqa: E402


TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PLAIN = "Tạm dừng ít phút"

Attempt = Callable[[], object]


def _browser():
    return Client(raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})


def _sign_up(crowd):
    """A minor's sign-up, the longest."""
    fields = {
        "form": form_token(), "slots": [crowd.slot.pk], "full_name": "Vàng A Sinh",
        "contact": "0912 345 678", "is_minor": "on", "birth_year": "2012",
        "guardian_name": "Vàng A Páo", "guardian_phone": "0987 654 321",
    }  # fmt: skip
    path = f"/hoat-dong/{crowd.activity.code}/dang-ky/"
    return lambda: _browser().post(path, fields)


def _withdraw(crowd):
    """Giving a place back, which the next in line takes."""
    held = crowd.sign_up()
    crowd.sign_up()
    crowd.sign_up()
    return lambda: _browser().post(f"/ma/{held.token}/rut/")


def _check_in(crowd):
    held = crowd.sign_up()
    unit = crowd.world.ta_leng
    account = access.register(
        by=crowd.world.system, contact="0987000001", full_name="Lò Thị Mai",
        password="áo xanh trên núi", now=crowd.world.now,
    )  # fmt: skip
    access.grant(
        by=crowd.world.system, account_id=account.pk, role="COMMUNE_OFFICER", unit_id=unit.pk,
        now=crowd.world.now,
    )  # fmt: skip
    browser = _browser()
    browser.force_login(account)
    scan = {
        "uuid": str(uuid4()), "raw": signed_pass(held), "direction": "IN", "device_id": "phone-1",
        "device_at": crowd.world.now.isoformat(),
    }  # fmt: skip
    path = f"/dieu-phoi/{unit.pk}/hoat-dong/{crowd.activity.pk}/diem-danh/quet/"
    body = json.dumps({"scans": [scan]})
    return lambda: browser.post(path, body, content_type="application/json")


def _phones(crowd):
    """What three phones of one door send at the same moment."""
    at, sent = crowd.clock(9), []
    for phone in (Phone(crowd), Phone(crowd), Phone(crowd)):
        phone.scan(crowd.sign_up(), crowd.clock(8))
        scans = tuple(phone.kept)
        sent.append(
            Sent(
                by=crowd.world.system, token=digest(phone.token), now=at, said=opened(scans),
                batch=ScanBatch(sent_at=at, scans=scans),
            )
        )  # fmt: skip
    return lambda: take_in(sent)


def _close(crowd):
    """Closing with the hours of who came."""
    world = crowd.world
    held = crowd.sign_up()
    crowd.scan(held)
    crowd.leave(held)
    activities.complete_stage(
        by=crowd.officer, activity_id=crowd.activity.pk, code="plan", now=world.now
    )
    return lambda: activities.close(
        by=world.later(6), activity_id=crowd.activity.pk, evaluation="Xong", now=crowd.clock(12)
    )


def _late_entry(crowd):
    """An hour entered late and confirmed from outside."""
    late = activities.ask_late_entry(
        by=crowd.officer, shift_id=crowd.shift.pk, person_id=crowd.sign_up().person_id,
        minutes=120, reason="Điện thoại hết pin", now=crowd.clock(15),
    )  # fmt: skip
    superior = crowd.world.officer(crowd.world.province, "PROVINCE_OFFICER", account_id=8)
    return lambda: activities.decide_late_entry(
        by=superior, late_entry_id=late.pk, confirm=True, note="đã hỏi", now=crowd.clock(16)
    )


def _certificate(crowd):
    service = Service(crowd.world).build()
    person = service.person("Giàng A Páo")
    service.serve(person)
    return lambda: recognition.issue(
        by=service.officer, unit_id=crowd.world.ta_leng.pk,
        scope=Scope(activity_id=service.activity.pk), holder_id=person.pk, now=crowd.world.now,
    )  # fmt: skip


MOST = 200
"""Statements no path reaches."""

PATHS: dict[str, Callable[[Crowd], Attempt]] = {
    "sign-up": _sign_up,
    "withdrawal": _withdraw,
    "check-in": _check_in,
    "phones together": _phones,
    "closing": _close,
    "late entry": _late_entry,
    "certificate": _certificate,
}


def _answer(attempt):
    """What the user is told: the page's status and text, or the database's own refusal."""
    try:
        answer = attempt()
    except OperationalError as fault:
        return 503, f"{PLAIN}: {fault}"
    if not hasattr(answer, "status_code"):
        return 200, ""
    return answer.status_code, answer.content.decode()


def walk(name: str, crowd: Crowd) -> dict[str, object]:
    """One path with its first, second, … statement failing, until it has no more and succeeds."""
    attempt = PATHS[name](crowd)
    before = contents()
    told = {"path": name, "half_saved": [], "not_plain": []}
    for number in range(1, MOST):
        with failing_at(number) as has_failed:
            status, text = _answer(attempt)
        if not has_failed():
            return told | {"statements": number - 1, "status": status, "saved": changed(before)}
        if status != 503 or PLAIN not in text:
            told["not_plain"].append([number, status, text[:200]])
        told["half_saved"] += [[number, table] for table in changed(before)]
    return told


def twin(crowd: Crowd) -> dict[str, object]:
    """The sign-up without its transaction: the same faults leave something behind."""
    attempt = _sign_up(crowd)
    signups.transaction = SimpleNamespace(atomic=nullcontext)
    before, left = contents(), set()
    for number in range(1, 16):
        with failing_at(number):
            _answer(attempt)
        left |= set(changed(before))
    signups.transaction = transaction
    return {"path": "twin", "half_saved": sorted(left)}


def main() -> None:
    """Lay the tables, then walk every path."""
    logging.disable(logging.ERROR)
    setup_test_environment()
    migrate()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    with time_machine.travel(NOW, tick=False):
        system = Actor.system(cause="drill", day=TODAY)
        world = World(system=system, day=TODAY, now=NOW).build()
        for name in PATHS:
            sys.stdout.write(json.dumps(walk(name, Crowd.at(world))) + "\n")
        sys.stdout.write(json.dumps(twin(Crowd.at(world))) + "\n")


if __name__ == "__main__":
    main()
