"""Pages of what is decided or said of figures: the form refuses at its field, the label is seen everywhere."""

from datetime import timedelta

import pytest

from aoxanh.activities.models import Activity
from aoxanh.programmes.models import FigureDecision
from aoxanh.programmes.types import REFERENCE
from tests.work.lists import table_in


@pytest.fixture
def plan(world):
    world.plans_once(REFERENCE / "qd-1481.yaml", REFERENCE / "lai-chau-2024-2030.yaml")


def _path(unit, rest):
    return f"/dieu-phoi/{unit.pk}/{rest}"


def _given(world, **told):
    return {
        "about": world.ta_leng.pk,
        "year": "2030",
        "value": "70",
        "text": "Sổ giấy bị lũ cuốn",
        "number": "15-QĐ/TĐTN",
    } | told


@pytest.mark.usefixtures("plan")
def test_a_superior_writes_a_figure_that_the_unit_sees_with_its_label_and_withdraws_it(
    desks, world
):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    form = _path(world.province, "chi-tieu/LC-2/so-dieu-chinh/")
    refused = province.post(form, _given(world, number=""))
    assert refused.status_code == 422
    assert "Cần số, ký hiệu văn bản" in refused.content.decode()
    assert "Sổ giấy bị lũ cuốn" in refused.content.decode()

    listed = province.post(form, _given(world), follow=True).content.decode()
    commune = desks.at(world.ta_leng)
    own = commune.get(_path(world.ta_leng, "chi-tieu/LC-2/")).content.decode()
    programme = commune.get(_path(world.ta_leng, "chuong-trinh/LC-2024-2030/")).content.decode()

    assert "LC-2 năm 2030: Số điều chỉnh" in listed
    assert "chưa có số liệu" in listed
    assert "Số điều chỉnh năm 2030: 70" in own
    assert "Số điều chỉnh: 70" in programme
    made = FigureDecision.objects.get()
    page = _path(world.province, f"quyet-dinh-so-lieu/{made.pk}/thu-hoi/")
    assert province.post(page, {"text": ""}).status_code == 422
    province.post(page, {"text": "Đã tìm lại được sổ"})
    own = commune.get(_path(world.ta_leng, "chi-tieu/LC-2/")).content.decode()
    assert "Số điều chỉnh năm 2030" not in own


@pytest.mark.usefixtures("plan")
def test_a_unit_writes_its_statement_and_the_superior_takes_the_list_away(desks, world):
    commune = desks.at(world.ta_leng)
    given = {"year": "2026", "text": "Đã nối 3 câu lạc bộ", "number": "Báo cáo 3-BC/ĐTN"}

    commune.post(_path(world.ta_leng, "chi-tieu/LC-5/nhan-dinh/"), given)

    page = commune.get(_path(world.ta_leng, "chi-tieu/LC-5/")).content.decode()
    assert "Nhận định năm 2026" in page
    province = desks.at(world.province, "PROVINCE_OFFICER")
    path = _path(world.province, "chuong-trinh/LC-2024-2030/quyet-dinh/?tai=xlsx")
    rows = list(table_in(province.get(path).content, "quyet-dinh.xlsx").rows)
    assert rows[1][1:4] == ["LC-5", "2026", "Nhận định của đơn vị"]
    assert rows[1][6] == "Đã nối 3 câu lạc bộ"


@pytest.mark.usefixtures("plan")
def test_the_owner_decides_which_units_a_duty_asks_now(desks, world):
    province = desks.at(world.province, "PROVINCE_OFFICER")
    page = _path(world.province, "chi-tieu/LC-10/thay-don-vi/")
    given = {"year": "2026", "text": "Không còn cấp huyện", "number": "5-QĐ/TĐTN"}
    assert province.post(page, given).status_code == 422

    province.post(page, given | {"kinds": ["doan_xa", "doan_phuong"]})

    shown = province.get(_path(world.province, "chi-tieu/LC-10/")).content.decode()
    assert "Từ năm 2026 tính theo đơn vị khác với kế hoạch" in shown
    assert "5-QĐ/TĐTN" in shown
    commune = desks.at(world.ta_leng)
    assert commune.get(_path(world.ta_leng, "chi-tieu/LC-10/thay-don-vi/")).status_code == 404


@pytest.mark.usefixtures("plan")
def test_the_denominator_is_reconciled_with_the_gap_of_each_unit(desks, world):
    past = world.day - timedelta(days=9)
    over = world.published(places=2, by=world.system)
    Activity.objects.filter(pk=over.pk).update(starts_on=past, ends_on=past + timedelta(days=1))
    client = desks.at(world.province, "PROVINCE_OFFICER")

    page = client.get(_path(world.province, "chi-tieu/LC-2/doi-chieu/?nam=2026")).content.decode()

    assert "1 hoạt động chưa có trên cổng, ở 1 đơn vị" in page
    assert "Chưa khai" in page
    for path in ("chi-tieu/LC-5/doi-chieu/", "chi-tieu/KHONG/doi-chieu/"):
        assert client.get(_path(world.province, path)).status_code == 404
