"""Measuring works where nothing has been prepared."""

import subprocess
import sys
from pathlib import Path

import pytest


pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parents[2]
ONCE = """
from bench.papers import Papers
papers = Papers()
for step in (papers.sealed, papers.same_layout, papers.bare, papers.print_run, papers.bare_run):
    step()
"""


def test_every_paper_is_set_without_a_database_of_the_callers():
    done = subprocess.run(
        [sys.executable, "-c", ONCE], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
