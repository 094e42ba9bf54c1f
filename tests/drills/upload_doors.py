"""Every broken file through every door where files come in, with little memory.

Run as ``python -m tests.drills.upload_doors SHARE`` with ``DATABASE_URL`` and ``AOXANH_HOME`` in the environment; one
JSON line. ``SHARE``: every how manieth file is taken; 0 is the twin. Forms hand files either to the lists
(`files.queries.opened`) or to the store (`files.actions.store`, by kind): both are asked here, the lists and the
pictures through their pages.
"""

import json
import logging
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import django


django.setup()

from django.conf import settings  # noqa: E402  Django must be set up first
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from aoxanh.access import actions as access  # noqa: E402
from aoxanh.files import actions as files  # noqa: E402
from aoxanh.files.models import StoredFile  # noqa: E402
from aoxanh.files.rules import archives  # noqa: E402
from aoxanh.files.types import FileKind  # noqa: E402
from aoxanh.jobs.commands.migrate import migrate  # noqa: E402
from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.kernel.errors import DomainError  # noqa: E402
from aoxanh.work.models import Batch  # noqa: E402
from tests.activities.crowd import Crowd  # noqa: E402
from tests.activities.world import World  # noqa: E402
from tests.drills.broken_files import corpus, huge  # noqa: E402


TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MEMORY = 300 * 1024 * 1024
KINDS = (FileKind.DOCUMENT, FileKind.SCAN, FileKind.PDF)


class Doors:
    """What takes files, and what it may leave behind."""

    def __init__(self, crowd):
        self.unit_id = crowd.world.ta_leng.pk
        self.by = crowd.officer
        account = access.register(
            by=crowd.world.system, contact="0987000001", full_name="Lò Thị Mai",
            password="áo xanh trên núi", now=NOW,
        )  # fmt: skip
        access.grant(
            by=crowd.world.system, account_id=account.pk, role="COMMUNE_OFFICER",
            unit_id=self.unit_id, now=NOW,
        )  # fmt: skip
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(account)
        home = f"/dieu-phoi/{self.unit_id}"
        self.pages = {
            "lists": (f"{home}/nhap-danh-sach/moi/members/", "file"),
            "pictures": (f"{home}/hoat-dong/{crowd.activity.pk}/minh-chung/", "photos"),
        }

    def sent(self, door, name, content):
        """The status a page answers with."""
        path, field = self.pages[door]
        return self.browser.post(path, {field: SimpleUploadedFile(name, content)}).status_code

    def stored(self, kind, name, content):
        """302 when it was kept, 422 when it was refused in words."""
        try:
            files.store(
                by=self.by, unit_id=self.unit_id, kind=kind, name=name, content=content, now=NOW
            )
        except DomainError:
            return 422
        return 302

    def all(self, name, content):
        for door in self.pages:
            yield door, lambda door=door: self.sent(door, name, content)
        for kind in KINDS:
            yield kind.value, lambda kind=kind: self.stored(kind, name, content)


def _kept():
    on_disk = sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))
    return StoredFile.objects.count(), on_disk, Batch.objects.count()


def _little_memory(most=MEMORY):
    """From here on this process may grow by ``most`` and no more."""
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = taken * resource.getpagesize() + most
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def walk(doors, share):
    """Files, tries, what went wrong, the longest time of the processor."""
    _little_memory()
    told = {"files": 0, "tries": 0, "faults": [], "left": [], "refused": 0, "longest": 0.0}
    for number, (name, content) in enumerate(corpus()):
        if number % share:
            continue
        told["files"] += 1
        for door, send in doors.all(name, content):
            before, began = _kept(), time.process_time()
            try:
                status = send()
            except Exception as fault:  # noqa: BLE001  every other end is what the drill looks for
                status = repr(fault)
            took = time.process_time() - began
            told["tries"] += 1
            told["longest"] = max(told["longest"], took)
            if status not in {302, 422} or took > 2:
                told["faults"].append([door, name, status, round(took, 2)])
            if status == 422:
                told["refused"] += 1
                told["left"] += [[door, name]] if _kept() != before else []
    return told


def unguarded(doors):
    """The twin: a large bomb, and nobody looks at what it declares; how the lists answer."""
    content = huge(120)
    _little_memory(MEMORY // 3)
    archives._check_declared = lambda _entries: None
    return {"status": doors.sent("lists", "bom.xlsx", content)}


def main() -> None:
    logging.disable(logging.ERROR)
    setup_test_environment()
    migrate()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    world = World(system=Actor.system(cause="drill", day=TODAY), day=TODAY, now=NOW).build()
    doors = Doors(Crowd.at(world))
    doors.sent("lists", "warm.csv", b"x")
    doors.sent("pictures", "warm.jpg", b"x")
    share = int(sys.argv[1])
    told = walk(doors, share) if share else unguarded(doors)
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
