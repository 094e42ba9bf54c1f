"""The list of what is changed line by line names files and tests that exist."""

from tests.house.source import ROOT
from tools.mutated import CORE


def test_every_file_of_the_core_and_every_test_that_is_asked_exists():
    named = {name for file, tests in CORE.items() for name in (file, *tests)}

    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
