"""The Chromium that browser tests and screenshots drive: the system's, else the one from a package."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PACKAGED_FLAGS = ("--headless=shell", "--no-zygote")
FOLDER = Path(__file__).resolve().parent / "browser"


@dataclass(frozen=True)
class Chromium:
    """Where a Chromium is and the flags it must be started with."""

    path: str
    flags: tuple[str, ...]


@cache
def find_chromium() -> Chromium | None:
    """AOXANH_CHROMIUM, the system's, or the packaged one when it was installed; None without any."""
    named = os.environ.get("AOXANH_CHROMIUM")
    if named:
        return Chromium(named, FLAGS)
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return Chromium(path, FLAGS)
    return _packaged()


def _packaged() -> Chromium | None:
    if not (FOLDER / "node_modules" / "@sparticuz").exists():
        return None
    node = Path(sys.executable).parent / "node"
    folder = Path(tempfile.gettempdir()) / "aoxanh-chromium"
    folder.mkdir(exist_ok=True)
    unpacked = subprocess.run(
        [node, "unpack.mjs"],
        cwd=FOLDER,
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if unpacked.returncode:
        return None
    os.environ["LD_LIBRARY_PATH"] = f"{folder}:{os.environ.get('LD_LIBRARY_PATH', '')}"
    return Chromium(unpacked.stdout.strip(), FLAGS + PACKAGED_FLAGS)
