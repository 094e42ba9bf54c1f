"""Inviting by list on its page: preview, links shown once, letters on paper, new links."""

import re

import pytest

from aoxanh.access import actions as access
from aoxanh.access.models import Invitation
from tests.web.desks import shown


LIST = "Giàng A Pháo\t0912 111 222\tTả Lèng\nVàng Thị Dợ\t09121\tBình Lư"


@pytest.fixture
def client(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def at(world):
    return lambda path: f"/dieu-phoi/{world.province.pk}/tai-khoan/{path}"


@pytest.fixture
def links(client, at):
    """The page that shows the links."""
    return shown(client.post(at("danh-sach/"), {"text": LIST, "invite": "1"}))


def test_the_list_is_read_before_anybody_is_invited(client, at):
    page = shown(client.post(at("danh-sach/"), {"text": LIST}))

    assert "1 người mời được" in page
    assert "Thiếu số điện thoại" in page
    assert not Invitation.objects.exists()


def test_those_who_can_be_are_invited_and_their_messages_ready(links):
    invited = Invitation.objects.get()

    assert (invited.full_name, invited.role) == ("Giàng A Pháo", "COMMUNE_OFFICER")
    assert (
        "Chào Giàng A Pháo, mời bạn nhận vai trò Cán bộ Đoàn, Hội cấp xã của Đoàn Tả Lèng" in links
    )
    assert "http://testserver/loi-moi/" in links


def test_letters_are_printed_from_the_links_that_were_shown(client, at, links):
    tokens = re.findall(r'name="token" value="([^"]+)"', links)

    paper = client.post(at("loi-moi/in/"), {"token": tokens})

    assert len(tokens) == 1
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "private, no-store"
    assert paper.content.startswith(b"%PDF")


def test_letters_of_links_that_are_dead_are_not_printed(client, at, links):
    answer = client.post(at("loi-moi/in/"), {"token": ["nobodys"]})

    assert answer["Location"] == at("loi-moi/")


def test_lost_links_are_made_anew(client, at, links):
    old = re.search(r'name="token" value="([^"]+)"', links)[1]
    waiting = shown(client.get(at("loi-moi/")))
    pk = Invitation.objects.get().pk

    page = shown(client.post(at("loi-moi/"), {"invitation": [str(pk)]}))

    assert "Giàng A Pháo" in waiting
    assert re.search(r'name="token" value="([^"]+)"', page)[1] != old
    assert client.get(f"/loi-moi/{old}/").status_code == 410


def test_choosing_nobody_is_told(client, at, links):
    answer = client.post(at("loi-moi/"), {}, follow=True)

    assert "Hãy chọn ít nhất một lời mời" in shown(answer)


def test_an_empty_list_is_asked_again(client, at):
    nothing = client.post(at("danh-sach/"), {"text": ""})
    headings = client.post(at("danh-sach/"), {"text": "STT\tHọ và tên"})

    assert nothing.status_code == headings.status_code == 422
    assert "Chưa đọc được dòng nào" in headings.content.decode()


def test_a_refused_term_keeps_the_list(client, at):
    answer = client.post(
        at("danh-sach/"), {"text": LIST, "invite": "1", "role_until": "2020-01-01"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Giàng A Pháo" in page
    assert "phải sau ngày bắt đầu" in page
    assert not Invitation.objects.exists()


def test_waiting_invitations_cost_the_same_for_one_and_for_many(
    client, at, world, links, costs_the_same
):
    def grow():
        for number in range(6):
            unit = world.found(f"Bản {number}", parent=world.ta_leng, kind="chi_doan")
            access.invite(
                by=world.system, unit_id=unit.pk, role="BRANCH_OFFICER",
                contact=f"09125555{number:02d}", full_name="Lò Văn Ơn", now=world.now,
            )  # fmt: skip

    costs_the_same(lambda: client.get(at("loi-moi/")), grow)
