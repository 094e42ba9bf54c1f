"""The check-in page: by list, by a code typed by hand, inwards and outwards, with undo."""

import pytest
from django.contrib.messages import get_messages

from aoxanh.activities.models import Participation, Scan


pytestmark = pytest.mark.usefixtures("keys")


def _told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.usefixtures("morning")
def test_the_page_says_how_many_came_and_lists_who_is_awaited(officer, crowd, page):
    held = crowd.sign_up("Giàng A Páo")
    crowd.sign_up("Lò Thị Hương")
    crowd.scan(held)

    shown = officer.get(page("diem-danh/")).content.decode()

    assert "1 / 2 đã đến" in shown
    assert "Lò Thị Hương" in shown
    assert "Chưa đến 1" in shown
    assert "Có mặt 1" in shown


@pytest.mark.usefixtures("morning")
def test_one_tap_in_the_list_checks_in(officer, crowd, page):
    signup = crowd.signup(crowd.sign_up("Giàng A Páo"))

    done = officer.post(page("diem-danh/"), {"signup": signup.pk})

    assert (done.status_code, done["Location"]) == (302, page("diem-danh/"))
    assert Participation.objects.get().person_id == signup.person_id
    assert _told(done) == ["Giàng A Páo: Đã điểm danh 7:05"]


@pytest.mark.usefixtures("morning")
def test_the_same_tap_again_says_already(officer, crowd, page):
    signup = crowd.signup(crowd.sign_up("Giàng A Páo"))
    officer.post(page("diem-danh/"), {"signup": signup.pk})

    again = officer.post(page("diem-danh/"), {"signup": signup.pk})

    assert Participation.objects.count() == 1
    assert "Đã điểm danh từ 7:05" in _told(again)[-1]


@pytest.mark.usefixtures("morning")
def test_a_short_code_typed_with_spaces_checks_in(officer, crowd, page):
    code = crowd.sign_up("Giàng A Páo").short_code

    officer.post(page("diem-danh/"), {"q": f"{code[:4].lower()} {code[4:]}"})

    assert Participation.objects.get().method == "CODE"


@pytest.mark.usefixtures("morning")
def test_an_unknown_code_is_kept_and_says_what_to_do(officer, page):
    done = officer.post(page("diem-danh/"), {"q": "0000 0000"})

    assert Scan.objects.get().outcome == "KEPT"
    assert "Không tìm thấy mã này" in _told(done)[0]


@pytest.mark.usefixtures("morning")
def test_a_name_is_found_without_marks_and_never_in_the_address(officer, crowd, page):
    crowd.sign_up("Giàng A Páo")
    crowd.sign_up("Lò Thị Hương")

    found = officer.post(page("diem-danh/"), {"q": "pao"})

    shown = found.content.decode()
    assert found.status_code == 200
    assert "Giàng A Páo" in shown
    assert "Lò Thị Hương" not in shown


@pytest.mark.usefixtures("morning")
def test_a_name_nobody_bears_leads_to_the_walk_in(officer, crowd, page):
    crowd.sign_up("Giàng A Páo")

    shown = officer.post(page("diem-danh/"), {"q": "Sùng Seo Dế"}).content.decode()

    assert "Không có ai tên như vậy" in shown


def test_checking_out_by_list_writes_when_they_left(officer, crowd, page, at_hour):
    crowd.scan(crowd.sign_up("Giàng A Páo"))
    row = Participation.objects.get()

    with at_hour(11, 2):
        done = officer.post(page("diem-danh/"), {"leave": row.pk})

    row.refresh_from_db()
    assert row.checked_out_at == crowd.clock(11, 2)
    assert _told(done) == ["Giàng A Páo: Đã điểm danh ra 11:02"]


@pytest.mark.usefixtures("morning")
def test_checking_out_somebody_of_another_activity_is_not_found(officer, crowd, page):
    answer = officer.post(page("diem-danh/"), {"leave": 4711})

    assert answer.status_code == 404
    assert not Scan.objects.exists()


@pytest.mark.usefixtures("morning")
def test_a_scan_is_taken_back_from_the_undo_bar(officer, crowd, page):
    signup = crowd.signup(crowd.sign_up("Giàng A Páo"))
    officer.post(page("diem-danh/"), {"signup": signup.pk})
    scan = Scan.objects.get()

    shown = officer.get(page("diem-danh/")).content.decode()
    undone = officer.post(page(f"diem-danh/{scan.pk}/bo/"))

    assert page(f"diem-danh/{scan.pk}/bo/") in shown
    assert undone["Location"] == page("diem-danh/")
    assert not Participation.objects.exists()


@pytest.mark.usefixtures("morning")
def test_taking_back_twice_says_so(officer, crowd, page):
    crowd.scan(crowd.sign_up())
    scan = Scan.objects.get()
    officer.post(page("diem-danh/"), {"undo": scan.pk})

    again = officer.post(page("diem-danh/"), {"undo": scan.pk})

    assert "đã được bỏ trước đó" in _told(again)[-1]


def test_each_shift_has_its_own_list(officer, crowd, page, at_hour):
    afternoon = crowd.add_shift(name="Ca chiều")
    crowd.sign_up("Giàng A Páo")
    crowd.sign_up("Lò Thị Hương", slots=[afternoon.pk])

    with at_hour(13):
        nearest = officer.get(page("diem-danh/")).content.decode()
        morning = officer.get(page(f"diem-danh/?ca={crowd.slot.shift_id}")).content.decode()
        every = officer.get(page("diem-danh/?ca=tat-ca")).content.decode()

    assert "Lò Thị Hương" in nearest
    assert "Giàng A Páo" not in nearest
    assert "Giàng A Páo" in morning
    assert "0 / 2 đã đến" in every


@pytest.mark.usefixtures("morning")
def test_with_script_the_list_alone_comes_back(officer, crowd, page):
    signup = crowd.signup(crowd.sign_up("Giàng A Páo"))

    part = officer.post(page("diem-danh/"), {"signup": signup.pk}, HTTP_HX_REQUEST="true")

    shown = part.content.decode()
    assert "<html" not in shown
    assert "Đã điểm danh 7:05" in shown


@pytest.mark.usefixtures("morning")
def test_only_the_page_with_the_camera_may_run_webassembly(officer, page):
    door = officer.get(page("diem-danh/"))
    walk_in = officer.get(page("diem-danh/tai-cho/"))

    assert "'wasm-unsafe-eval'" in door["Content-Security-Policy"]
    assert "wasm" not in walk_in["Content-Security-Policy"]


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize(
    "path",
    ["dang-ky/", "diem-danh/", "diem-danh/tai-cho/", "diem-danh/giu-lai/", "gio/", "bo-sung/"],
)
def test_a_neighbour_finds_no_page_of_the_door(officer, neighbour, world, page, path):
    own = officer.get(page(path))
    foreign_desk = neighbour.get(page(path))
    own_desk = neighbour.get(page(path, world.binh_lu))

    assert (own.status_code, foreign_desk.status_code, own_desk.status_code) == (200, 404, 404)


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize("path", ["dang-ky/quyet-dinh/", "diem-danh/", "bo-sung/de-nghi/"])
def test_who_only_reads_writes_nothing_at_the_door(sign_in, world, page, path):
    inspector = sign_in("LOCAL_AUTHORITY", world.ta_leng)

    assert inspector.post(page(path), {"approve": "1"}).status_code == 404


@pytest.mark.usefixtures("morning")
def test_the_list_costs_the_same_for_one_and_for_many(officer, crowd, page, costs_the_same):
    crowd.sign_up()

    def grow():
        for _each in range(6):
            crowd.sign_up()

    costs_the_same(lambda: officer.get(page("diem-danh/?xem=tat-ca")), grow)
