"""No request makes a page break, or lets anybody wait: the long form. The short one stands beside the access table."""

import os

import pytest

from tests.access_table.table import TABLE
from tests.drills.conftest import told
from tests.walking.walker import LONGEST, walk


__all__ = ["told"]

pytestmark = pytest.mark.django_db

EACH = int(os.environ.get("AOXANH_WALKED", "270"))
"""Requests for each page in the drill: more than 100,000 together."""


@pytest.mark.drill
@pytest.mark.parametrize("part", range(8))
def test_a_hundred_thousand_requests_break_no_page(part, walker, told):
    broken = {}
    for row in TABLE[part::8]:
        try:
            walk(row, walker, requests=EACH)
        except Exception as fault:  # noqa: BLE001  whatever the product did not catch is what is looked for
            broken[row.name] = repr(fault)

    assert broken == {}
    longest = f"longest {walker.longest:.2f} s of {LONGEST}"
    told("B2 walked pages", f"{walker.asked} requests so far", longest, "0 broken, none too slow")
