"""Extra questions on the pages: set by the organiser, answered by guests and on the pass, shown in lists."""

import pytest
from django.test import Client
from django.urls import reverse

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Pass
from aoxanh.web.guards import form_token
from tests.activities.test_questions import CLASS, SEATS, SHIRT, ask
from tests.web.desks import shown


def _row(number, text, kind="TEXT", choices="", **more):
    return {f"c-{number}-text": text, f"c-{number}-kind": kind, f"c-{number}-choices": choices} | {
        f"c-{number}-{name}": value for name, value in more.items()
    }


@pytest.fixture
def page(crowd, desk):
    return desk(f"hoat-dong/{crowd.activity.pk}/cau-hoi/")


def test_questions_are_added_from_the_bank_with_what_was_typed_kept(browser, page):
    sent = {"rows": 1, "add": "shirt"} | _row(0, "Bạn mang theo gì")

    text = shown(browser.post(page, sent))

    assert "Bạn mang theo gì" in text
    assert "S; M; L; XL; XXL" in text
    assert 'name="rows" value="3"' in text
    assert not Activity.objects.get().questions


def test_questions_are_saved(browser, page):
    sent = {"rows": 2} | _row(0, "Bạn mang theo gì", required="on")
    sent |= _row(1, "Cỡ áo của bạn", "ONE", "S; M; L", code="shirt")

    answer = browser.post(page, sent)

    assert answer.status_code == 302
    first, second = Activity.objects.get().questions
    assert (first["required"], second["code"]) == (True, "shirt")
    assert second["choices"] == ["S", "M", "L"]
    assert "Cỡ áo của bạn" in shown(browser.get(page))


def test_a_sensitive_question_is_refused_in_words_that_help(browser, page):
    text = shown(browser.post(page, {"rows": 1} | _row(0, "Số CCCD của bạn")))

    assert "hỏi về giấy tờ tùy thân" in text
    assert "Số CCCD của bạn" in text
    assert not Activity.objects.get().questions


def test_eight_rows_are_all_there_are(browser, page, crowd):
    ask(crowd, *(type(CLASS)(code="", text=f"Câu số {n}", kind=CLASS.kind) for n in range(8)))

    text = shown(browser.get(page))

    assert "Kho câu hỏi" not in text
    assert "Câu 9" not in text


def _guest(crowd, **answers):
    return Client().post(
        reverse("activities:sign_up", args=[crowd.activity.code]),
        {
            "form": form_token(),
            "slots": crowd.slot.pk,
            "full_name": "Giàng Thị Mỷ",
            "contact": "0912345678",
        }
        | answers,
        headers={"sec-fetch-site": "same-origin"},
    )


def test_a_guest_is_asked_and_answers_with_the_same_press(crowd):
    ask(crowd, SHIRT, CLASS)
    text = shown(Client().get(reverse("activities:detail", args=[crowd.activity.code])))

    answer = _guest(crowd, q_shirt="M", q_class="10A1")

    assert "Cỡ áo của bạn" in text
    assert answer.status_code == 303
    assert Pass.objects.get().answers == {"shirt": "M", "class": "10A1"}


def test_a_missing_answer_is_asked_for_at_its_field_and_the_rest_is_kept(crowd):
    ask(crowd, SHIRT, CLASS)

    answer = _guest(crowd, q_shirt="M")
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Hãy trả lời câu này." in text
    assert "Giàng Thị Mỷ" in text
    assert crowd.slot.taken == 0


def test_an_answer_that_does_not_fit_is_told_at_its_field(crowd):
    ask(crowd, SHIRT, type(CLASS)(code="seats", text="Chở mấy người", kind=SEATS.kind))

    text = _guest(crowd, q_seats="hai").content.decode()

    assert "Hãy ghi bằng chữ số, từ 0 đến 9999." in text
    assert 'value="hai"' in text


def test_the_pass_asks_what_is_not_answered_yet(crowd, keys):
    held = crowd.sign_up()
    ask(crowd, SHIRT)
    path = reverse("passes:show", args=[held.token])
    client = Client()

    assert "Gửi câu trả lời" in shown(client.get(path))
    refused = client.post(path + "tra-loi/", {"q_shirt": "9"})
    answer = client.post(path + "tra-loi/", {"q_shirt": "L"}, follow=True)

    assert refused.status_code == 422
    assert "Đã ghi câu trả lời của bạn." in shown(answer)
    assert "Đã trả lời. Xem hoặc sửa" in shown(answer)
    held.refresh_from_db()
    assert held.answers == {"shirt": "L"}


def test_a_finished_activity_asks_nothing_more(crowd, keys):
    held = crowd.sign_up()
    ask(crowd, SHIRT)
    crowd.close()
    path = reverse("passes:show", args=[held.token])

    assert "Đơn vị hỏi thêm" not in shown(Client().get(path))
    answer = Client().post(path + "tra-loi/", {"q_shirt": "L"}, follow=True)
    assert "không đổi câu hỏi được nữa" in shown(answer)


def test_answers_stand_in_the_list_of_sign_ups_with_their_sums(browser, desk, crowd):
    ask(crowd, SHIRT)
    crowd.sign_up(answers={"shirt": ["M"]})

    text = shown(browser.get(desk(f"hoat-dong/{crowd.activity.pk}/dang-ky/")))

    assert "Cỡ áo của bạn: M" in text
    assert "M: 1" in text


def test_the_list_costs_the_same_with_more_answers(browser, desk, crowd, costs_the_same):
    ask(crowd, SHIRT)
    actions.change_capacity(
        by=crowd.officer, slot_id=crowd.slot.pk, capacity=20, now=crowd.world.now
    )

    def grow():
        for _ in range(6):
            crowd.sign_up(answers={"shirt": ["M"]})

    grow()
    costs_the_same(lambda: browser.get(desk(f"hoat-dong/{crowd.activity.pk}/dang-ky/")), grow)
