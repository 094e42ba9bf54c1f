"""docs/threats.md lists every attack of the insider drill, and every attack it lists is played."""

import re

from tests.house.source import ROOT


NAMED = re.compile(r"`(tests/drills/insider/\w+\.py)::(\w+)`")
PLAYED = re.compile(r"^def (test_\w+)", re.MULTILINE)


def _listed():
    return NAMED.findall((ROOT / "docs" / "threats.md").read_text(encoding="utf-8"))


def _played():
    folder = ROOT / "tests" / "drills" / "insider"
    return {
        (path.relative_to(ROOT).as_posix(), name)
        for path in folder.glob("test_*.py")
        for name in PLAYED.findall(path.read_text(encoding="utf-8"))
    }


def test_the_list_and_the_drill_are_equal():
    listed = _listed()

    assert len(listed) == len(set(listed))
    assert set(listed) == _played()


def test_at_least_twenty_attacks_are_played():
    assert len(_played()) >= 20
