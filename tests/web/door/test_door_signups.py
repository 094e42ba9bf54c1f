"""Sign-ups to decide: one or several at once, the waiting list in order, withdrawing for somebody."""

import pytest
from django.contrib.messages import get_messages

from aoxanh.activities.models import Signup


pytestmark = pytest.mark.usefixtures("keys")


def _told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def _states():
    return list(Signup.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_says_how_many_wait_and_names_them(officer, asks_approval, page):
    asks_approval.sign_up("Giàng A Páo")
    asks_approval.sign_up("Lò Thị Hương")

    shown = officer.get(page("dang-ky/")).content.decode()

    assert "2 đăng ký" in shown
    assert "Duyệt 2 người" in shown
    assert "Giàng A Páo" in shown


def test_one_sign_up_is_approved(officer, asks_approval, page):
    signup = asks_approval.signup(asks_approval.sign_up())

    done = officer.post(page("dang-ky/quyet-dinh/?trang-thai=cho-duyet"), {"approve": signup.pk})

    assert done["Location"] == page("dang-ky/?trang-thai=cho-duyet")
    assert _states() == ["CONFIRMED"]
    assert _told(done) == ["Đã duyệt 1 người."]


def test_several_are_approved_at_once(officer, asks_approval, page):
    ids = [asks_approval.signup(asks_approval.sign_up()).pk for _each in range(2)]

    officer.post(page("dang-ky/quyet-dinh/"), {"approve": ",".join(map(str, ids))})

    assert _states() == ["CONFIRMED", "CONFIRMED"]


def test_the_ticked_ones_are_declined(officer, asks_approval, page):
    first, _second = (asks_approval.signup(asks_approval.sign_up()) for _each in range(2))

    officer.post(page("dang-ky/quyet-dinh/"), {"decline": "", "signup": [first.pk]})

    assert _states() == ["DECLINED", "PENDING"]


def test_what_was_decided_before_is_said_by_name(officer, asks_approval, page):
    signup = asks_approval.signup(asks_approval.sign_up("Giàng A Páo"))
    officer.post(page("dang-ky/quyet-dinh/"), {"approve": signup.pk})

    again = officer.post(page("dang-ky/quyet-dinh/"), {"approve": signup.pk})

    assert _told(again)[-1] == (
        "Giàng A Páo: Đăng ký này không còn chờ duyệt. Hãy tải lại danh sách."
    )


def test_nobody_chosen_is_said(officer, asks_approval, page):
    asks_approval.sign_up()

    done = officer.post(page("dang-ky/quyet-dinh/"), {"approve": ""})

    assert _told(done) == ["Hãy chọn ít nhất một người."]


def test_a_sign_up_of_another_activity_is_not_decided_here(officer, asks_approval, page):
    other = type(asks_approval).at(asks_approval.world, needs_approval=True)
    signup = other.signup(other.sign_up())

    officer.post(page("dang-ky/quyet-dinh/"), {"approve": signup.pk})

    assert _states() == ["PENDING"]


def test_withdrawing_for_somebody_hands_the_place_on(officer, crowd, page):
    first = crowd.signup(crowd.sign_up())
    for _each in range(2):
        crowd.sign_up()

    done = officer.post(page("dang-ky/quyet-dinh/"), {"withdraw": first.pk})

    assert _states() == ["WITHDRAWN", "CONFIRMED", "CONFIRMED"]
    assert "danh sách dự bị" in _told(done)[0]


def test_the_waiting_list_stands_in_its_order(officer, crowd, page):
    for _each in range(2):
        crowd.sign_up()
    crowd.sign_up("Vàng Thị Sáo")
    crowd.sign_up("Giàng A Páo")

    shown = officer.get(page("dang-ky/?trang-thai=du-bi")).content.decode()

    assert "Danh sách dự bị 2" in shown
    assert shown.index("Vàng Thị Sáo") < shown.index("Giàng A Páo")


def test_a_name_is_looked_for_without_marks_by_post(officer, crowd, page):
    crowd.sign_up("Giàng A Páo")
    crowd.sign_up("Lò Thị Hương")

    shown = officer.post(page("dang-ky/"), {"q": "giang a"}).content.decode()

    assert "Giàng A Páo" in shown
    assert "Lò Thị Hương" not in shown


def test_a_shift_in_the_address_narrows_the_list(officer, crowd, page):
    afternoon = crowd.add_shift(name="Ca chiều")
    crowd.sign_up("Giàng A Páo")
    crowd.sign_up("Lò Thị Hương", slots=[afternoon.pk])

    shown = officer.get(page(f"dang-ky/?ca={afternoon.shift_id}")).content.decode()

    assert "Lò Thị Hương" in shown
    assert "Giàng A Páo" not in shown


def test_who_only_reads_sees_no_number_and_no_button(sign_in, asks_approval, page, world):
    signup = asks_approval.signup(asks_approval.sign_up(contact="0912 345 678"))
    superior = sign_in("COMMUNE_OFFICER", world.ta_leng)
    reader = sign_in("INSPECTOR", world.ta_leng)

    own, read = (each.get(page("dang-ky/")).content.decode() for each in (superior, reader))
    refused = reader.post(page("dang-ky/quyet-dinh/"), {"approve": signup.pk})

    assert "0912 345 678" in own
    assert "0912 345 678" not in read
    assert "Duyệt 1 người" not in read
    assert refused.status_code == 404


def test_the_list_asks_few_questions_however_long_it_is(
    officer, asks_approval, page, costs_the_same, statements
):
    asks_approval.sign_up()

    def grow():
        for _each in range(4):
            asks_approval.sign_up()

    costs_the_same(lambda: officer.get(page("dang-ky/")), grow)
    with statements() as counted:
        officer.get(page("dang-ky/"))
    assert counted.count <= 12, counted.sqls
