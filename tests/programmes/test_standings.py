"""Standings read from the database: filters, windows, phases of any length, units that ended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HeldGiven
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.programmes import actions, queries
from aoxanh.programmes.types import Status
from aoxanh.units import actions as units
from aoxanh.units.types import Decision


INVENTED = Path(__file__).parent / "plans" / "invented.yaml"


class Plan:
    """The invented plan of the province, what units do under it, and where it stands."""

    def __init__(self, figures):
        self.figures, self.world = figures, figures.world
        self.world.plans_once(INVENTED)

    def held(self, unit, day, *, kind="tinh_nguyen", field="moi_truong"):
        held = HeldGiven(
            title="Một việc",
            kind_code=kind,
            field_code=field,
            first_day=day,
            last_day=day,
            place_id=self.world.places["Tả Lèng"].pk,
            turns=10,
            persons=10,
            paper="Báo cáo 5-BC/ĐTN",
        )
        activities.record_held(
            by=self.figures.system, unit_id=unit.pk, held=held, now=self.figures.now
        )

    def stands(self, code, *, day=None, unit=None):
        self.figures.follow()
        actor = self.figures.system if day is None else replace(self.figures.system, day=day)
        each = queries.indicator(code, actor=actor)
        unit = unit or self.world.province
        return queries.standing(each, actor=actor, unit_id=unit.pk)


@pytest.fixture
def plan(figures):
    return Plan(figures)


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2025, 11, 24), 0),
        (date(2025, 11, 25), 1),
        (date(2025, 12, 15), 1),
        (date(2025, 12, 16), 0),
    ],
)
def test_a_festival_counts_within_ten_days_of_the_fifth_of_december(plan, day, counted):
    plan.held(plan.world.province, date(2025, 3, 3), kind="lien_hoan")
    plan.held(plan.world.province, day, kind="lien_hoan")

    assert plan.stands("XX-2").dues[0].value == counted


@pytest.mark.parametrize(
    ("day", "kind", "told"),
    [
        (date(2025, 11, 24), "lien_hoan", ["XX-2"]),
        (date(2025, 11, 25), "lien_hoan", []),
        (date(2025, 12, 16), "lien_hoan", ["XX-2"]),
        (date(2026, 1, 2), "lien_hoan", ["XX-2"]),
        (date(2025, 3, 3), "tinh_nguyen", []),
        (date(2035, 3, 3), "lien_hoan", []),
    ],
)
def test_an_event_outside_its_days_is_told_to_who_should_hold_it(plan, day, kind, told):
    asked = {"actor": plan.figures.system, "kind": kind, "day": day}

    found = queries.missed_windows(unit_id=plan.world.province.pk, **asked)

    assert [each.code for each in found] == told
    assert all((each.middle, each.days) == ("05/12", 10) for each in found)
    assert queries.missed_windows(unit_id=plan.world.ta_leng.pk, **asked) == []


def test_an_event_of_a_commune_is_not_that_of_the_province(plan):
    plan.held(plan.world.ta_leng, date(2025, 12, 5), kind="lien_hoan")
    plan.held(plan.world.province, date(2025, 3, 3))

    assert plan.stands("XX-2").dues[0].value == 0


def test_phases_of_any_length_have_their_own_targets(plan):
    plan.figures.declared(plan.world.ta_leng, 2025, 4)
    plan.held(plan.world.ta_leng, date(2025, 2, 2))
    plan.held(plan.world.binh_lu, date(2026, 8, 8))

    found = plan.stands("XX-1")

    assert [(due.due.label, due.value, due.due.target) for due in found.dues] == [
        ("Mở đầu", Decimal("25.0"), 30),
        ("Mở rộng", Decimal("25.0"), Decimal("62.5")),
    ]
    assert found.dues[0].due.period == Period(date(2025, 1, 1), date(2026, 7, 1))
    assert found.status == Status.BEHIND


def test_units_are_counted_with_all_below_them(plan):
    assert plan.stands("XX-7").current.value is None

    found = plan.stands("XX-7")
    assert found.current.missing == tuple(sorted((plan.world.ta_leng.pk, plan.world.binh_lu.pk)))


def test_counters_count_on_the_day(plan):
    assert plan.stands("XX-5").counters == (("Đội hình", Decimal(0)),)


def test_a_unit_that_ended_is_asked_no_more(plan):
    world = plan.world
    units.merge(
        by=plan.figures.system,
        into_id=world.ta_leng.pk,
        unit_ids=[world.binh_lu.pk],
        on=date(2026, 1, 1),
        decision=Decision(number="5-QĐ/TĐTN"),
        now=plan.figures.now,
    )

    before, since = plan.stands("XX-7").dues

    assert (before.expected, since.expected) == (2, 1)
    assert since.missing == (world.ta_leng.pk,)


def test_decisions_of_founding_are_counted_on_the_day(figures, system, now):
    path = queries.shipped_plans()["chi-lang-2024-2030"]
    actions.load(by=system, unit_id=figures.world.province.pk, path=path, now=now)
    each = queries.indicator("CL-E1", actor=system)

    found = queries.standing(each, actor=system, unit_id=figures.world.province.pk)

    assert found.current.denominator == 3
    assert found.current.numerator in {0, 3}


def test_programmes_beside_each_other_do_not_mix(plan, system, now):
    world = plan.world
    lai_chau = queries.shipped_plans()["lai-chau-2024-2030"]
    actions.load(by=system, unit_id=world.province.pk, path=lai_chau, now=now)
    plan.figures.declared(world.ta_leng, 2024, 4)
    plan.held(world.ta_leng, date(2024, 2, 2))

    assert plan.stands("LC-2").current.denominator == 4
    assert plan.stands("XX-1").current.value is None


def test_standings_are_not_told_to_a_sibling(plan):
    each = queries.indicator("XX-1", actor=plan.figures.system)
    sibling = plan.world.officer(plan.world.binh_lu)

    with pytest.raises(NotAllowed):
        queries.standings([each], actor=sibling, unit_id=plan.world.ta_leng.pk)
    with pytest.raises(NotAllowed):
        queries.evidence_rows(each, actor=sibling, unit_id=plan.world.ta_leng.pk)


def test_the_activities_behind_an_indicator_are_listed(plan):
    plan.held(plan.world.province, date(2025, 12, 5), kind="lien_hoan")
    plan.held(plan.world.province, date(2025, 3, 3), kind="lien_hoan")
    plan.figures.follow()
    each = queries.indicator("XX-2", actor=plan.figures.system)

    rows = queries.evidence_rows(each, actor=plan.figures.system, unit_id=plan.world.province.pk)

    assert [row.day for row in rows] == [date(2025, 12, 5)]


def test_standings_cost_the_same_for_one_fact_and_for_more(plan, costs_the_same):
    each = queries.indicators(actor=plan.figures.system)
    actor, unit_id = plan.figures.system, plan.world.province.pk

    def grow():
        for month in (1, 2, 3):
            plan.held(plan.world.ta_leng, date(2025, month, 9))
            plan.held(plan.world.binh_lu, date(2026, month, 9), kind="lien_hoan")
        plan.figures.follow()

    costs_the_same(lambda: queries.standings(each, actor=actor, unit_id=unit_id), grow)


def test_a_second_step_alone_is_judged_by_its_first(figures):
    path = Path(actions.__file__).parents[1] / "reference" / "kien-giang-2013-2017.yaml"
    unit_id = figures.world.province.pk
    actions.load(by=figures.system, unit_id=unit_id, path=path, now=figures.now)
    actor = replace(figures.system, day=date(2017, 6, 30))
    alone = queries.indicator("KG-05b", actor=actor)

    (told,) = queries.standings([alone], actor=actor, unit_id=unit_id)
    among, progress = queries.standings_in_depth(
        [alone], actor=actor, unit_id=unit_id, below=(), choose=lambda held: held[0].each
    )

    assert told.each.code == "KG-05b"
    assert (told.status, among[0].status) == (Status.NO_DATA, Status.NO_DATA)
    assert progress.each.code == "KG-05b"
