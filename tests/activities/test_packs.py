"""Packs: templates with shifts of their own, counters, closing figures and ready texts."""

from datetime import time

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import OutputMetric, Shift, Template
from aoxanh.activities.rules.days import Stretch, UsualShift, stretches
from aoxanh.kernel.dates import at, vn_time
from tests.activities.test_reference import KIND, LIFECYCLE, TEMPLATE
from tests.activities.world import refused


PACKS = (
    "tiep_suc_thi", "tu_van_huong_nghiep", "he_thieu_nhi", "cong_truong_an_toan", "chu_nhat_xanh",
    "hien_mau", "dich_vu_cong", "xuan_bien_gioi", "thang_thanh_nien",
)  # fmt: skip
USUAL = (
    UsualShift(time(6), time(11), "Buổi sáng", "Đón thí sinh"),
    UsualShift(time(13), time(17, 30), "Buổi chiều", "Tiễn thí sinh"),
)


@pytest.fixture
def load(world, tmp_path):
    def loaded(pack):
        for name, text in (("kinds", KIND), ("lifecycles", LIFECYCLE), ("templates", pack)):
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return actions.load_reference(by=world.system, folder=tmp_path, now=world.now)

    return loaded


@pytest.mark.parametrize("code", PACKS)
@pytest.mark.usefixtures("world")
def test_a_shipped_pack_brings_all_that_a_pack_has(code):
    pack = Template.objects.get(pk=code).definition

    missing = {"sites", "shifts", "roles", "safety", "counters", "results", "texts"} - set(pack)
    assert missing == set()
    counted = OutputMetric.objects.filter(pk__in=[*pack["counters"], *pack["results"]], counted="")
    assert {metric.pk for metric in counted} == {*pack["counters"], *pack["results"]}


def test_the_packs_shifts_are_laid_out_for_each_day_with_every_role(world):
    day = world.hours(in_days=5, begin=6)["starts_at"]
    last = world.hours(in_days=6, end=17)["ends_at"].replace(minute=30)

    activity = world.opened("tiep_suc_thi", starts_at=day, ends_at=last, places=8)

    shifts = list(Shift.objects.filter(activity=activity).order_by("starts_at"))
    assert [(shift.name, vn_time(shift.starts_at)) for shift in shifts] == [
        ("Buổi sáng 28/11", "6:00"),
        ("Buổi chiều 28/11", "13:00"),
        ("Buổi sáng 29/11", "6:00"),
        ("Buổi chiều 29/11", "13:00"),
    ]
    slots = shifts[0].slots.order_by("pk").values_list("role_code", "capacity")
    assert list(slots) == [("don_thi_sinh", 8), ("hau_can", 4), ("doi_truong", 1)]


def test_hours_of_ones_own_take_the_place_of_the_packs(world):
    activity = world.opened("tiep_suc_thi", **world.hours(begin=7, end=11))

    shift = Shift.objects.get(activity=activity)
    assert (vn_time(shift.starts_at), shift.name) == ("7:00", "")


def test_one_day_needs_no_date_in_the_names_of_its_shifts(today):
    found = stretches(USUAL, at(today, time(6)), at(today, time(17, 30)))

    assert found == [
        Stretch(at(today, time(6)), at(today, time(11)), "Buổi sáng", "Đón thí sinh"),
        Stretch(at(today, time(13)), at(today, time(17, 30)), "Buổi chiều", "Tiễn thí sinh"),
    ]


def test_what_is_counted_on_the_spot_is_named_by_the_pack(world):
    activity = world.opened("tiep_suc_thi")

    named = [metric.pk for metric in queries.counters_of(activity)]

    assert set(named) == {"thi_sinh", "nguoi_nha", "suat_an"}


def test_ready_texts_are_filled_with_the_facts(world):
    activity = world.opened("hien_mau", title="Giọt hồng", spot="Trạm y tế")
    actions.announce(by=world.system, activity_id=activity.pk, now=world.now)
    shown = queries.public_activity(code=activity.code, day=world.day)

    texts = dict(queries.texts_of(shown.activity, queries.told(shown)))

    reminder = texts["Nhắc trước một ngày"]
    assert "Trạm y tế, xã Tả Lèng, Thứ Bảy 28/11/2026" in reminder
    assert activity.code in reminder
    assert "{" not in "".join(texts.values())


def test_another_provinces_pack_loads_from_a_file(load):
    load(
        TEMPLATE
        + """
  sites: Bến thuyền
  shifts: [{name: Sáng, begins: "05:30", ends: "08:00", task: Giúp bà con lên bến}]
  counters: [nguoi_huong_loi]
  results: [nguoi_huong_loi]
  texts: [{name: Rủ bạn, text: "{title}, {when}, tại {where}"}]
"""
    )

    assert Template.objects.get(pk="ra_quan_he").definition["sites"] == "Bến thuyền"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("counters: [khong_co]", "không có trong danh mục"),
        ("results: [khong_co]", "không có trong danh mục"),
        ('shifts: [{name: S, begins: "5h", ends: "08:00", task: x}]', "dạng 07:30"),
        ('shifts: [{name: S, begins: "09:00", ends: "08:00", task: x}]', "kết thúc sau khi"),
        ('shifts: [{name: S, begins: "07:00"}]', "cần đúng các mục"),
        ('texts: [{name: R, text: "{ten}"}]', "lời sẵn chỉ điền được {title}"),
        ("sites: 3", "chưa đúng kiểu"),
        ("yearly: [12]", "là danh sách các mã"),
    ],
)
def test_a_pack_at_fault_is_refused_with_its_reason(load, line, reason):
    with refused(errors.ReferenceFileRefused) as refusal:
        load(f"{TEMPLATE}  {line}\n")

    assert reason in str(refusal.value)
    assert not Template.objects.filter(pk="ra_quan_he").exists()


CAMPAIGN = """
- code: mua_lu
  name: Mùa lũ
  scene: relief
  starts: "07-01"
  ends: "10-31"
  branches: [{name: "Áo phao", note: ""}]
  metrics: [ao_am]
"""


def _load_campaigns(world, folder, text):
    (folder / "campaigns.yaml").write_text(text, encoding="utf-8")
    return actions.load_reference(by=world.system, folder=folder, now=world.now)


def test_another_provinces_campaign_loads_from_a_file(world, tmp_path):
    assert _load_campaigns(world, tmp_path, CAMPAIGN).created == 1


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ('"07-01"', '"07-32"', "tháng-ngày"),
        ("[ao_am]", "[khong_co]", "không có trong danh mục"),
        (', note: ""', "", "cần đúng các mục"),
    ],
)
def test_a_campaign_at_fault_is_refused_with_its_reason(world, tmp_path, good, bad, reason):
    with refused(errors.ReferenceFileRefused) as refusal:
        _load_campaigns(world, tmp_path, CAMPAIGN.replace(good, bad))

    assert reason in str(refusal.value)


def test_a_metric_counted_by_nothing_is_refused(world, tmp_path):
    text = "- {code: x_y, name: X, unit_name: x, counted: STARS}\n"
    (tmp_path / "metrics.yaml").write_text(text, encoding="utf-8")

    with refused(errors.ReferenceFileRefused):
        actions.load_reference(by=world.system, folder=tmp_path, now=world.now)
