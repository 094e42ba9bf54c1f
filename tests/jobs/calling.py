"""Runs the installed command in a home of its own, as a user would."""

import os
import subprocess
import sys


def call(home, *arguments, **more):
    """The finished process of ``aoxanh …``, with text output."""
    env = os.environ | {
        "AOXANH_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home}/aoxanh.sqlite3",
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "aoxanh.jobs.cli", *map(str, arguments)],
        env=env, capture_output=True, text=True, check=False, **more,
    )  # fmt: skip
