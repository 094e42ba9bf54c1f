"""Records of decisions: each has a number of its own, which stands in its title too."""

import re
from collections import Counter

import pytest

from tests.house.source import ROOT


RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def _number(record):
    return int(record.name.split("-")[0])


def test_no_two_decisions_have_one_number():
    assert {
        number for number, times in Counter(map(_number, RECORDS)).items() if times > 1
    } == set()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_decision_is_titled_by_its_number(record):
    title = re.match(r"# (\d+)\. \S", record.read_text(encoding="utf-8"))

    assert title is not None
    assert int(title[1]) == _number(record)
