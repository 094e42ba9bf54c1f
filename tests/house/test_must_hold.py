"""docs/must-hold.md names tests that exist, one at least for each line."""

import re

from tests.house.source import ROOT
from tests.house.test_coverage import TEST


LINE = re.compile(r"^\| (?!must hold|bad input|-)(.+?) \| (.+) \|$", re.MULTILINE)


def _lines():
    return LINE.findall((ROOT / "docs" / "must-hold.md").read_text(encoding="utf-8"))


def test_every_line_names_a_test():
    assert [what for what, shown in _lines() if not TEST.findall(shown)] == []


def test_what_is_named_exists():
    named = {each for _what, shown in _lines() for each in TEST.findall(shown)}

    assert len(named) > 50
    assert [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not (ROOT / path).is_file()
        or f"def {name}" not in (ROOT / path).read_text(encoding="utf-8")
    ] == []
