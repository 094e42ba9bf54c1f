"""Inviting many on their pages: a list or officers in post, links shown once, letters on paper, new links."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.access import actions as access
from aoxanh.access.models import Invitation
from aoxanh.access.types import InvitationGiven
from aoxanh.people.models import Person, Post
from tests.web.desks import shown
from tests.work.lists import workbook


HEAD = ("STT", "Họ và tên", "Điện thoại", "Đơn vị")
ROWS = ((1, "Giàng A Pháo", "0912 111 222", "Tả Lèng"), (2, "Vàng Thị Dợ", "09121", "Bình Lư"))


@pytest.fixture
def client(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def desk(world):
    return f"/dieu-phoi/{world.province.pk}/"


@pytest.fixture
def at(desk):
    return lambda path: f"{desk}tai-khoan/{path}"


@pytest.fixture
def previewed(client, desk):
    """The address of a workbook that was sent and checked."""
    file = SimpleUploadedFile("can-bo.xlsx", workbook(HEAD, *ROWS))
    sent = client.post(f"{desk}nhap-danh-sach/moi/invitees/", {"file": file})
    columns = {
        f"cot-{place}": code for place, code in enumerate(("", "full_name", "contact", "unit"))
    }
    client.post(sent["Location"] + "ghep-cot/", columns)
    return sent["Location"]


@pytest.fixture
def saved(client, previewed):
    """The result page of the list."""
    return shown(client.post(previewed + "nhap/", {"so-dong": "1"}, follow=True))


@pytest.fixture
def links(client, at, saved):
    """The page that shows the links."""
    return shown(client.post(at("loi-moi/"), {"all": "1"}))


def test_a_workbook_is_read_by_row_and_column_before_anybody_is_invited(client, previewed):
    page = shown(client.get(previewed))

    assert "Nhập được 1 cán bộ" in page
    assert "Cán bộ Đoàn, Hội cấp xã, Đoàn Tả Lèng" in page
    assert "Đây chưa phải số điện thoại hoặc e-mail" in page
    assert not Invitation.objects.exists()


def test_a_saved_list_leads_to_its_letters(client, at, saved):
    assert at("loi-moi/") in saved
    assert "Tạo thư mời và tin nhắn" in saved

    waiting = shown(client.get(at("loi-moi/")))

    assert "1 người chưa có thư mời" in waiting
    assert "Tạo 1 thư mời và tin nhắn" in waiting


def test_everybody_without_a_letter_gets_one_with_a_text_to_send(links):
    invited = Invitation.objects.get()

    assert (invited.full_name, invited.role, invited.has_link) == (
        "Giàng A Pháo", "COMMUNE_OFFICER", True,
    )  # fmt: skip
    assert (
        "Chào Giàng A Pháo, mời bạn nhận vai trò Cán bộ Đoàn, Hội cấp xã của Đoàn Tả Lèng" in links
    )
    assert "https://zalo.me/84912111222" in links
    assert "http://testserver/loi-moi/" in links


def test_letters_and_texts_are_vietnamese_on_an_english_page(client, at, saved):
    page = shown(client.post("/en" + at("loi-moi/"), {"all": "1"}))

    assert (
        "Chào Giàng A Pháo, mời bạn nhận vai trò Cán bộ Đoàn, Hội cấp xã của Đoàn Tả Lèng" in page
    )
    assert "http://testserver/loi-moi/" in page


def test_letters_are_printed_from_the_links_that_were_shown(client, at, links):
    tokens = re.findall(r'name="token" value="([^"]+)"', links)

    paper = client.post(at("loi-moi/in/"), {"token": tokens})

    assert len(tokens) == 1
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "private, no-store"
    assert paper.content.startswith(b"%PDF")


def test_each_letter_has_a_page_of_its_own(client, at, world):
    issued = access.invite_many(
        by=world.system,
        unit_id=world.province.pk,
        rows=[
            InvitationGiven(
                unit_id=world.ta_leng.pk, role="COMMUNE_OFFICER",
                contact=f"091255566{number}", full_name="Nông Thị Kim Phượng",
            )
            for number in range(3)
        ],
        now=world.now,
    )  # fmt: skip

    paper = client.post(at("loi-moi/in/"), {"token": [token for _row, token in issued]})

    assert len(re.findall(rb"/Type ?/Page\b(?!s)", paper.content)) == 3


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


@pytest.fixture
def officer(world):
    """Somebody in post: ``officer("Lò Văn Ơn", phone="+84912000111")``."""

    def make(full_name, *, unit=None, phone="", until=date(2028, 1, 1)):
        unit = unit or world.ta_leng
        person = Person.objects.create(
            code=f"{Person.objects.count():010d}", unit=unit, full_name=full_name, phone=phone,
            contact_key=f"key {Person.objects.count()}", created_at=world.now,
        )  # fmt: skip
        return Post.objects.create(
            person=person, unit=unit, title="Bí thư", valid_from=date(2024, 3, 1), valid_to=until
        )

    return make


def test_officers_in_post_are_invited_at_once_and_who_is_left_out_is_named(
    client, at, world, officer, links
):
    free = officer("Lò Văn Ơn", phone="+84912000111")
    officer("Giàng A Pháo", phone="+84912111222")
    officer("Tẩn Mí Dia")

    page = shown(client.get(at("can-bo/")))
    done = shown(client.post(at("can-bo/"), {"officer": [str(free.pk)]}))

    assert "Mời được 1 cán bộ" in page
    assert "Đã có lời mời đang chờ." in page
    assert "Thiếu số điện thoại hoặc e-mail đọc được." in page
    assert "Chào Lò Văn Ơn" in done
    invited = Invitation.objects.get(full_name="Lò Văn Ơn")
    assert (invited.unit_id, invited.role_until) == (world.ta_leng.pk, date(2028, 1, 1))


def test_who_works_at_the_unit_already_is_offered_no_other_role(client, at, world, officer):
    account = access.register(
        by=world.system, contact="0912000111", full_name="Lò Văn Ơn", password=None, now=world.now
    )
    access.grant(
        by=world.system, account_id=account.pk, role="INSPECTOR", unit_id=world.ta_leng.pk,
        now=world.now,
    )  # fmt: skip
    held = officer("Lò Văn Ơn", phone="+84912000111")

    page = shown(client.get(at("can-bo/")))
    client.post(at("can-bo/"), {"officer": [str(held.pk)]})

    assert "Đã có tài khoản ở đơn vị này." in page
    assert not Invitation.objects.exists()


def test_only_who_can_be_invited_is(client, at, officer):
    missing = officer("Tẩn Mí Dia")

    answer = client.post(at("can-bo/"), {"officer": [str(missing.pk), "x"]})

    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một người." in shown(answer)
    assert not Invitation.objects.exists()


def test_a_unit_without_officers_is_led_to_the_list(client, at):
    page = shown(client.get(at("can-bo/")))

    assert "Chưa ghi cán bộ nào" in page
    assert "nhap-danh-sach/moi/invitees/" in page


def test_officers_in_post_cost_the_same_for_one_and_for_many(
    client, at, world, officer, costs_the_same
):
    officer("Lò Văn Ơn", phone="+84912000111")

    def grow():
        for number in range(6):
            unit = world.found(f"Bản {number}", parent=world.ta_leng, kind="chi_doan")
            officer("Lò Văn Ơn", unit=unit, phone=f"+8491200022{number}")

    costs_the_same(lambda: client.get(at("can-bo/")), grow)


def test_expiry_is_said_and_only_what_needs_a_letter_is_ticked(client, at, world, links):
    fresh = shown(client.get(at("loi-moi/")))
    Invitation.objects.update(valid_until=world.now - timedelta(days=1))

    over = shown(client.get(at("loi-moi/")))

    assert "thư dùng được đến" in fresh
    assert "checked" not in fresh
    assert "thư đã quá hạn, cần tạo lại" in over
    assert "checked" in over


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
