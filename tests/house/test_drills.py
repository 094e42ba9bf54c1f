"""Every drill has a name by which it is asked, and docs/reliability.md tells of nothing else."""

import re

from tests.house.source import ROOT
from tools.drills import DRILLS


ROW = re.compile(r"^\| ([A-Z]\d+) .+ \|$", re.MULTILINE)
MARK = re.compile(r"mark\.drill\b")
ASKED = {
    ROOT / word for drill in DRILLS.values() for word in drill.words if word.startswith("tests/")
}
"""Files and folders that are asked, by any name."""


def _is_asked(path):
    return path in ASKED or not ASKED.isdisjoint(path.parents)


def test_every_file_with_a_drill_is_asked_by_a_name():
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    drills = ROOT / "tests" / "drills"
    held = [
        each
        for each in files
        if drills in each.parents or MARK.search(each.read_text(encoding="utf-8"))
    ]

    assert len(held) > 20
    assert [str(each.relative_to(ROOT)) for each in held if not _is_asked(each)] == []


def test_every_word_that_is_asked_is_there():
    assert [str(each) for each in sorted(ASKED) if not each.exists()] == []


def test_every_row_of_the_figures_goes_by_the_name_of_a_drill():
    named = ROW.findall((ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"))

    assert len(named) > 30
    assert set(named) <= set(DRILLS)
