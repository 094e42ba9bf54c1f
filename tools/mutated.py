"""Changes the core line by line: `python -m tools.mutated [FILES]` prints what share the tests of each file notice.

The changed copy lies in a temporary folder; nothing here is touched. Each file is asked by the tests beside it in
``CORE``, those that reach the changed line alone, in one process that forks.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORE = {
    "aoxanh/kernel/codes.py": ("tests/kernel/test_periods_codes_contacts.py",),
    "aoxanh/kernel/periods.py": ("tests/kernel/test_periods_codes_contacts.py",),
    "aoxanh/kernel/contacts.py": ("tests/kernel/test_periods_codes_contacts.py",),
    "aoxanh/kernel/draws.py": ("tests/kernel/test_draws.py",),
    "aoxanh/kernel/keys.py": ("tests/kernel/test_keys.py",),
    "aoxanh/kernel/actors.py": ("tests/kernel/test_actors.py",),
    "aoxanh/kernel/dates.py": ("tests/kernel/test_numbers_and_dates.py",),
    "aoxanh/kernel/numbers.py": ("tests/kernel/test_numbers_and_dates.py",),
    "aoxanh/kernel/text.py": ("tests/kernel/test_text.py",),
    "aoxanh/kernel/neutral.py": ("tests/kernel/test_text.py",),
    "aoxanh/kernel/searching.py": ("tests/kernel/test_searching.py",),
    "aoxanh/access/rules/second_factor.py": ("tests/access/test_roles.py",),
    "aoxanh/access/rules/appointing.py": ("tests/access/test_appointing_rules.py",),
    "aoxanh/access/rules/guessing.py": ("tests/access/test_appointing_rules.py",),
    "aoxanh/activities/rules/hours.py": (
        "tests/activities/test_hours.py",
        "tests/activities/test_hours_rules.py",
    ),
    "aoxanh/activities/rules/checkin.py": ("tests/activities/test_checkin_rules.py",),
    "aoxanh/activities/rules/signups.py": ("tests/activities/test_checkin_rules.py",),
    "aoxanh/activities/rules/passes.py": ("tests/activities/test_checkin_rules.py",),
    "aoxanh/activities/rules/clocks.py": ("tests/activities/test_clocks.py",),
    "aoxanh/activities/rules/states.py": ("tests/activities/test_activity_rules.py",),
    "aoxanh/activities/rules/days.py": (
        "tests/activities/test_activity_rules.py",
        "tests/activities/test_day_rules.py",
    ),
    "aoxanh/activities/rules/places.py": ("tests/activities/test_place_rules.py",),
    "aoxanh/activities/rules/nominations.py": ("tests/activities/test_place_rules.py",),
    "aoxanh/activities/rules/stages.py": ("tests/activities/test_activity_rules.py",),
    "aoxanh/activities/rules/sharing.py": ("tests/activities/test_sharing_rules.py",),
    "aoxanh/audit/rules.py": ("tests/audit/test_seal_rules.py",),
    "aoxanh/people/rules/attribution.py": ("tests/people/test_person_rules.py",),
    "aoxanh/people/rules/duplicates.py": ("tests/people/test_person_rules.py",),
    "aoxanh/people/rules/identity.py": ("tests/people/test_person_rules.py",),
    "aoxanh/people/rules/minors.py": ("tests/people/test_person_rules.py",),
    "aoxanh/programmes/rules/expressions.py": (
        "tests/programmes/test_plan_expressions.py",
        "tests/programmes/test_rules.py",
    ),
    "aoxanh/programmes/rules/shares.py": ("tests/programmes/test_rules.py",),
    "aoxanh/programmes/rules/dues.py": ("tests/programmes/test_stretch_rules.py",),
    "aoxanh/programmes/rules/standing.py": (
        "tests/programmes/test_forty_eight.py",
        "tests/programmes/test_forty_eight_units.py",
        "tests/programmes/test_standing_rules.py",
    ),
    "aoxanh/programmes/rules/trends.py": ("tests/programmes/test_stretch_rules.py",),
    "aoxanh/recognition/rules/recognition.py": ("tests/recognition/test_recognition_rules.py",),
    "aoxanh/recognition/rules/service.py": ("tests/recognition/test_service_rules.py",),
}
"""Rules on which rights, places, hours and figures rest, with the tests that are asked.

The matrix of roles is none of them: it is a table, read once, and `tests/access/test_roles.py` writes it a second time.
"""

COPIED = ("aoxanh", "tests", "tools", "pyproject.toml", "requirements.lock")
TOLD = re.compile(r"🎉 (\d+).*?🫥 (\d+).*?⏰ (\d+).*?🤔 (\d+).*?🙁 (\d+)")
NAMES = ("noticed", "not reached", "too slow", "doubtful", "survived")


def _copy(folder: Path, file: str, tests: tuple[str, ...]) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("dist", "*.pyc")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    settings = {"paths_to_mutate": [file], "tests_dir": list(tests), "also_copy": list(COPIED)}
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n".join(("", "[tool.mutmut]", *lines, "")))


def _mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "mutmut", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTEST_ADDOPTS": "-p no:randomly -p no:cacheprovider"},
    )


def _asked(file: str, tests: tuple[str, ...]) -> Counter[str]:
    """What became of each change of ``file``; names those that survived."""
    with tempfile.TemporaryDirectory(prefix="aoxanh-mutated-") as name:
        folder = Path(name)
        _copy(folder, file, tests)
        done = _mutmut(folder, "run")
        found = TOLD.findall(done.stdout)
        if not found:
            sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
        for line in _mutmut(folder, "results").stdout.splitlines():
            mutant, _, state = line.strip().partition(": ")
            if state in {"survived", "no tests"}:
                print(line.strip())
                print(_mutmut(folder, "show", mutant).stdout)
    return Counter(dict(zip(NAMES, map(int, found[-1]), strict=True)))


def main(files: tuple[str, ...]) -> int:
    for file in files:
        told = _asked(file, CORE[file])
        noticed = told["noticed"] + told["too slow"]
        share = f"{noticed / told.total():.0%}" if told.total() else "nothing to change"
        print(
            f"B4 changed core | {file} | {told.total()} changes | {noticed} noticed, {share}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or tuple(CORE)))
