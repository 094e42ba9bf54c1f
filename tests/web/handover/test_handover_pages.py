"""“Bàn giao” in a browser: the one who leaves signs, the one who comes signs, and everything open is there."""

import re

import pytest
from django.test import Client

from aoxanh.access.models import Account, RoleGrant
from aoxanh.people.models import Handover
from tests.web.desks import PASSWORD, shown


@pytest.fixture
def client(desks, world):
    """The secretary of Tả Lèng."""
    return desks.at(world.ta_leng)


@pytest.fixture
def at(world):
    return lambda path="": f"/dieu-phoi/{world.ta_leng.pk}/ban-giao/{path}"


ANSWERS = {
    "full_name": "Vàng A Tủa",
    "contact": "0987 654 321",
    "on": "2026-11-23",
    "last_day": "2027-11-30",
}


@pytest.fixture
def link(client, at):
    """What the successor is sent."""
    page = shown(client.post(at("moi/"), ANSWERS))
    return re.search(r"http://testserver(/ban-giao/[^<\s]+/)", page)[1]


def test_what_is_open_is_read_before_signing(client, at, world):
    world.opened(unit=world.ta_leng, by=world.system, title="Dọn suối Nậm Mạ")

    page = shown(client.get(at("moi/")))

    assert "Bàn giao công việc của tôi" in page
    assert "Dọn suối Nậm Mạ" in page


def test_the_successor_signs_with_a_password_and_finds_all_open_work(world, link):
    world.opened(unit=world.ta_leng, by=world.system, title="Dọn suối Nậm Mạ")
    new = Client()

    before = shown(new.get(link))
    done = new.post(link, {"password": PASSWORD})

    home = shown(new.get(f"/dieu-phoi/{world.ta_leng.pk}/"))
    assert "Dọn suối Nậm Mạ" in before
    assert done["Location"] == "/vao/"
    assert "Dọn suối Nậm Mạ" in home
    assert Handover.objects.get().work == [
        line for line in Handover.objects.get().work if "Dọn suối Nậm Mạ" in line
    ]


def test_afterwards_the_old_secretary_has_no_desk_but_keeps_the_record(client, at, world, link):
    Client().post(link, {"password": PASSWORD})

    assert client.get(f"/dieu-phoi/{world.ta_leng.pk}/").status_code == 404
    assert RoleGrant.objects.filter(valid_to__gt=world.day).count() == 1


def test_a_link_is_signed_once(link):
    Client().post(link, {"password": PASSWORD})

    assert Client().get(link).status_code == 410
    assert Client().get("/ban-giao/nobodys/").status_code == 410


def test_who_has_an_account_signs_in_first(desks, link):
    account = desks.account("Vàng A Tủa")
    Account.objects.filter(pk=account.pk).update(phone="+84987654321")
    stranger, known = Client(), Client()
    known.force_login(account)

    asked = shown(stranger.get(link))
    refused = stranger.post(link, {"password": PASSWORD})
    done = known.post(link)

    assert "Đăng nhập để nhận" in asked
    assert refused.status_code == 422
    assert done["Location"] == "/vao/"
    assert Handover.objects.get().incoming_id == account.pk


def test_a_weak_password_keeps_the_page(link):
    answer = Client().post(link, {"password": "123"})

    assert answer.status_code == 422
    assert "mật khẩu ít nhất 10 ký tự" in answer.content.decode()
    assert Handover.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on": "2026-11-01"}, "không được trước hôm nay"),
        ({"last_day": "2026-11-01"}, "Ngày"),
        ({"contact": "12"}, "số điện thoại"),
        ({"on": ""}, "Hãy chọn ngày."),
    ],
)
def test_a_refused_handover_keeps_what_was_typed(client, at, change, told):
    answer = client.post(at("moi/"), ANSWERS | change)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "Vàng A Tủa" in page


def test_a_record_is_printed_before_and_after(client, at, world, link, desks):
    pk = Handover.objects.get().pk
    draft = client.get(at(f"{pk}/bien-ban.pdf"))
    Client().post(link, {"password": PASSWORD})

    superior = desks.at(world.province, "PROVINCE_OFFICER")
    final = superior.get(at(f"{pk}/bien-ban.pdf"))

    assert draft.content.startswith(b"%PDF")
    assert final.content.startswith(b"%PDF")
    assert final["Content-Disposition"] == 'attachment; filename="ban-giao-2026-11-23.pdf"'
    assert "Cán bộ Đoàn, Hội cấp xã" in shown(superior.get(at(f"{pk}/")))


def test_a_proposal_is_taken_back(client, at, link):
    pk = Handover.objects.get().pk

    client.post(at(f"{pk}/rut/"))
    again = client.post(at(f"{pk}/rut/"), follow=True)

    assert Client().get(link).status_code == 410
    assert "không còn dùng được" in shown(again)


def test_the_superior_decides_for_one_who_is_gone(desks, world, client, at):
    gone = int(client.session["_auth_user_id"])
    successor = desks.account("Vàng A Tủa")
    superior = desks.at(world.province, "PROVINCE_OFFICER")

    page = shown(superior.get(at(f"moi/?tu={gone}")))
    answer = superior.post(at(f"moi/?tu={gone}"), ANSWERS | {"contact": successor.phone})

    assert "Bàn giao thay Giàng A Pháo" in page
    assert answer["Location"] == at(f"{Handover.objects.get().pk}/")
    assert Handover.objects.get().incoming_id == successor.pk


def test_nobody_hands_over_for_a_stranger(client, at, world, desks):
    other = desks.at(world.binh_lu)
    stranger = int(other.session["_auth_user_id"])

    assert client.get(at(f"moi/?tu={stranger}")).status_code == 404
    assert other.get(at("moi/")).status_code == 404


def test_the_list_shows_what_waits_and_costs_the_same(client, at, world, link, costs_the_same):
    def grow():
        for number in range(6):
            leaving = Account.objects.create(
                phone=f"+8498800000{number}", full_name="Lò Văn Ơn", created_at=world.now
            )
            Handover.objects.create(
                unit=world.ta_leng, outgoing=leaving, full_name="Tẩn A Sơn", phone="+84987000000",
                token_digest=str(number), on=world.day, until=world.day.replace(year=2028),
                proposed_at=world.now,
            )  # fmt: skip

    assert "Chờ ký nhận" in shown(client.get(at()))
    costs_the_same(lambda: client.get(at()), grow)


def test_empty_units_below_are_listed_with_the_way_to_invite(desks, world, costs_the_same):
    superior = desks.at(world.province, "PROVINCE_OFFICER")
    path = f"/dieu-phoi/{world.province.pk}/tai-khoan/chua-co-nguoi/"

    page = shown(superior.get(path))

    assert "Đoàn Tả Lèng" in page
    assert f"/dieu-phoi/{world.ta_leng.pk}/tai-khoan/" in page
    costs_the_same(
        lambda: superior.get(path),
        lambda: [world.found(f"Xã {number}", parent=world.province) for number in range(6)],
    )


def test_the_text_for_the_successor_is_vietnamese_on_an_english_page(client, at):
    page = shown(client.post("/en" + at("moi/"), ANSWERS))

    assert "Chào Vàng A Tủa, mời bạn xem và ký nhận bàn giao" in page
    assert "http://testserver/ban-giao/" in page
