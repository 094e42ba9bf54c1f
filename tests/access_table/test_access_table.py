"""Each page answers those the table names, and nobody else."""

import os

import pytest
from django.urls import URLPattern, get_resolver

from aoxanh.access.rules.roles import ROLES as DEFINED
from tests.access_table.asking import IN, MISSING, SIGN_IN
from tests.access_table.table import COLUMNS, RELATIONS, TABLE, VISITOR, VOLUNTEER, Row


WHOLE = "AOXANH_ROUNDS" in os.environ
"""Every cell: by make drill."""

pytestmark = [pytest.mark.django_db, *([pytest.mark.drill] if WHOLE else [])]


def _names(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "api":  # keys are tried by tests/openapi
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, space + inner)


def test_every_url_name_has_one_row_and_every_row_a_url():
    rows = sorted(row.name for row in TABLE)

    assert rows == sorted(_names(get_resolver().url_patterns))


def test_every_role_has_a_column():
    assert set(COLUMNS) == {*DEFINED, VISITOR, VOLUNTEER}


def test_cells_name_relations_that_exist():
    strange = [
        (row.name, column, relation)
        for row in TABLE
        for column in COLUMNS
        for relation in row.cells[column] - set(row.relations(column))
    ]

    assert strange == []
    assert {row.about for row in TABLE} <= set(RELATIONS)


def _expected(row: Row, column: str, *, answers: bool) -> set[str]:
    """A page that does not answer is not there; visitors may be asked to sign in."""
    if answers:
        return {IN}
    return {MISSING, SIGN_IN} if column == VISITOR else {MISSING}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_page_answers_those_the_table_names(row, asker, counted):
    tries = list(row.tries(whole=WHOLE))
    counted("A1 table of access", f"{len(TABLE)} pages, {len(COLUMNS)} roles, every relation to the unit",
        len(tries), "cells asked" if WHOLE else "cells asked, of those that answer nobody the likely ones",
        "each answers those the table names",
    )  # fmt: skip
    differences = []
    for column, relation, answers in tries:
        answer = asker.ask(row, column, relation)
        if answer not in _expected(row, column, answers=answers):
            differences.append(f"{column} {relation}: {answer}")

    assert differences == []
