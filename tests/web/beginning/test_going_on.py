"""After the portal stands: units founded in one go, steps left for later, the first work."""

import re

import pytest

from aoxanh.access import actions as access
from aoxanh.units import queries
from aoxanh.units.models import Beginning, Unit
from tests.web.desks import shown


@pytest.fixture
def at(world):
    return lambda path="": f"/dieu-phoi/{world.province.pk}/{path}"


@pytest.fixture
def client(desks, world):
    """The administrator, who also works."""
    client = desks.at(world.province, "ADMIN")
    account_id = int(client.session["_auth_user_id"])
    access.grant(
        by=world.system, account_id=account_id, role="PROVINCE_OFFICER",
        unit_id=world.province.pk, now=world.now,
    )  # fmt: skip
    return client


@pytest.fixture
def without_unions(world):
    """Two further communes that nobody has founded a Union for."""
    world.place("Khun Há", "03434", inside="Lai Châu")
    world.place("Bản Bo", "03435", inside="Lai Châu")


FOUNDING = {"on": "2025-07-01", "decision_number": "", "listed": ""}


def test_the_next_step_is_shown_and_can_be_left_for_later(client, at):
    before = shown(client.get(at("bat-dau/")))
    client.post(at("bat-dau/de-sau/"), {"step": "OFFICERS"})

    after = shown(client.get(at("bat-dau/")))
    assert "Mời cán bộ các đơn vị" in before
    assert "Mở hoạt động đầu tiên" in after
    assert Beginning.objects.get().put_off == ["OFFICERS"]


def test_a_step_nobody_knows_is_not_noted(client, at):
    client.post(at("bat-dau/de-sau/"), {"step": "MOON"})

    assert Beginning.objects.get().put_off == []


def test_finishing_leads_to_the_work(client, at):
    answer = client.post(at("bat-dau/xong/"))

    assert answer["Location"] == at()
    assert Beginning.objects.get().finished_at is not None
    assert client.get("/vao/")["Location"] == at()


def test_until_then_signing_in_leads_back_to_it(client, at):
    assert client.get("/vao/")["Location"] == at("bat-dau/")


def test_who_may_not_change_the_root_ends_nothing(desks, world):
    client = desks.at(world.ta_leng)

    client.post(f"/dieu-phoi/{world.ta_leng.pk}/bat-dau/xong/")
    client.post(f"/dieu-phoi/{world.ta_leng.pk}/bat-dau/de-sau/", {"step": "UNITS"})

    row = Beginning.objects.get()
    assert (row.finished_at, row.put_off) == (None, [])


def test_only_places_without_a_union_are_proposed_ticked_with_a_name(client, at, without_unions):
    page = shown(client.get(at("don-vi/lap-nhieu/")))

    assert re.findall(r'value="(Đoàn xã [^"]+)"', page) == ["Đoàn xã Bản Bo", "Đoàn xã Khun Há"]
    assert page.count("checked") == 2


def test_what_is_ticked_is_founded_under_its_name_with_its_territory(
    client, at, world, without_unions
):
    khun_ha, ban_bo = world.places["Khun Há"], world.places["Bản Bo"]

    client.post(
        at("don-vi/lap-nhieu/"),
        FOUNDING | {
            f"place-{khun_ha.pk}": "1",
            f"name-{khun_ha.pk}": "Đoàn xã Khun Há mới",
            f"name-{ban_bo.pk}": "Đoàn xã Bản Bo",
        },
    )  # fmt: skip

    founded = Unit.objects.get(versions__name="Đoàn xã Khun Há mới")
    assert founded.versions.get().place_id == khun_ha.pk
    assert not Unit.objects.filter(versions__name="Đoàn xã Bản Bo").exists()
    assert queries.parents(unit_ids={founded.pk}, day=world.day) == {founded.pk: world.province.pk}


def test_units_without_a_decision_are_listed_afterwards(client, at, world, without_unions):
    pk = world.places["Khun Há"].pk
    client.post(at("don-vi/lap-nhieu/"), FOUNDING | {f"place-{pk}": "1"})

    assert "Đoàn xã Khun Há" in shown(client.get(at("don-vi/?loc=chua-quyet-dinh")))


def test_typed_units_are_looked_at_with_their_kinds_before_they_are_founded(client, at):
    typed = FOUNDING | {"listed": "Đoàn trường THPT Bình Lư\nCâu lạc bộ Áo xanh"}

    first = shown(client.post(at("don-vi/lap-nhieu/"), typed))
    before = Unit.objects.count()
    client.post(
        at("don-vi/lap-nhieu/"), typed | {"seen": typed["listed"], "kind-2": "doi_tinh_nguyen"}
    )

    assert '<option value="doan_truong_thpt" selected>' in first
    assert before == 3
    kinds = dict(Unit.objects.values_list("versions__name", "versions__kind_id"))
    assert kinds["Đoàn trường THPT Bình Lư"] == "doan_truong_thpt"
    assert kinds["Câu lạc bộ Áo xanh"] == "doi_tinh_nguyen"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "Hãy chọn hoặc ghi ít nhất một đơn vị."),
        ({"on": ""}, "Hãy chọn ngày."),
        ({"on": "1990-01-01", "listed": "Chi đoàn A", "seen": "Chi đoàn A"}, "không hoạt động"),
    ],
)
def test_what_cannot_be_founded_is_told_and_nothing_is(client, at, change, told):
    answer = client.post(at("don-vi/lap-nhieu/"), FOUNDING | change)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Unit.objects.count() == 3


def test_founding_page_costs_the_same_for_one_place_and_for_many(client, at, world, costs_the_same):
    world.place("Khun Há", "03434", inside="Lai Châu")

    def grow():
        for number in range(6):
            world.place(f"Xã {number}", f"0350{number}", inside="Lai Châu")

    costs_the_same(lambda: client.get(at("don-vi/lap-nhieu/")), grow)


def test_a_list_of_officers_leads_back_to_the_first_run(client, at, world):
    sheet = "Họ và tên\tĐiện thoại\tĐơn vị\nGiàng A Pháo\t0912 111 222\tTả Lèng"
    kind = at("nhap-danh-sach/moi/invitees/")
    first = shown(client.get(at("bat-dau/")))
    sent = client.post(kind, {"pasted": sheet})["Location"]
    columns = {"cot-0": "full_name", "cot-1": "contact", "cot-2": "unit"}
    client.post(sent + "ghep-cot/", columns)
    client.post(sent + "nhap/", {"so-dong": "1"})

    result, waiting = shown(client.get(sent)), shown(client.get(at("bat-dau/")))
    links = shown(client.post(at("tai-khoan/loi-moi/"), {"all": "1"}))
    after = shown(client.get(at("bat-dau/")))

    assert kind in first
    assert at("bat-dau/") in result
    assert at("tai-khoan/loi-moi/") in result
    assert "1 người đã vào danh sách, chưa ai có thư mời." in waiting
    assert at("bat-dau/") in links
    assert "Mở hoạt động đầu tiên" in after


def test_the_first_run_stays_in_the_menu_when_it_was_ended(client, at):
    client.post(at("bat-dau/xong/"))

    page = shown(client.get(at()))

    assert at("bat-dau/") in page
