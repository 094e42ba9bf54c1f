"""What each measure of activities counts, by hand, and that the roll-up agrees."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.activities import actions as activities
from aoxanh.activities.models import Shift
from aoxanh.activities.types import HeldGiven, OutputGiven
from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Cell
from tests.recognition.service import SERVED_ON, Service


MARCH = date(2025, 3, 8)


@pytest.fixture
def held(figures):
    return HeldGiven(
        title="Khám bệnh",
        kind_code="tinh_nguyen",
        field_code="suc_khoe",
        first_day=MARCH,
        last_day=MARCH,
        place_id=figures.world.places["Tả Lèng"].pk,
        turns=30,
        persons=20,
        paper="Báo cáo 5-BC/ĐTN",
    )


def _recorded(figures, held, *outputs):
    return activities.record_held(
        by=figures.system,
        unit_id=figures.world.ta_leng.pk,
        held=held,
        outputs=outputs,
        now=figures.now,
    )


def test_results_are_worth_their_value_and_money_itself(figures, held):
    _recorded(
        figures,
        held,
        OutputGiven(metric="suat_qua", amount="50", value_vnd=10_000_000),
        OutputGiven(metric="tien_ung_ho", amount="gần 5 triệu đồng"),
    )

    figures.follow()

    assert figures.total(figures.world.ta_leng, 2025, "value_vnd") == 15_000_000
    assert figures.total(figures.world.ta_leng, 2025, "value_vnd_about") == 5_000_000


def test_people_who_were_helped_are_those_of_the_metrics_that_say_so(figures, held):
    _recorded(
        figures,
        held,
        OutputGiven(metric="nguoi_kham", amount="120"),
        OutputGiven(metric="nguoi_huong_loi", amount="khoảng 30"),
        OutputGiven(metric="cay_trong", amount="400"),
    )

    figures.follow()

    assert figures.total(figures.world.ta_leng, 2025, "beneficiaries") == 150
    assert figures.total(figures.world.ta_leng, 2025, "beneficiaries_about") == 30


def test_what_was_only_recorded_counts_apart_and_never_as_turns(figures, held):
    _recorded(figures, held)

    figures.follow()

    unit = figures.world.ta_leng
    assert figures.total(unit, 2025, "activities_afterwards") == 1
    assert figures.total(unit, 2025, "turns_declared") == 30
    assert figures.total(unit, 2025, "turns") == 0


def test_results_put_right_later_reach_the_figures(figures, held):
    activity = _recorded(figures, held, OutputGiven(metric="nguoi_kham", amount="120"))
    figures.follow()
    activities.record_outputs(
        by=figures.system,
        activity_id=activity.pk,
        outputs=[OutputGiven(metric="nguoi_kham", amount="90")],
        now=figures.now,
    )

    figures.follow()

    assert figures.total(figures.world.province, 2025, "beneficiaries") == 90
    assert queries.mismatches() == []


def test_two_activities_of_one_day_keep_their_own_cells(figures, held):
    first = _recorded(figures, held)
    second = _recorded(figures, replace(held, title="Phát thuốc", turns=10, persons=10))

    figures.follow()

    cells = Cell.objects.filter(measure="turns_declared").values_list("activity_id", "value")
    assert dict(cells) == {first.pk: 30, second.pk: 10}


def test_a_day_of_service_is_one_person_at_one_activity_on_one_day(figures, system, now):
    service = Service(figures.world).build()
    person = service.person("Lò Văn A")
    service.serve(person)
    morning = Shift.objects.get(activity=service.activity)
    service.shifts[service.activity.pk] = Shift.objects.create(
        activity=service.activity,
        starts_at=morning.starts_at,
        ends_at=morning.ends_at,
        signup_until=morning.signup_until,
        minutes_cap=240,
    )
    service.serve(person)

    actions.rebuild(by=system, now=now)

    unit, year = figures.world.ta_leng, SERVED_ON.year
    assert figures.total(unit, year, "turns") == 2
    assert figures.total(unit, year, "service_days") == 1
