"""No request makes a page break: a short walk on every run; the long one is a drill of ``tests/walking``."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from aoxanh.config.settings import TEMPLATES  # noqa: TID251  pages are drawn, against the rule of this package
from tests.access_table.table import TABLE
from tests.walking.walker import Walker, walk


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walker(land) -> Iterator[Walker]:
    with override_settings(TEMPLATES=TEMPLATES):
        yield Walker(land)


@pytest.mark.parametrize("row", TABLE[::8], ids=lambda row: row.name)
def test_a_page_breaks_at_nothing(row, walker):
    walk(row, walker, requests=2, seed=row.name)


def test_the_walk_finds_a_page_that_breaks(walker, monkeypatch):
    def breaks(self, row, asked):
        if len(dict(asked.query)) > 1:
            raise ZeroDivisionError

    monkeypatch.setattr(Walker, "_send", breaks)
    monkeypatch.setattr(Walker, "_learn", lambda *_: (["a", "b", "c"], {}))

    with pytest.raises(ZeroDivisionError):
        walk(TABLE[0], walker, requests=200, seed=1)
