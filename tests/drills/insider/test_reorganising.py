"""An officer who uses a reorganisation to lose what was done, or who did it."""

from datetime import date, timedelta

import pytest

from aoxanh.audit import queries as trail
from aoxanh.kernel.errors import NotAllowed
from aoxanh.units import actions, errors
from aoxanh.units import queries as units
from aoxanh.units.models import Unit
from aoxanh.units.types import Decision, ReorganisationGiven
from tests.access.organisation import Organisation, refused
from tests.units.reorganising.conftest import admin, applied, draft, tried
from tests.units.reorganising.decisions import DECISION, ON, merge


__all__ = ["admin", "applied", "draft", "tried"]


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


def test_merging_a_unit_away_to_lose_who_did_it(org, draft, applied):
    applied(draft(merge(org.binh_lu, org.ta_leng)))

    superior = org.officer("PROVINCE_OFFICER", org.province)
    told = trail.entries(actor=superior).filter(event="units.ReorganisationApplied")
    day_before = units.names_at([org.binh_lu.pk], ON - timedelta(days=1))
    assert told.count() == 1
    assert day_before == {org.binh_lu.pk: "Đoàn Bình Lư"}
    assert Unit.objects.get(pk=org.binh_lu.pk).closing is not None


def test_dating_a_reorganisation_back_over_a_year_end(org, draft):
    with refused(errors.DayTooFarBack):
        draft(on=org.day - timedelta(days=93))


def test_merging_one_unit_twice_on_one_day(org, draft, admin, now):
    third = org.found("Thèn Sin", parent=org.province)
    made = draft(merge(org.binh_lu, org.ta_leng))

    with refused(errors.UnitTwice):
        actions.put_lines(
            by=admin, reorganisation_id=made.pk, lines=[merge(org.binh_lu, third)], now=now
        )


@pytest.mark.parametrize("number", ["", "  "])
def test_reorganising_without_the_number_of_a_decision(org, draft, number):
    with refused(errors.DecisionIncomplete):
        draft(decision=Decision(number, date(2026, 11, 1), "Ban Thường vụ"))


def test_reorganising_as_the_officer_of_a_commune(org, now):
    insider = org.officer("COMMUNE_OFFICER", org.ta_leng)

    with refused(NotAllowed):
        actions.prepare_reorganisation(
            by=insider, unit_id=org.province.pk, now=now,
            given=ReorganisationGiven(on=ON, decision=DECISION),
        )  # fmt: skip


def test_taking_a_reorganisation_back_when_its_day_has_come(org, draft, applied, system, now):
    made = draft(merge(org.binh_lu, org.ta_leng), on=date(2026, 11, 1), by=system)
    applied(made, by=system)

    with refused(errors.CannotTakeBack):
        actions.take_back_reorganisation(by=system, reorganisation_id=made.pk, now=now)
