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


def start(home, *arguments):
    """A running ``aoxanh …``."""
    env = os.environ | {
        "AOXANH_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home}/aoxanh.sqlite3",
        "PYTHONUNBUFFERED": "1",
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen(
        [sys.executable, "-m", "aoxanh.jobs.cli", *map(str, arguments)],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
