"""Changes the pure core line by line: `python -m tools.mutated [FILES]` prints the share its tests notice.

The changed copy lies in a temporary folder; nothing here is touched.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORE = (
    "aoxanh/kernel/codes.py",
    "aoxanh/kernel/dates.py",
    "aoxanh/kernel/numbers.py",
    "aoxanh/kernel/periods.py",
    "aoxanh/kernel/searching.py",
    "aoxanh/kernel/text.py",
)
"""Rules without a database, asked by ``tests/kernel``."""

COPIED = ("aoxanh", "tests", "tools", "pyproject.toml", "requirements.lock")
TOLD = re.compile(r"🎉 (\d+).*?🫥 (\d+).*?⏰ (\d+).*?🤔 (\d+).*?🙁 (\d+)")


def _copy(folder: Path, files: tuple[str, ...]) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("dist", "*.pyc")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    settings = {
        "paths_to_mutate": list(files),
        "tests_dir": ["tests/kernel"],
        "also_copy": list(COPIED),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n".join(("", "[tool.mutmut]", *lines, "")))


def _run(folder: Path) -> Counter[str]:
    done = subprocess.run(
        [BIN / "mutmut", "run"], cwd=folder, check=False, capture_output=True, text=True
    )
    found = TOLD.findall(done.stdout)
    if not found:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    names = ("noticed", "not reached", "too slow", "doubtful", "survived")
    return Counter(dict(zip(names, map(int, found[-1]), strict=True)))


def main(files: tuple[str, ...]) -> int:
    with tempfile.TemporaryDirectory(prefix="aoxanh-mutated-") as name:
        folder = Path(name)
        _copy(folder, files)
        told = _run(folder)
        left = subprocess.run(
            [BIN / "mutmut", "results"], cwd=folder, check=False, capture_output=True, text=True
        )
    print("\n".join(line for line in left.stdout.splitlines() if "survived" in line))
    reached = told.total() - told["not reached"]
    noticed = told["noticed"] + told["too slow"]
    print(
        f"B4 changed core | {told.total()} changes, {reached} reached | {noticed} noticed, {noticed / reached:.0%}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or CORE))
