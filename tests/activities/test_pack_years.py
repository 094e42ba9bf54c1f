"""“Sổ năm”: a pack in a year by unit, with its closing figures once for all its activities."""

from datetime import date

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Activity, HostAgreement, Template
from aoxanh.activities.types import ActivityRow, OutputGiven


@pytest.fixture
def hold(world):
    """``hold(unit, "120")`` lets a unit hold the summer pack with so many children."""

    def held(unit, children, *, day=date(2026, 7, 12), template="he_thieu_nhi"):
        row = ActivityRow(
            unit_id=unit.pk,
            template_code=template,
            title="Hè vui ở bản",
            place_id=world.places["Tả Lèng"].pk,
            first_day=day,
            last_day=day,
            created_at=world.now,
            outputs=(OutputGiven(metric="thieu_nhi", amount=children),),
            evaluation="Xong",
        )
        (loaded,) = actions.load_activities(by=world.system, rows=[row], now=world.now)
        return loaded.activity

    return held


def _record(world, actor, *, code="he_thieu_nhi", year=2026, unit=None):
    pack = Template.objects.get(pk=code)
    unit_id = (unit or world.province).pk
    return queries.pack_year(pack=pack, year=year, unit_id=unit_id, actor=actor)


def test_closing_figures_of_a_unit_are_added_up_over_all_its_activities(world, province, hold):
    branch = world.found("Hồ Pên", parent=world.ta_leng, kind="chi_doan")
    hold(world.ta_leng, "120")
    hold(branch, "30", day=date(2026, 7, 19))

    record = _record(world, province)

    (held,) = record.held
    assert (held.name, held.activities, held.amounts["thieu_nhi"]) == ("Đoàn Tả Lèng", 2, 150)
    assert [unit.name for unit in record.missing] == ["Đoàn Bình Lư"]


def test_other_years_other_packs_and_what_was_not_held_stay_out(world, province, hold):
    hold(world.ta_leng, "120", day=date(2025, 7, 12))
    hold(world.ta_leng, "50", template="chu_nhat_xanh")
    Activity.objects.filter(pk=hold(world.ta_leng, "9").pk).update(
        state="CANCELLED", cancelled_at=world.now, cancel_reason="Mưa"
    )

    assert not _record(world, province).held
    assert len(_record(world, province, year=2025).held) == 1


def test_who_receives_a_pack_has_held_it_too(world, province, hold):
    school = world.found("THPT Tả Lèng", parent=world.province, kind="doan_truong_thpt")
    activity = hold(world.province, "0", template="tu_van_huong_nghiep")
    agreement = HostAgreement.objects.create(
        activity=activity, host_unit=school, asked_at=world.now
    )
    before = _record(world, province, code="tu_van_huong_nghiep")

    HostAgreement.objects.filter(pk=agreement.pk).update(state="AGREED", answered_at=world.now)

    after = _record(world, province, code="tu_van_huong_nghiep")
    assert not before.held
    assert [unit.unit_id for unit in after.held] == [school.pk]


def test_what_another_template_of_the_kind_held_counts_as_well(world, province, hold):
    hold(world.ta_leng, "25", template="day_he")

    assert _record(world, province).held[0].amounts["thieu_nhi"] == 25


def test_a_desk_sees_its_own_branch_of_the_tree(world, hold):
    hold(world.ta_leng, "120")
    hold(world.binh_lu, "70")

    record = _record(world, world.officer(world.ta_leng), unit=world.ta_leng)

    assert [unit.name for unit in record.units] == ["Đoàn Tả Lèng"]


def test_traffic_safety_counts_communes_and_high_schools(world, province):
    world.found("THPT Tả Lèng", parent=world.province, kind="doan_truong_thpt")
    world.found("Hồ Pên", parent=world.ta_leng, kind="chi_doan")

    record = _record(world, province, code="cong_truong_an_toan")

    assert len(record.units) == 3


def test_a_record_costs_the_same_for_one_unit_and_for_six(world, province, hold, costs_the_same):
    hold(world.ta_leng, "1")

    def grow():
        for number in range(5):
            hold(world.found(f"Xã {number}", parent=world.province), str(number))

    costs_the_same(lambda: _record(world, province), grow)
