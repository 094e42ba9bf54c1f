"""No request makes a page break, or lets anybody wait: the long form. The short one stands beside the access table."""

import os
from contextlib import contextmanager

import pytest
from django.test import override_settings

from tests.access_table.conftest import BLANK
from tests.access_table.table import TABLE
from tests.walking.walker import LONGEST, walk


pytestmark = pytest.mark.django_db

EACH = int(os.environ.get("AOXANH_WALKED", "220"))
"""Requests for each page in the drill: more than 100,000 together."""

PART, PARTS = map(int, os.environ.get("AOXANH_PART", "1/1").split("/"))
"""Which part of the pages this run walks, and of how many: 100,000 requests may be made in several runs."""

MINE = TABLE[PART - 1 :: PARTS]

DRAWN = EACH // 10
"""Of these, those whose pages are drawn; of the others everything but the drawing is asked for."""


def _walk(rows, walker, requests):
    broken = {}
    for row in rows:
        with _noted(row, broken):
            walk(row, walker, requests=requests)
    return broken


@contextmanager
def _noted(row, broken):
    try:
        yield
    except Exception as fault:  # noqa: BLE001  whatever the product did not catch is what is looked for
        broken[row.name] = repr(fault), *getattr(fault, "__notes__", ())


@pytest.mark.drill
@pytest.mark.parametrize("part", range(8))
@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "not drawn"])
def test_a_hundred_thousand_requests_break_no_page(part, drawn, walker, told, counted):
    before = walker.asked
    if drawn:
        broken = _walk(MINE[part::8], walker, DRAWN)
    else:
        for row in MINE[part::8]:
            walker.learn(row)  # drawn: what a page offers is seen on it
        with override_settings(TEMPLATES=BLANK):
            broken = _walk(MINE[part::8], walker, EACH - DRAWN)

    asked = walker.asked - before
    assert broken == {}, f"{asked} requests"
    name, held = "B2 walked pages", "0 broken, none too slow"
    longest = f"longest {walker.longest:.2f} s of {LONGEST}"
    told(f"{name}, part {part + 1} of 8", f"{asked} requests, drawn: {drawn}", longest, held)
    counted(name, f"{EACH} for each of {len(MINE)} pages", asked, "requests", held)
