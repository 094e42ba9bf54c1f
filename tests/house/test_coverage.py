"""docs/coverage.md names every requirement, and what it calls done is tested."""

import re

from tests.house.source import ROOT


GROUPS = {
    "ORG": 13, "IAM": 7, "NET": 11, "COO": 12, "ACT": 22, "PRG": 27, "PLN": 14, "RPT": 13, "SUP": 32,
    "MOD": 18, "TRN": 14, "ASM": 10, "REC": 13, "EVT": 14, "INS": 9, "COM": 15, "RES": 10, "INT": 10,
    "XCT": 12,
}  # fmt: skip
ROW = re.compile(r"^\| ([A-Z]{3}-\d\d) \| (done|part|planned|left out) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def _rows():
    return ROW.findall((ROOT / "docs" / "coverage.md").read_text(encoding="utf-8"))


def test_every_requirement_has_one_row():
    expected = [f"{group}-{n:02d}" for group, count in GROUPS.items() for n in range(1, count + 1)]

    assert [row[0] for row in _rows()] == expected


def test_what_is_done_names_a_test_that_exists():
    wrong = []
    for requirement, status, where in _rows():
        named = TEST.findall(where)
        if status in {"done", "part"} and not named:
            wrong.append((requirement, "names no test"))
        for path, name in named:
            file = ROOT / path
            if not file.exists() or (
                name and f"def {name}(" not in file.read_text(encoding="utf-8")
            ):
                wrong.append((requirement, f"{path}::{name}"))

    assert wrong == []


def test_what_is_not_done_says_why_or_when():
    assert [row[0] for row in _rows() if len(row[2].strip()) < 10] == []
