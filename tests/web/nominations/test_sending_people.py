"""The unit's page: choose, paste, look at each line, send, take back; without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.activities.models import Nomination, Signup
from aoxanh.activities.types import NomineeGiven
from aoxanh.people.models import Person
from tests.activities.test_nominations import PNG
from tests.activities.test_questions import CLASS, SHIRT, ask
from tests.web.desks import shown


PASTED = (
    "DANH SÁCH ĐOÀN VIÊN\nSTT\tHọ và tên\tNăm sinh\tLớp\tSĐT\n"
    "1\tGiàng A Páo\t2001\t10A1\t912345678\n🌸 Thu Hà 🌸\t0356 789 012\nGiàng A Páo 0912 345 678"
)


def test_the_call_stands_in_the_units_work(secretary, given):
    text = shown(secretary.get(f"/dieu-phoi/{given.world.ta_leng.pk}/"))

    assert "Cử người cho “" in text
    assert "còn thiếu 4" in text
    assert f"/hoat-dong/{given.activity.pk}/cu-nguoi/" in text


def test_the_units_people_are_offered(secretary, sending, given):
    given.member("Sùng A Chải")

    text = shown(secretary.get(sending))

    assert "Cử thêm 4 trên 4 người" in text
    assert "Sùng A Chải" in text
    assert "chưa tham gia lần nào" in text


def test_a_search_keeps_who_was_chosen_and_what_was_pasted(secretary, sending, given):
    chosen = given.member("Sùng A Chải")
    given.member("Vừ A Lềnh", phone="0977000112")

    text = shown(
        secretary.post(
            sending, {"do": "tim", "q": "lenh", "person": chosen.pk, "pasted": "Mỷ 0912"}
        )
    )

    assert f'value="{chosen.pk}" checked' in text
    assert "Vừ A Lềnh" in text
    assert "Mỷ 0912" in text
    assert "?q=" not in text


def test_each_line_is_shown_as_it_was_understood(secretary, sending, given):
    member = given.member("Sùng A Chải")

    text = shown(secretary.post(sending, {"do": "xem", "person": member.pk, "pasted": PASTED}))

    assert "Đọc được 3 người, chỉ tiêu còn 4" in text
    assert "0912 345 678" in text
    assert "Không lấy: 10A1" in text
    assert "Đã bỏ ký hiệu trong tên" in text
    assert "Trùng dòng 3" in text
    assert text.count("Dòng tiêu đề, bỏ qua") == 2
    assert Signup.objects.count() == 0


def test_what_is_sent_equals_what_was_shown(secretary, sending, given):
    member = given.member("Sùng A Chải")
    sent = {
        "do": "gui",
        "person": member.pk,
        "pasted": PASTED,
        "go": [f"p{member.pk}", "l3", "l4"],
        "adults": "on",
        "are_known": "on",
    }

    answer = secretary.post(sending, sent, follow=True)

    assert "Đã gửi danh sách 3 người." in shown(answer)
    assert Nomination.objects.get().raw == PASTED
    names = set(Signup.objects.values_list("person__full_name", flat=True))
    assert names == {"Sùng A Chải", "Giàng A Páo", "Thu Hà"}
    assert not Person.objects.filter(state="UNVERIFIED").exists()


def test_who_was_unticked_stays_at_home(secretary, sending, given):
    secretary.post(sending, {"do": "gui", "pasted": PASTED, "go": ["l3"]})

    assert Signup.objects.get().person.full_name == "Giàng A Páo"


def test_unknown_ages_are_asked_for(secretary, sending, given):
    text = shown(secretary.post(sending, {"do": "gui", "pasted": PASTED, "go": ["l3", "l4"]}))

    assert "Hãy xác nhận, hoặc đánh dấu người chưa đủ 16 tuổi" in text
    assert Signup.objects.count() == 0


def test_more_than_the_number_is_refused_with_ticks_kept(secretary, sending, given):
    pasted = "\n".join(f"Giàng {letter} Páo\t2001" for letter in "ABCDE")
    keys = [f"l{n}" for n in range(1, 6)]

    preview = shown(secretary.post(sending, {"do": "xem", "pasted": pasted}))
    refused = shown(secretary.post(sending, {"do": "gui", "pasted": pasted, "go": keys}))

    assert "Nhiều hơn chỉ tiêu 1 người" in preview
    assert "chỉ tiêu còn 4 người. Hãy bỏ bớt 1 người" in refused
    assert refused.count(" checked") == 5
    assert Signup.objects.count() == 0


def test_minors_go_with_the_paper_noted_once(secretary, sending, given):
    sent = {
        "do": "gui",
        "pasted": "Lò Thị Mai\t2014\nGiàng A Páo\t2015",
        "go": ["l1", "l2"],
        "paper": ["l1", "l2"],
        "collector": "Cô Xuân",
        "collected_on": "2026-11-20",
        "scan": SimpleUploadedFile("don.png", PNG, "image/png"),
    }

    secretary.post(sending, sent)

    kept = Nomination.objects.get()
    assert (kept.minors, kept.consent_collector) == (2, "Cô Xuân")
    assert kept.consent_file is not None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "chưa có đồng ý của cha mẹ: Lò Thị Mai"),
        ({"paper": "l1"}, "Hãy ghi ai thu đơn"),
        (
            {"paper": "l1", "collector": "Cô Xuân", "collected_on": "2026-12-24"},
            "Ngày thu đơn không thể sau hôm nay",
        ),
        (
            {
                "paper": "l1",
                "collector": "Cô Xuân",
                "collected_on": "2026-11-20",
                "scan": SimpleUploadedFile("don.png", b"<html>", "image/png"),
            },
            "Không nhận được loại tệp này",
        ),
    ],
)
def test_a_minor_without_paper_goes_nowhere(secretary, sending, given, more, said):
    sent = {"do": "gui", "pasted": "Lò Thị Mai\t2014", "go": "l1"} | more

    text = shown(secretary.post(sending, sent))

    assert said in text
    assert Signup.objects.count() == 0


@pytest.mark.parametrize("pasted", ["", "\n" * 3, "Mỷ\n" * 501])
def test_nothing_or_too_much_is_refused_with_the_text_kept(secretary, sending, given, pasted):
    answer = secretary.post(sending, {"do": "xem", "pasted": pasted})

    assert answer.status_code == 422
    assert Signup.objects.count() == 0


def test_after_the_day_the_page_only_shows(secretary, sending, given):
    given.send(1)
    type(given.quota()).objects.update(due_on=given.later(-1).date())

    text = shown(secretary.get(sending))
    refused = secretary.post(sending, {"do": "gui", "pasted": "Giàng A Páo\t2001", "go": "l1"})

    assert "Đã hết hạn cử người" in text
    assert 'name="pasted"' not in text
    assert "Đã hết hạn cử người từ ngày" in shown(refused)


def test_one_is_taken_back_and_then_the_whole_list(secretary, sending, given):
    given.send(3)
    first = Signup.objects.order_by("pk")[0]

    secretary.post(sending + "rut/", {"signup": first.pk})
    assert given.quota().filled == 2

    answer = secretary.post(sending + "rut/", follow=True)
    assert "Chỗ vẫn giữ cho đơn vị" in shown(answer)
    assert given.counts()[1] == (0, 4)
    assert "không còn hiệu lực" in shown(secretary.post(sending + "rut/", follow=True))


def test_the_choice_costs_the_same_for_few_and_for_many(secretary, sending, given, costs_the_same):
    given.member("Sùng A Chải")

    def grow():
        for n, letter in enumerate("BCDEĐG"):
            given.member(f"Sùng A {letter}", phone=f"097700020{n}")

    costs_the_same(lambda: secretary.get(sending), grow)


def test_a_unit_that_is_not_asked_finds_nothing(desks, world, call):
    client = desks.at(world.binh_lu)
    path = f"/dieu-phoi/{world.binh_lu.pk}/hoat-dong/{call.activity.pk}/cu-nguoi/"

    assert client.get(path).status_code == 404
    assert client.post(path + "rut/").status_code == 404


def test_sixty_units_send_their_people(call, world):
    units = [world.found(f"Đội {n}", parent=world.province) for n in range(60)]
    call.give({unit.pk: 1 for unit in units}, grows=True)

    for n, unit in enumerate(units):
        name = f"Lò {chr(65 + n // 26)}{chr(97 + n % 26)}"
        call.send(
            [NomineeGiven(full_name=name, phone=f"0912{n:06d}", birth_year=2000)],
            quota=call.quota(unit),
            by=world.officer(unit),
        )

    assert (call.slot.taken, call.slot.held) == (60, 0)


def test_questions_are_asked_for_each_name_on_the_list(secretary, sending, given):
    ask(given.crowd, SHIRT, CLASS)
    sent = {"do": "gui", "pasted": "Giàng A Páo\t2001", "go": "l1", "l1-q_shirt": "M"}

    preview = shown(secretary.post(sending, sent | {"do": "xem"}))
    secretary.post(sending, sent)

    assert "Trả lời câu hỏi thêm" in preview
    assert Signup.objects.get().pass_held.answers == {"shirt": "M"}
