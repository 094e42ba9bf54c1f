"""The land of the access table, walked in full: pages are drawn."""

import logging

import pytest

from tests.access_table.conftest import land
from tests.walking.walker import Walker


__all__ = ["land"]


@pytest.fixture(scope="package")
def walker(land):
    logging.disable(logging.ERROR)
    yield Walker(land)
    logging.disable(logging.NOTSET)
