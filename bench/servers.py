"""The servers under measurement: the product as operators start it, and the one-file limit served alike."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
os.environ.setdefault("AOXANH_SECRET_KEY", "only for measuring")
django.setup()

from aoxanh.jobs.commands.serve import THREADS  # noqa: E402  Django must be set up first
from bench import served  # noqa: E402


WORKERS = 2
MANY = str(10**9)
"""Sign-ups one address may send in an hour: here all come from one."""

_ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, its first process, how long until its first page (seconds)."""

    address: str
    pid: int
    cold_start: float

    def memory(self) -> float:
        """MB of memory of all its processes, shared pages counted by share (PSS)."""
        return sum(_pss(pid) for pid in _tree(self.pid)) / 1024


def environment(database: str, home: Path) -> dict[str, str]:
    """What the product and its seed run with."""
    return os.environ | {
        "AOXANH_HOME": str(home),
        "AOXANH_SECRET_KEY": "only for measuring",
        "AOXANH_SIGNUPS_PER_HOUR": MANY,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
    }


def run(module: str, *arguments: str, env: Mapping[str, str]) -> None:
    """A module of ours, to its end."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=env, cwd=_ROOT, check=True)


@contextmanager
def product(
    env: Mapping[str, str], *, port: int = 0, with_worker: bool = False
) -> Iterator[Server]:
    """`aoxanh serve` with two workers."""
    port = port or _free_port()
    call = [sys.executable, "-m", "aoxanh.jobs.cli", "serve", "--port", str(port)]
    call += ["--workers", str(WORKERS), *([] if with_worker else ["--no-worker"])]
    with _running(call, port, "/", env) as server:
        yield server


@contextmanager
def limit(env: Mapping[str, str]) -> Iterator[Server]:
    """The one-file application behind the same server with the same processes and threads."""
    port = _free_port()
    run("bench.limits.one_file", env=env)
    call = served.call(
        "bench.limits.one_file:application", port=port, workers=WORKERS, threads=THREADS
    )
    with _running(call, port, "/bare/", env) as server:
        yield server


@contextmanager
def _running(
    call: list[str], port: int, first_page: str, env: Mapping[str, str]
) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(call, env=env, cwd=_ROOT, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + first_page, process)
        yield Server(address, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(page: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(page, timeout=5).close()  # noqa: S310  our own loopback address
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
        else:
            return
    raise SystemExit(f"{page} did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tree(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            found += _tree(int(child))
    return found


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
