"""Each page lets somebody in and keeps somebody out: the quick look at the table, also taken in `make check`."""

import pytest

from tests.access_table.asking import IN
from tests.access_table.table import ROLES, TABLE, VISITOR, VOLUNTEER


pytestmark = pytest.mark.django_db

WHO = {"officer": ROLES, "volunteer": (VOLUNTEER,), "visitor": (VISITOR,)}


def _first(row, columns, *, answers):
    """(column, relation) of the first cell of ``columns`` that says so; None where none does."""
    cells = ((c, relation) for c, relation, does in row.tries() if c in columns and does == answers)
    return next(cells, None)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_page_lets_in_the_first_of_each_kind_and_keeps_out_the_first(row, asker):
    for columns in WHO.values():
        if let_in := _first(row, columns, answers=True):
            assert asker.ask(row, *let_in) == IN
        if kept_out := _first(row, columns, answers=False):
            assert asker.ask(row, *kept_out) != IN
