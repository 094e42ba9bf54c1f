"""“Tổng quan” and “Xem danh sách”: every figure opens to its rows, within few statements."""

from datetime import date
from pathlib import Path

import pytest

from aoxanh.access import actions as access
from aoxanh.access.models import Account
from aoxanh.activities import actions as activities
from aoxanh.activities.types import HeldGiven, TotalsGiven
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.programmes import actions as programmes
from aoxanh.units import actions as units
from aoxanh.units.types import Decision, InstanceSettings, Scale, SecondFactor
from tests.work.lists import table_in


SHIPPED = Path(programmes.__file__).parents[1] / "reference" / "lai-chau-2024-2030.yaml"


@pytest.fixture
def officer(client, world, system, now):
    """The provincial officer, signed in; no second factor is asked for here."""
    settings = InstanceSettings(
        scale=Scale.PROVINCE,
        name="Cổng tình nguyện Lai Châu",
        short_name="Lai Châu",
        place_name="Lai Châu",
        second_factor=SecondFactor.OPTIONAL,
    )
    units.set_up_instance(by=system, root_id=world.province.pk, settings=settings, now=now)
    account = Account.objects.create(phone="+84900000001", full_name="Lò Thị Mai", created_at=now)
    access.grant(
        by=system,
        account_id=account.pk,
        role="PROVINCE_OFFICER",
        unit_id=world.province.pk,
        now=now,
    )
    client.force_login(account)
    return client


@pytest.fixture
def figures(world, system, now, monkeypatch):
    """One unit declared four and recorded one; the other declared nothing."""
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    held = HeldGiven(
        title="Dọn đường liên bản",
        kind_code="tinh_nguyen",
        field_code="moi_truong",
        first_day=date(2025, 3, 8),
        last_day=date(2025, 3, 8),
        place_id=world.places["Tả Lèng"].pk,
        turns=10,
        persons=10,
        paper="Báo cáo 5-BC/ĐTN",
    )
    activities.record_held(by=system, unit_id=world.ta_leng.pk, held=held, now=now)
    totals = TotalsGiven(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31), activities=4)
    activities.declare_totals(by=system, unit_id=world.ta_leng.pk, totals=totals, now=now)
    programmes.load(by=system, unit_id=world.province.pk, path=SHIPPED, now=now)
    while programmes.follow(by=system, now=now):
        pass


def _page(client, world, path):
    return client.get(f"/dieu-phoi/{world.province.pk}/{path}")


@pytest.mark.usefixtures("figures")
def test_the_year_is_told_in_figures(officer, world):
    page = _page(officer, world, "tong-quan/?nam=2025").content.decode()

    assert "Năm 2025: 1 hoạt động đã ghi nhận" in page
    assert "1 trên 3 đơn vị đã khai" in page


@pytest.mark.usefixtures("figures")
def test_the_dashboard_asks_at_most_six_questions_beside_the_sign_in(officer, world, statements):
    _page(officer, world, "tong-quan/")

    with statements() as counted:
        _page(officer, world, "tong-quan/")

    assert counted.count <= 9, counted.sqls


@pytest.mark.usefixtures("figures")
def test_the_list_behind_an_indicator_shows_counted_and_missing(officer, world):
    page = _page(officer, world, "chi-tieu/LC-2/").content.decode()

    assert "Đoàn Tả Lèng" in page
    assert "Chưa khai" in page
    assert "Đoàn Bình Lư" in page


@pytest.mark.usefixtures("figures")
def test_the_list_behind_an_indicator_leaves_with_what_was_counted_and_what_is_missing(
    officer, world
):
    answer = _page(officer, world, "chi-tieu/LC-2/?tai=xlsx")

    rows = {row[0]: row[1:] for row in table_in(answer.content).rows[1:]}
    assert rows["Đoàn Tả Lèng"][:5] == ["2025", "1", "4", "4", "Đã tính"]
    assert rows["Đoàn Bình Lư"][4] == "Chưa khai"


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    "path",
    [
        "tong-quan/can-bo/",
        "tong-quan/can-bo/?ngay=hôm-qua",
        "tong-quan/nguoi-tham-gia/?nam=2026",
        "tong-quan/?nam=abc",
    ],
)
def test_what_was_counted_can_be_opened(officer, world, path):
    assert _page(officer, world, path).status_code == 200


@pytest.mark.parametrize("rows", ["nguoi-tham-gia/?nam=", "can-bo/?ngay="])
def test_the_figures_lead_to_who_was_counted(officer, world, rows):
    page = _page(officer, world, "tong-quan/").content.decode()

    assert f"/dieu-phoi/{world.province.pk}/tong-quan/{rows}" in page


def test_an_empty_unit_has_no_data_rather_than_noughts(officer, world):
    page = _page(officer, world, "tong-quan/").content.decode()

    assert "Chưa nạp chương trình nào" in page


def test_an_unknown_indicator_is_not_found(officer, world):
    assert _page(officer, world, "chi-tieu/XX-1/").status_code == 404


def test_the_home_of_officers_shows_what_waits(officer, world, statements):
    draft = world.opened(unit=world.province, by=world.system)
    _page(officer, world, "")

    with statements() as counted:
        page = _page(officer, world, "").content.decode()

    assert draft.title in page
    assert counted.count <= 18, counted.sqls


@pytest.fixture
def merged(figures, world, system, now):
    """Tả Lèng, which had recorded and declared, went into Bình Lư."""
    decision = Decision("12-QĐ/TĐTN", date(2025, 6, 20), "Ban Thường vụ Tỉnh đoàn")
    units.merge(
        by=system,
        into_id=world.binh_lu.pk,
        unit_ids=[world.ta_leng.pk],
        on=date(2025, 7, 1),
        decision=decision,
        now=now,
    )


@pytest.mark.usefixtures("merged")
def test_figures_are_read_on_todays_map_too(officer, world):
    heir = f"/dieu-phoi/{world.binh_lu.pk}/tong-quan/?nam=2025"

    then = officer.get(heir).content.decode()
    today = officer.get(f"{heir}&doc=hien-nay").content.decode()

    assert "Năm 2025: 0 hoạt động" in then
    assert "Năm 2025: 1 hoạt động" in today


@pytest.mark.usefixtures("merged")
def test_the_share_and_its_list_are_read_on_todays_map_too(officer, world):
    heir = f"/dieu-phoi/{world.binh_lu.pk}/chi-tieu/LC-2/"

    then = officer.get(heir).content.decode()
    today = officer.get(f"{heir}?doc=hien-nay").content.decode()

    assert "0 hoạt động đã ghi nhận trên 0" in then
    assert "1 hoạt động đã ghi nhận trên 4" in today
    assert "ở 1 trên 1 đơn vị" in today


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize(
    "path", ["tong-quan/can-bo/?ngay=2025-03-01", "tong-quan/nguoi-tham-gia/?nam=2025"]
)
def test_the_rows_behind_todays_map_can_be_opened(officer, world, path):
    page = officer.get(f"/dieu-phoi/{world.binh_lu.pk}/{path}&doc=hien-nay")

    assert page.status_code == 200
    assert b"tong-quan/?doc=hien-nay" in page.content


@pytest.mark.usefixtures("merged")
def test_the_dashboard_on_todays_map_asks_four_questions_more(officer, world, statements):
    _page(officer, world, "tong-quan/?doc=hien-nay")

    with statements() as counted:
        _page(officer, world, "tong-quan/?doc=hien-nay")

    assert counted.count <= 13, counted.sqls
