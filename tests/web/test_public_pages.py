"""The public pages: light, the same for everyone, and a place kept in three taps."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from aoxanh.activities.models import Activity, Pass, Signup, Slot
from aoxanh.people.models import Person
from aoxanh.web.guards import form_token


SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def _given(crowd, **changes):
    return {
        "form": form_token(),
        "slots": [crowd.slot.pk],
        "full_name": "Vàng A Sinh",
        "contact": "0912 345 678",
    } | changes


def _sign_up(client, crowd, **changes):
    return client.post(
        f"/hoat-dong/{crowd.activity.code}/dang-ky/", _given(crowd, **changes), **SAME_ORIGIN
    )


@pytest.mark.parametrize("path", ["/", "/hoat-dong/", "/chung-nhan/"])
@pytest.mark.usefixtures("crowd")
def test_a_public_page_is_the_same_bytes_for_everyone(client, path):
    first, second = client.get(path), client.get(path)

    assert first.status_code == 200
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert not first.cookies
    assert "Vary" not in first or "Cookie" not in first["Vary"]


def test_an_unchanged_page_is_answered_without_a_body(client, crowd):
    path = f"/hoat-dong/{crowd.activity.code}/"
    tag = client.get(path)["ETag"]

    again = client.get(path, HTTP_IF_NONE_MATCH=tag)

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("path", "most"), [("/", 5), ("/hoat-dong/", 4)])
@pytest.mark.usefixtures("crowd")
def test_a_public_list_asks_few_questions(client, statements, path, most):
    client.get(path)

    with statements() as counted:
        client.get(path)

    assert counted.count <= most, counted.sqls


def test_an_activity_asks_few_questions(client, statements, crowd):
    path = f"/hoat-dong/{crowd.activity.code}/"
    client.get(path)

    with statements() as counted:
        client.get(path)

    assert counted.count <= 5, counted.sqls


@pytest.mark.usefixtures("keys")
def test_the_list_costs_the_same_for_one_activity_and_for_six(client, crowd, costs_the_same):
    def grow():
        for number in range(5):
            crowd.world.published(by=crowd.world.system, title=f"Việc {number}")

    costs_the_same(lambda: client.get("/hoat-dong/"), grow)


@pytest.mark.usefixtures("keys")
def test_a_guest_signs_up_and_lands_on_the_pass(client, crowd):
    answer = _sign_up(client, crowd)

    held = Pass.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/ma/{held.token}/")
    page = client.get(answer["Location"])
    assert "Đã giữ chỗ cho Sinh" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert "0912" not in page.content.decode()


@pytest.mark.usefixtures("keys")
def test_signing_up_a_new_guest_costs_at_most_eight_statements(client, crowd, statements):
    client.get(f"/hoat-dong/{crowd.activity.code}/")

    with statements() as counted:
        _sign_up(client, crowd)

    assert Signup.objects.count() == 1
    assert counted.count <= 8, counted.sqls


@pytest.mark.usefixtures("keys")
def test_signing_up_a_minor_with_guardian_costs_at_most_twelve(client, crowd, statements):
    with statements() as counted:
        _sign_up(
            client, crowd, is_minor="on", birth_year="2012",
            guardian_name="Vàng A Páo", guardian_phone="0987654321",
        )  # fmt: skip

    assert Signup.objects.count() == 1
    assert counted.count <= 12, counted.sqls


def test_a_minor_without_guardian_is_asked_and_nothing_is_kept(client, crowd):
    answer = _sign_up(client, crowd, is_minor="on", birth_year="2012")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "người giám hộ" in page
    assert 'value="Vàng A Sinh"' in page
    assert not Person.objects.exists()


def test_who_forgot_the_year_of_birth_is_asked_for_it_and_not_taken_for_a_minor(client, crowd):
    Activity.objects.filter(pk=crowd.activity.pk).update(min_age=16)

    page = _sign_up(client, crowd).content.decode()

    assert "Hãy ghi năm sinh." in page
    assert "Bạn chưa đủ 16 tuổi" not in page
    assert "guardian_name" not in page


def test_whose_year_of_birth_is_that_of_a_minor_is_asked_for_a_guardian(client, crowd):
    page = _sign_up(client, crowd, birth_year="2012").content.decode()

    assert "guardian_phone" in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slots": []}, "Hãy chọn ít nhất một ca"),
        ({"full_name": ""}, "Hãy ghi họ và tên"),
        ({"contact": "0912"}, "số"),
        ({"form": "hỏng"}, "Trang mở đã lâu"),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(client, crowd, changes, told):
    answer = _sign_up(client, crowd, **changes)

    page = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert told in page
    assert "checked" in page or changes.get("slots") == []
    assert not Signup.objects.exists()


@pytest.mark.usefixtures("keys")
def test_signing_up_twice_is_told_and_the_place_is_not_lost(client, crowd):
    _sign_up(client, crowd)

    answer = _sign_up(client, crowd)

    assert answer.status_code == 409
    assert "đã đăng ký ca này" in answer.content.decode()
    assert Slot.objects.get(pk=crowd.slot.pk).taken == 1


@pytest.mark.usefixtures("keys")
def test_two_people_may_share_one_phone(client, crowd):
    _sign_up(client, crowd)

    answer = _sign_up(client, crowd, full_name="Vàng Thị Dợ")

    assert answer.status_code == 303


def test_a_form_from_another_site_is_refused(client, crowd):
    answer = client.post(
        f"/hoat-dong/{crowd.activity.code}/dang-ky/",
        _given(crowd),
        HTTP_SEC_FETCH_SITE="cross-site",
    )

    assert answer.status_code == 403
    assert not Person.objects.exists()


@pytest.mark.usefixtures("keys")
def test_too_many_sign_ups_from_one_place_are_slowed_down(client, crowd, settings):
    settings.SIGNUPS_PER_HOUR = 1
    _sign_up(client, crowd)

    answer = _sign_up(client, crowd, full_name="Lò Thị Mai")

    assert answer.status_code == 429
    assert 'value="Lò Thị Mai"' in answer.content.decode()


@pytest.mark.usefixtures("keys")
def test_who_holds_the_link_gives_the_place_back(client, crowd):
    _sign_up(client, crowd)
    token = Pass.objects.get().token

    client.post(f"/ma/{token}/rut/")

    assert Slot.objects.get(pk=crowd.slot.pk).taken == 0
    assert "không còn hiệu lực" in client.get(f"/ma/{token}/").content.decode()


@pytest.mark.usefixtures("keys")
def test_the_pass_comes_as_a_calendar_and_as_a_picture(client, crowd):
    _sign_up(client, crowd)
    token = Pass.objects.get().token

    calendar, picture = client.get(f"/ma/{token}/lich.ics"), client.get(f"/ma/{token}/ma.png")

    assert b"BEGIN:VEVENT" in calendar.content
    assert picture.content.startswith(b"\x89PNG")
    assert picture["Content-Disposition"].startswith("inline")
    assert picture["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("keys")
def test_a_pass_that_was_given_back_has_no_picture(client, crowd):
    held = crowd.sign_up()
    crowd.withdraw(held)

    assert client.get(f"/ma/{held.token}/ma.png").status_code == 404


@pytest.mark.usefixtures("keys")
def test_the_picture_of_a_pass_is_as_high_as_its_texts_need(client, crowd):
    held = crowd.sign_up(
        "Phàn Thị Mẩy Lở Chin Tả Phìn Hồ", slots=[crowd.slot.pk, crowd.add_shift().pk]
    )

    def height():
        return Image.open(BytesIO(client.get(f"/ma/{held.token}/ma.png").content)).size

    before = height()
    Activity.objects.update(title="Sửa mái, quét vôi điểm trường trước mùa rét ở bản xa " * 3)

    assert before[0] == 1080
    assert height()[1] > before[1]


@pytest.mark.usefixtures("keys")
def test_a_pass_says_how_to_keep_it_without_promising_what_a_browser_may_lack(client, crowd):
    held = crowd.sign_up()

    page = client.get(f"/ma/{held.token}/").content.decode()

    assert "<span data-when-kept hidden>Trang này vẫn mở được khi mất sóng.</span>" in page
    assert 'download="ma-diem-danh.png"' in page
    assert 'data-needs="offline" hidden' in page


@pytest.mark.parametrize("path", ["/ma/khong-co/", "/hoat-dong/KHONGCO/", "/ma/khong-co/ma.png"])
@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_not_found(client, world):
    draft = world.opened()

    assert client.get(f"/hoat-dong/{draft.code}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?q=lop",
        "?dia-ban=12",
        "?dia-ban=xx",
        "?trang=99",
        "?trang=-1",
        "?tu=hôm",
        "?gan=1,2",
        "?gan=x",
        "?da-qua=1",
        "?q=" + "x" * 500,
    ],
)
@pytest.mark.usefixtures("crowd")
def test_the_list_answers_whatever_the_address_says(client, query):
    assert client.get("/hoat-dong/" + query).status_code == 200


def test_text_in_titles_is_shown_as_text(client, crowd):
    crowd.world.published(by=crowd.world.system, title="<script>alert(1)</script> & cộng sự")

    page = client.get("/hoat-dong/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_shift_that_closed_cannot_be_chosen(client, crowd, now):
    shift = crowd.shift
    shift.signup_until = now - timedelta(minutes=1)
    shift.save(update_fields=["signup_until"])

    page = client.get(f"/hoat-dong/{crowd.activity.code}/").content.decode()

    assert re.search(r'name="slots"[^>]*disabled', page)
