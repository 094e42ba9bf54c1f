"""The public list and page: what anyone finds, and at what cost."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Shift, Slot
from aoxanh.activities.types import ActivityFilters, HeldGiven, OutputGiven
from aoxanh.kernel.errors import Missing


@pytest.fixture
def found(world):
    """The titles a URL's filters lead to."""

    def search(**params):
        filters = queries.filters_from({name.replace("_", "-"): v for name, v in params.items()})
        page = queries.public_page(filters=filters, now=world.now)
        return [row.title for row in page.rows]

    return search


@pytest.fixture
def three(world):
    """Lớp số at Tả Lèng on Saturday, Tọa đàm at Bình Lư on Tuesday, Hiến máu of the province on Thursday."""
    world.published("lop_so", title="Lớp số bản Pho")
    host = world.officer(world.binh_lu)
    talk = world.opened(
        "toa_dam", title="Tọa đàm", unit=world.binh_lu, place="Bình Lư", **world.hours(in_days=8)
    )
    actions.publish(by=host, activity_id=talk.pk, now=world.now)
    blood = world.opened(
        "hien_mau",
        title="Hiến máu",
        unit=world.province,
        by=world.system,
        place="Bình Lư",
        **world.hours(in_days=3),
    )
    actions.publish(by=world.system, activity_id=blood.pk, now=world.now)
    world.opened(title="Bản nháp")


ALL = ["Hiến máu", "Lớp số bản Pho", "Tọa đàm"]


@pytest.mark.parametrize(
    ("params", "titles"),
    [
        ({}, ALL),
        ({"q": "lop so"}, ["Lớp số bản Pho"]),
        ({"q": "TỌA"}, ["Tọa đàm"]),
        ({"q": "bình lư"}, ["Hiến máu", "Tọa đàm"]),
        ({"q": "không có"}, []),
        ({"dia_ban": "12"}, ALL),
        ({"dia_ban": "03405"}, ["Hiến máu", "Tọa đàm"]),
        ({"dia_ban": "99999"}, []),
        ({"dia_ban": "x'; --"}, ALL),
        ({"linh_vuc": "suc_khoe"}, ["Hiến máu"]),
        ({"linh_vuc": "chuyen_doi_so"}, ["Lớp số bản Pho"]),
        ({"loai": "toa_dam"}, ["Tọa đàm"]),
        ({"hinh_thuc": "DRIVE"}, ["Hiến máu"]),
        ({"cuoi_tuan": "1"}, ["Lớp số bản Pho"]),
        ({"tu": "2026-11-28"}, ["Lớp số bản Pho", "Tọa đàm"]),
        ({"den": "2026-11-26"}, ["Hiến máu"]),
        ({"tu": "hôm nay"}, ALL),
        ({"con_cho": "1"}, ALL),
        ({"da_qua": "1"}, []),
        ({"gan": "22.28,103.63"}, ALL),
        ({"gan": "03405"}, ALL),
    ],
)
def test_filters_from_the_url_narrow_the_list(three, found, params, titles):
    assert found(**params) == titles


def test_a_second_field_is_found_by_as_well(three, found, world, officer):
    row = queries.activities(actor=officer).get(title="Lớp số bản Pho")
    changes = {"other_fields": ["giao_duc"]}

    actions.edit(by=officer, activity_id=row.pk, changes=changes, now=world.now)

    assert found(linh_vuc="giao_duc") == ["Lớp số bản Pho"]


def test_a_unit_is_a_filter_too(three, found, world):
    assert found(don_vi=world.binh_lu.code) == ["Tọa đàm"]


def test_what_is_full_has_no_free_places(three, found):
    Slot.objects.filter(shift__activity__title="Tọa đàm").update(taken=12)

    assert "Tọa đàm" not in found(con_cho="1")


def test_rows_carry_their_places_and_first_shift(three, world):
    Slot.objects.filter(shift__activity__title="Hiến máu").update(taken=5)

    row = queries.public_page(filters=ActivityFilters(), now=world.now).rows[0]

    assert (row.places, row.free) == (22, 12)
    assert row.first_shift_at == world.hours(in_days=3)["starts_at"]


def test_what_takes_no_more_sign_ups_has_no_free_places(three, world, found):
    Shift.objects.filter(activity__title="Hiến máu").update(signup_until=world.now)

    row = queries.public_page(filters=ActivityFilters(), now=world.now).rows[0]

    assert (row.title, row.places, row.free) == ("Hiến máu", 22, None)
    assert "Hiến máu" not in found(con_cho="1")


def test_old_places_are_found_by_what_they_passed_into(world, found):
    new = world.place("Tả Lèng mới", "03440", inside="Lai Châu")
    world.places["Tả Lèng"].successions_after.create(successor=new, on=world.day, share="WHOLE")

    world.published("lop_so", title="Lớp số bản Pho")

    assert found(dia_ban="03440") == ["Lớp số bản Pho"]


def test_past_activities_have_their_own_list_latest_first(world, found):
    for days in (9, 5):
        day = world.day - timedelta(days=days)
        held = HeldGiven(
            title=f"Trước {days} ngày",
            kind_code="tinh_nguyen",
            field_code="moi_truong",
            first_day=day,
            last_day=day,
            place_id=world.places["Tả Lèng"].pk,
            turns=3,
            persons=3,
            paper="Báo cáo",
        )
        actions.record_held(by=world.system, unit_id=world.ta_leng.pk, held=held, now=world.now)

    assert found(da_qua="1") == ["Trước 5 ngày", "Trước 9 ngày"]
    assert found() == []


def test_the_list_costs_the_same_for_one_row_and_for_six(world, costs_the_same, statements):
    def page():
        shown = queries.public_page(filters=ActivityFilters(), now=world.now, limit=3)
        return [
            (row.title, row.free, row.kind.name, row.place.name, shown.unit_names[row.unit_id])
            for row in shown.rows
        ]

    def grow():
        for count in range(6):
            unit = world.found(f"Chi đoàn {count}", parent=world.ta_leng, kind="chi_doan")
            world.published(unit=unit, by=world.system)

    world.published()
    for _ in range(3):
        world.published()
    costs_the_same(page, grow)
    with statements() as counted:
        page()
    assert counted.count <= 4


def test_the_public_page_takes_at_most_five_statements(world, statements):
    activity = world.published()
    with statements() as counted:
        shown = queries.public_activity(code=activity.code, day=world.day)
    assert counted.count <= 5
    assert shown.unit_name == "Đoàn Tả Lèng"
    assert (shown.capacity, shown.free) == (12, 12)

    actions.close(
        by=world.later(6),
        activity_id=activity.pk,
        evaluation="Tốt.",
        outputs=[OutputGiven(metric="nguoi_hoc", amount="9")],
        completed=["plan"],
        now=world.now,
    )
    with statements() as counted:
        closed = queries.public_activity(code=activity.code, day=world.later(6).day)
        assert closed.outputs[0].metric.unit_name == "người"
    assert counted.count <= 5


def test_drafts_and_unknown_codes_are_missing_alike(world):
    for code in (world.opened().code, "0000000000"):
        with pytest.raises(Missing):
            queries.public_activity(code=code, day=world.day)


@pytest.mark.parametrize(
    ("near", "titles"),
    [
        ((22.28, 103.63), ["Hiến máu", "Tọa đàm", "Lớp số bản Pho"]),
        ((22.39, 103.50), ["Lớp số bản Pho", "Hiến máu", "Tọa đàm"]),
    ],
)
def test_what_is_near_a_commune_comes_first_and_says_how_far(three, now, near, titles):
    page = queries.public_page(filters=ActivityFilters(near=near), now=now)

    assert [row.title for row in page.rows] == titles
    away = [row.away_km for row in page.rows]
    assert away == sorted(away)
    assert away[0] < 1 < away[-1] < 25


def test_counts_by_place_are_those_of_the_list(three, now):
    filters = queries.filters_from({"linh-vuc": "suc_khoe"})

    assert queries.counts_by_place(filters=ActivityFilters(), now=now) == {"03405": 2, "03433": 1}
    assert queries.counts_by_place(filters=filters, now=now) == {"03405": 1}
