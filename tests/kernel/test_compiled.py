"""Queries put into SQL once: the same answers as ever, for every kind of value."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db.models import Exists, Value

from aoxanh.activities.models import Scan
from aoxanh.audit.models import Entry
from aoxanh.kernel.compiled import Compiled
from aoxanh.units.models import Closure


pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def _entry(event="a.B", unit_id=3):
    return Entry.objects.create(event=event, unit_id=unit_id, actor_kind="SYSTEM", at=NOON)


def _of_unit(unit_id, event):
    rows = Entry.objects.filter(unit_id=unit_id, event=event, values={}).order_by("pk")
    return rows.values_list("pk", "at", "touches")


def test_it_answers_what_the_query_answers_for_every_value(statements):
    first, other = _entry(), _entry("c.D", 4)
    asked = Compiled(_of_unit, unit_id=int, event=str)

    assert asked.rows(unit_id=3, event="a.B") == [(first.pk, NOON, [])]
    with statements() as asking:
        found = asked.rows(unit_id=4, event="c.D")
    assert asking.count == 1
    assert found == list(_of_unit(4, "c.D"))
    assert asked.rows(unit_id=4, event="c.D")[0][0] == other.pk
    assert asked.rows(unit_id=3, event="c.D") == []


def test_the_query_is_built_once():
    built = []

    def build(unit_id):
        built.append(unit_id)
        return Entry.objects.filter(unit_id=unit_id).order_by("pk").values_list("pk")

    asked = Compiled(build, unit_id=int)

    assert [asked.rows(unit_id=number) for number in (1, 2, 3)] == [[], [], []]
    assert len(built) == 1


def test_days_and_uuids_are_written_as_the_database_has_them():
    def build(day, uuid):
        seen = Exists(Scan.objects.filter(uuid=uuid))
        rows = Closure.objects.filter(valid_from__lte=day, valid_to__gt=day)
        return rows.order_by("pk").values_list("pk", seen)

    asked = Compiled(build, day=date, uuid=type(uuid4()))

    assert asked.rows(day=date(2026, 11, 26), uuid=uuid4()) == []


def test_words_of_a_value_are_never_read_as_sql():
    _entry()
    asked = Compiled(_of_unit, unit_id=int, event=str)

    assert asked.rows(unit_id=3, event="a.B' OR '1'='1 %s") == []


def test_a_value_that_the_query_does_not_hold_is_refused():
    def build(unit_id, event):
        del event
        return Entry.objects.filter(unit_id=unit_id).order_by("pk").values_list("pk", Value(1))

    with pytest.raises(ValueError, match="event"):
        Compiled(build, unit_id=int, event=str).rows(unit_id=1, event="a.B")
