"""Lines of old lists are deleted when their period is over; the list, its numbers and what it made stay."""

from datetime import timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel import retention
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.people.models import Person
from aoxanh.units import queries as units
from aoxanh.work import actions, queries
from aoxanh.work.errors import ListForgotten
from aoxanh.work.models import Batch, BatchRow
from tests.access.organisation import Organisation, refused
from tests.work.lists import applied, brought, pasted


HEAD = ("Họ tên", "Năm sinh", "SĐT")
FILLS = {"kind": "Đoàn viên"}


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def secretary(org):
    return org.officer("COMMUNE_OFFICER", org.ta_leng)


@pytest.fixture
def saved(org, secretary, now):
    """A list of which two lines were saved and one was not."""
    table = pasted(
        HEAD,
        ("Lò Thị Ón", "2005", "0912345678"),
        ("Vàng A Chư", "2004", "0912345679"),
        ("Lò Văn Ơn", "2004", "12"),
    )
    return applied(secretary, brought(secretary, org.ta_leng.pk, table, now, fills=FILLS), now)


@pytest.fixture
def last(today):
    return queries.goes_on("imported_lines", today)


def forget(day, now):
    by = Actor.system(cause="jobs", day=day)
    return actions.forget_due(by=by, now=now + timedelta(days=180))


def test_lines_stay_through_their_period_and_go_after_it(saved, last, now, org):
    assert forget(last, now) == 0

    assert forget(last + timedelta(days=1), now) == 4

    assert not BatchRow.objects.exists()
    assert Person.objects.count() == 2
    kept = Batch.objects.get()
    assert (kept.applied, kept.faulty) == (2, 1)
    entry = Entry.objects.get(event="work.DataForgotten")
    assert entry.unit_id == org.ta_leng.pk
    assert entry.values == {"holding": "imported_lines", "rows": 4}


def _kept(org, day):
    own = units.kept_by(unit_id=org.ta_leng.pk, day=day)
    found = queries.kept(unit_ids=own, day=day, within=timedelta(days=30))
    return next(each for each in found if each.code == "imported_lines")


def test_what_is_kept_is_told_with_the_night_in_which_it_goes(saved, last, today, now, org):
    told = _kept(org, today)
    assert (told.number, told.going, told.first_on) == (4, 0, last + timedelta(days=1))
    assert told.period == timedelta(days=180)
    assert _kept(org, last - timedelta(days=29)).going == 4
    assert _kept(org, last + timedelta(days=9)).first_on == last + timedelta(days=9)

    forget(told.first_on, now)

    assert (_kept(org, last).number, _kept(org, last).first_on) == (0, None)


def test_a_list_of_which_nothing_was_saved_goes_too(secretary, org, last, now):
    brought(secretary, org.ta_leng.pk, pasted(HEAD, ("Lò Thị Ón", "2005", "")), now, fills=FILLS)

    forget(last + timedelta(days=1), now)

    assert not BatchRow.objects.exists()


def test_nobody_works_with_a_list_whose_lines_are_gone(saved, secretary, last, now):
    forget(last + timedelta(days=1), now)

    with refused(ListForgotten):
        actions.undo(by=secretary, batch_id=saved.pk, now=now)
    with refused(ListForgotten):
        actions.apply(by=secretary, batch_id=saved.pk, expected=2, now=now)


def test_what_a_fault_left_behind_goes_the_next_night(saved, last, now):
    Batch.objects.update(forgotten_at=now)

    assert forget(last, now) == 0

    assert not BatchRow.objects.exists()


def test_the_columns_of_a_forgotten_list_are_still_remembered(saved, secretary, org, last, now):
    forget(last + timedelta(days=1), now)

    assert "ho ten" in queries.remembered("members", org.ta_leng.pk, actor=secretary)


def test_a_list_is_told_by_its_kind_and_length_and_not_by_its_name(saved, last, today, org):
    own = units.kept_by(unit_id=org.ta_leng.pk, day=today)
    span = {"day": today, "within": timedelta(days=30)}

    keys = queries.kept_keys("imported_lines", unit_ids=own, **span)
    (told,) = queries.lines_kept("imported_lines", keys, **span)

    title = "Đoàn viên, hội viên, tình nguyện viên"
    assert (told.line.code, told.line.title) == (saved.code, title)
    assert told.line.note == f"4 dòng, lần cuối làm ngày {today:%d/%m/%Y}"
    assert (told.on, told.soon) == (last + timedelta(days=1), False)
    with refused(Missing):
        queries.kept_keys("tea_leaves", unit_ids=own, **span)


def test_everything_that_is_kept_for_a_time_has_a_period():
    assert {each.code for each in retention.holdings()} == set(queries.periods())


def test_a_holding_has_one_owner():
    with pytest.raises(ValueError, match="imported_lines"):
        retention.register(imported_lines="somewhere.else")
