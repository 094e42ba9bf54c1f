"""F3: the disk of the files or of the database is full: a page that says so, nothing half written, and on again."""

import os
import subprocess
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from PIL import Image

from bench.journeys import People, _csrf, _sign_in
from bench.wire import Connection
from tests import tables
from tests.drills.databases import NEEDS_POSTGRESQL, environment_of
from tests.drills.serving import serving, sign_up
from tests.races.running import Process
from tools.with_postgres import Cluster


pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]
TRIES = 8
PLAIN = "Tạm dừng ít phút"


@contextmanager
def small_disk(folder, megabytes):
    """``folder`` on a disk of its own; (fill it, free it)."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
        check=False, capture_output=True,
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("F3 disk full: only root may mount a disk of its own")
    ballast = folder / "ballast"

    def fill():
        with suppress(OSError), ballast.open("wb", buffering=0) as sink:
            while sink.write(b"\0" * 4096):
                continue

    try:
        yield fill, ballast.unlink
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _photo(number):
    noise = Random(number).randbytes(300 * 300 * 3)  # noqa: S311  a picture that does not pack
    target = BytesIO()
    Image.frombytes("RGB", (300, 300), noise).save(target, "PNG")
    return target.getvalue()


class Officer:
    """Somebody signed in who sends pictures of an activity."""

    def __init__(self, address, door):
        self.client = Connection(address)
        _sign_in(self.client, door["contact"], door["password"])
        self.path = door["page"].removesuffix("diem-danh/") + "minh-chung/"
        self.token = _csrf(self.client, self.path)

    def send(self, number):
        parts = (
            ("csrfmiddlewaretoken", "", self.token.encode()),
            ("photos", f"anh{number}.png", _photo(number)),
        )
        body = b"".join(
            f'--cut\r\nContent-Disposition: form-data; name="{name}"'.encode()
            + (f'; filename="{file}"\r\nContent-Type: image/png'.encode() if file else b"")
            + b"\r\n\r\n" + content + b"\r\n"
            for name, file, content in parts
        )  # fmt: skip
        kind = {"Content_Type": "multipart/form-data; boundary=cut"}
        return self.client.post(self.path, body + b"--cut--\r\n", **kind)


def _plain(answer):
    """Whether the answer is the page that says to come back, and no trace."""
    page = answer.body.decode()
    return answer.status == 503 and PLAIN in page and "Traceback" not in page


def test_no_room_for_files_is_told_and_leaves_nothing(scene, told):
    environment, clerk = scene
    door = clerk.call("door", passes=1)
    media = Path(environment["AOXANH_HOME"]) / "files"
    with small_disk(media, 2) as (fill, free), serving(environment, workers=1) as server:
        officer = Officer(server.address, door)
        first = officer.send(0)
        before = clerk.call("owed", folder=str(media / "none"))
        fill()
        full = [officer.send(number) for number in range(1, 1 + TRIES)]
        meanwhile = officer.client.get(door["page"]).status
        left = list(media.rglob("*.part"))
        after = clerk.call("owed", folder=str(media / "none"))
        free()
        again = officer.send(99)
        officer.client.close()
        last = clerk.call("owed", folder=str(media / "none"))

    assert (first.status, again.status, meanwhile) == (302, 302, 200)
    assert all(map(_plain, full))
    assert left == []
    assert after == before
    assert last["files"] == last["rows_of_files"] == before["files"] + 1
    told(
        "F3 no room for files",
        f"{TRIES} pictures on a full disk",
        f"{TRIES} × 503 in words, the next one kept by itself after room returned",
        "no file without a row, no row without a file, no half file",
    )


@contextmanager
def _postgresql_on(disk):
    """The address of a database on ``disk``, of a server of its own: while it is full that server cannot checkpoint."""
    disk.chmod(0o755)
    folder = disk / "space"
    folder.mkdir()
    cluster = Cluster(durable=False)
    cluster.start()
    try:
        with psycopg.connect(cluster.address, autocommit=True) as connection:
            data = Path(connection.execute("SHOW data_directory").fetchone()[0])
            owner = data.stat()
            os.chown(folder, owner.st_uid, owner.st_gid)
            connection.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
            connection.execute("CREATE DATABASE small TABLESPACE small")
        address = urlunsplit(urlsplit(cluster.address)._replace(path="/small"))
        tables.lay(address)
        yield address
    finally:
        cluster.remove()


def _filled_meanwhile(environment, fill, free):
    """(what a visitor was told before, in and after the full disk; what the tables say)."""
    clerk, people = Process(environment), People(1)
    clerk.call("prepare")
    opened = clerk.call("open", places=20_000, waiting=False)
    with serving(environment, workers=1) as server:
        client = Connection(server.address)
        before = sign_up(client, people, **opened)
        fill()
        full = []
        while len(full) < TRIES * 50 and sum(answer.status == 503 for answer in full) < TRIES:
            full.append(sign_up(client, people, **opened))
        free()
        after = [sign_up(client, people, **opened) for _ in range(3)]
        client.close()
    held = [
        each.header("location").split("/")[-2]
        for each in (before, *full, *after)
        if each.status == 303
    ]
    kept = clerk.call("check", slot=opened["slot"], tokens=held)
    clerk.stop()
    return full, after, kept, held


def _whole(full, after, kept, held):
    refused = [answer for answer in full if answer.status != 303]
    assert len(refused) == TRIES
    assert all(map(_plain, refused))
    assert [answer.status for answer in after] == [303] * 3
    assert kept["taken"] == kept["holding"] == len(held)
    assert kept["lost"] == kept["untold"] == kept["orphans"] == 0


def test_no_room_for_postgresql_is_told_and_loses_nothing(common_home, told):
    with (
        TemporaryDirectory() as open_to_postgresql,
        small_disk(Path(open_to_postgresql), 96) as (fill, free),
        _postgresql_on(Path(open_to_postgresql)) as address,
    ):
        full, after, kept, held = _filled_meanwhile(
            environment_of(address, common_home), fill, free
        )

    _whole(full, after, kept, held)
    told(
        "F3 no room for the database, PostgreSQL",
        f"sign-ups on a full disk until {TRIES} are refused",
        f"{TRIES} × 503 in words, {len(held)} kept, the next ones by themselves after room returned",
        "none lost, none half kept",
    )
