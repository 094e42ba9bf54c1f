"""“Đếm nhanh” as forms without script, and as phones send it."""

import json
from uuid import uuid4

import pytest

from aoxanh.activities.models import Tally
from tests.web.desks import shown


pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def send(officer, crowd, page):
    def sent(*taps, client=None):
        body = json.dumps({"taps": taps})
        address = page("dem/gui/")
        return (client or officer).post(address, body, content_type="application/json")

    return sent


@pytest.fixture
def tap(crowd):
    return lambda **given: (
        {"uuid": str(uuid4()), "metric": "thi_sinh", "tapped_at": crowd.clock(7, 5).isoformat()}
        | given
    )


def test_a_button_counts_one_and_a_box_so_many(officer, page):
    address = page("dem/?chi-so=thi_sinh")

    officer.post(address, {"metric": "thi_sinh", "uuid": uuid4()})
    officer.post(address, {"metric": "thi_sinh", "uuid": uuid4(), "more": "1.200", "add": "1"})

    text = shown(officer.get(address))
    assert "1.201" in text
    assert "Lò Thị Mai" in text


def test_sending_the_same_form_again_counts_once(officer, page):
    given = {"metric": "thi_sinh", "uuid": uuid4()}

    officer.post(page("dem/"), given)
    officer.post(page("dem/"), given)

    assert Tally.objects.count() == 1


def test_the_last_tap_is_taken_back_by_its_form(officer, page):
    made = uuid4()
    officer.post(page("dem/"), {"metric": "thi_sinh", "uuid": made})

    offered = shown(officer.get(page("dem/")))
    officer.post(page("dem/"), {"uuid": uuid4(), "undoes": made})

    assert f'value="{made}"' in offered
    assert "Đã hoàn tác" in shown(officer.get(page("dem/")))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"more": "nhiều", "add": "1"}, "Hãy ghi con số bằng chữ số"),
        ({"more": "0", "add": "1"}, "Mỗi lần cộng từ 1 đến 100.000"),
        ({"metric": "khong_co"}, "Không có mục"),
        ({"uuid": "x"}, "Hãy ghi con số bằng chữ số"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(officer, page, given, sentence):
    sent = {"metric": "thi_sinh", "uuid": uuid4()} | given

    text = shown(officer.post(page("dem/"), sent, follow=True))

    assert sentence in text
    assert not Tally.objects.exists()


def test_phones_get_the_totals_of_everybody(send, tap, officer, page):
    officer.post(page("dem/"), {"metric": "nguoi_nha", "uuid": uuid4()})
    first = tap(amount=4)

    answer = send(first, first).json()

    assert answer == {
        "done": [first["uuid"], first["uuid"]],
        "refused": {},
        "totals": {"thi_sinh": 4, "nguoi_nha": 1},
    }
    assert send().json()["totals"] == answer["totals"]


def test_what_does_not_count_is_told_and_the_rest_is_kept(send, tap):
    good, bad = tap(), tap(metric="khong_co")

    answer = send(good, bad).json()

    assert answer["done"] == [good["uuid"]]
    assert "Không có mục" in answer["refused"][bad["uuid"]]
    assert answer["totals"] == {"thi_sinh": 1}


@pytest.mark.parametrize(
    "changes", [{"uuid": "x"}, {"tapped_at": "2026-11-28T07:00"}, {"amount": "x"}]
)
def test_what_no_device_of_ours_sends_is_refused(send, tap, changes):
    assert send(tap(**changes)).status_code == 400


def test_too_many_taps_or_none_at_all_are_refused(send, tap, officer, page):
    assert send(*(tap() for _ in range(101))).status_code == 400
    answer = officer.post(page("dem/gui/"), "[]", content_type="application/json")
    assert answer.status_code == 400


def test_a_neighbour_may_not_count(send, tap, neighbour, page):
    assert neighbour.get(page("dem/")).status_code == 404
    assert send(tap(), client=neighbour).status_code == 404


def test_the_page_costs_the_same_for_one_tap_and_for_six(officer, page, send, tap, costs_the_same):
    send(tap())

    costs_the_same(lambda: officer.get(page("dem/")), lambda: send(*(tap() for _ in range(5))))


def test_a_batch_of_taps_asks_few_questions(send, tap, statements):
    send(tap())

    with statements() as counted:
        send(*(tap() for _ in range(20)))

    assert counted.count <= 15, counted.sqls
