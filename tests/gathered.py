"""The files of the pages as a server keeps them: gathered and packed once, laid into the homes of those to come.

A server that begins looks all the same, and finds nothing newer. A portal's first start is walked whole in
`tests/browser/test_first_week.py`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tables import FOLDER, ROOT, alone


GATHER = "import django; django.setup(); from aoxanh.jobs import assets; assets.gather()"


def _key() -> str:
    """What was gathered follows from: our files as they were last written, and the libraries that bring their own."""
    read = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(ROOT.glob("aoxanh/*/static/**/*")):
        read.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return read.hexdigest()[:16]


def lay_into(home: Path) -> None:
    """Where nothing is gathered yet."""
    if not (home / "static").exists():
        shutil.copytree(_gathered(), home / "static")


def _gathered() -> Path:
    kept = FOLDER / f"static-{_key()}"
    with alone():
        if not kept.exists():
            for old in FOLDER.glob("static-*"):
                shutil.rmtree(old)
            with TemporaryDirectory(prefix="aoxanh-static-") as home:
                environment = {
                    "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
                    "AOXANH_HOME": home,
                    "DATABASE_URL": "sqlite://:memory:",
                }
                subprocess.run(
                    [sys.executable, "-c", GATHER],
                    check=True, cwd=ROOT, env=os.environ | environment,
                )  # fmt: skip
                shutil.move(Path(home) / "static", kept)
    return kept
