"""Migrations of tables in use: what is taken apart into which steps."""

import pytest
from django.db import models

from aoxanh.kernel.upgrading import changes, gently


class Heard(list):
    """As much of a cursor as a step uses."""

    def execute(self, statement, _params=None):
        self.append(statement)


def _steps(*statements):
    """What each step says, with a sign: ``~`` patient in a transaction, ``!`` in none."""
    told = []
    for step in gently(statements):
        heard = Heard()
        step.work(heard)
        told.append(("!" if step.alone else "~" if step.patient else "") + "; ".join(heard))
    return told


ADD = 'ALTER TABLE "person" ADD CONSTRAINT'
ANEW = (
    '!DROP INDEX CONCURRENTLY IF EXISTS "named"; CREATE {}INDEX CONCURRENTLY "named" ON "person" {}'
)
KEY = 'FOREIGN KEY ("a") REFERENCES "b" ("id") DEFERRABLE'
VALIDATED = '~ALTER TABLE "person" VALIDATE CONSTRAINT "named"'


@pytest.mark.parametrize(
    ("statement", "steps"),
    [
        (
            'CREATE INDEX "named" ON "person" ("year" DESC) WHERE "year" > 3',
            [ANEW.format("", '("year" DESC) WHERE "year" > 3')],
        ),
        (
            'CREATE UNIQUE INDEX "named" ON "person" ("name")',
            [ANEW.format("UNIQUE ", '("name")')],
        ),
        (
            f'{ADD} "named" UNIQUE ("name", "year")',
            [
                ANEW.format("UNIQUE ", '("name", "year")'),
                f'{ADD} "named" UNIQUE USING INDEX "named"',
            ],
        ),
        (
            f'{ADD} "named" CHECK ("year" > 3)',
            [f'{ADD} "named" CHECK ("year" > 3) NOT VALID', VALIDATED],
        ),
        (f'{ADD} "named" {KEY}', [f'{ADD} "named" {KEY} NOT VALID', VALIDATED]),
        ("DROP INDEX by_year", ["!DROP INDEX CONCURRENTLY IF EXISTS by_year"]),
        ('DROP INDEX IF EXISTS "by_year"', ['!DROP INDEX CONCURRENTLY IF EXISTS "by_year"']),
    ],
)
def test_what_takes_its_time_holds_nobody_up(statement, steps):
    assert _steps(statement) == steps


def test_what_only_changes_the_catalogue_is_done_together():
    told = _steps("ALTER TABLE a", "ALTER TABLE b", "DROP INDEX c", "ALTER TABLE d")

    together, dropped = "ALTER TABLE a; ALTER TABLE b", "!DROP INDEX CONCURRENTLY IF EXISTS c"
    assert told == [together, dropped, "ALTER TABLE d"]


def test_what_only_people_read_is_no_change():
    field = models.CharField(max_length=40)

    assert changes(field, models.CharField("tên", max_length=40, choices=[("A", "a")])) == set()
    assert changes(field, models.CharField(max_length=50, null=True)) == {"max_length", "null"}
    assert changes(field, models.TextField()) == {"type"}
