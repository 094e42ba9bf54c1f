"""“Số liệu nhanh”: figures that open to their rows, a paragraph to paste, every choice in the address."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from aoxanh.activities.models import Activity, Output, OutputMetric, Participation, Team
from aoxanh.people.models import Person
from aoxanh.programmes import actions as programmes
from tests.recognition.service import SERVED_ON, Service


@pytest.fixture
def officer(desks, world):
    """The provincial officer, signed in."""
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def service(world, officer, settings, tmp_path):
    """Two persons at one activity of Tả Lèng, which is over; the officer has set the instance up."""
    settings.MEDIA_ROOT = tmp_path
    made = Service(world)
    made.activity = made.held("Làm đường liên bản Hồ Pên")
    for name in ("Lò Thị Mai", "Giàng A Páo"):
        made.serve(made.person(name))
    Activity.objects.update(state="CLOSED", closed_at=world.now)
    rebuilt(world)
    return made


def rebuilt(world):
    programmes.rebuild(by=world.system, now=world.now)


def _page(client, unit, path="", **asked):
    return client.get(f"/dieu-phoi/{unit.pk}/so-lieu-nhanh/{path}", asked)


def _text(*args, **asked):
    return _page(*args, **asked).content.decode()


def _pages(paper):
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.usefixtures("service")
def test_the_page_has_a_paragraph_ready_to_paste(officer, world):
    page = _text(officer, world.province)

    assert "đã tổ chức 1 hoạt động, có 2 người với 2 lượt tham gia, ghi nhận 8 giờ" in page
    assert "Sao chép đoạn văn" in page


def test_without_activities_there_is_no_data_and_no_nought(officer, world):
    page = _text(officer, world.province)

    assert "chưa có số liệu về hoạt động tình nguyện" in page


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"tu": "2026-10-01", "den": "2026-10-31"}, "Tháng 10/2026"),
        ({"tu": "2026-10-18", "den": "2026-10-18"}, "Ngày 18/10/2026"),
        ({"tu": "2026-09-01", "den": "2027-08-31"}, "Từ ngày 01/09 đến 23/11/2026"),
    ],
)
def test_any_days_can_be_asked_for(officer, world, asked, told):
    page = _text(officer, world.province, **asked)

    assert told in page
    assert "2 lượt tham gia" in page


@pytest.mark.usefixtures("service")
def test_days_before_and_after_hold_nothing(officer, world):
    page = _text(officer, world.province, tu="2026-10-19", den="2026-10-31")

    assert "chưa có số liệu về hoạt động" in page


@pytest.mark.usefixtures("service")
def test_a_unit_alone_leaves_out_what_lies_below(officer, world):
    assert "chưa có số liệu về hoạt động" in _text(officer, world.province, **{"don-vi": "rieng"})
    below = _text(officer, world.province, **{"don-vi": str(world.ta_leng.pk)})
    assert "Đoàn Tả Lèng và các đơn vị bên dưới đã tổ chức 1 hoạt động" in below


def test_a_field_of_work_narrows_every_figure(officer, world, service):
    field = service.activity.primary_field_id

    assert "có 2 người với 2 lượt" in _text(officer, world.province, **{"linh-vuc": field})
    assert "chưa có số liệu về hoạt động" in _text(
        officer, world.province, **{"linh-vuc": "thien_tai"}
    )


@pytest.mark.usefixtures("service")
def test_a_unit_or_campaign_that_is_not_on_offer_is_not_found(officer, world):
    assert _page(officer, world.ta_leng, **{"don-vi": str(world.binh_lu.pk)}).status_code == 404
    assert _page(officer, world.province, **{"chien-dich": "999"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"tu": "2026-11-01", "den": "2026-10-01"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"tu": "1999-12-31"}, "Số liệu có từ năm 2000."),
        ({"tu": "1899-01-01"}, "Hãy chọn ngày từ năm "),
        ({"tu": "hôm qua"}, "Hãy chọn ngày theo lịch."),
        ({"linh-vuc": "khong_co"}, "khong_co"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(officer, world, asked, told):
    answer = _page(officer, world.province, **asked)

    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("code", ["activities_recorded", "turns", "minutes", "service_days"])
def test_every_figure_opens_to_the_activities_it_counts(officer, world, code):
    page = _text(officer, world.province, f"{code}/")

    assert "Làm đường liên bản Hồ Pên" in page
    assert "tính từ 1 hoạt động" in page


@pytest.mark.usefixtures("service")
def test_persons_open_to_their_names_and_turns(officer, world):
    page = _text(officer, world.province, "nguoi/")

    assert "2 người tham gia" in page
    assert "Giàng A Páo" in page


def test_results_open_to_the_activities_that_said_them(officer, world, service):
    metric = OutputMetric.objects.get(pk="cay_trong")
    Output.objects.create(activity=service.activity, metric=metric, amount=1500, about=True)
    rebuilt(world)

    assert "cây đã trồng khoảng 1.500 cây" in _text(officer, world.province)
    rows = _text(officer, world.province, "ket-qua/cay_trong/")
    assert "Làm đường liên bản Hồ Pên" in rows
    assert "khoảng 1.500 cây" in rows


def test_an_unknown_figure_or_result_is_not_found(officer, world):
    assert _page(officer, world.province, "tien-thuong/").status_code == 404
    assert _page(officer, world.province, "ket-qua/tien_thuong/").status_code == 404


@pytest.mark.usefixtures("service")
def test_todays_map_is_read_from_the_address(officer, world):
    page = _text(officer, world.province, doc="hien-nay")

    assert "có 2 người với 2 lượt tham gia" in page


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    "asked",
    [{}, {"tu": "2026-10-18", "den": "2026-10-18"}, {"linh-vuc": "giao_duc"}],
)
def test_the_page_asks_a_fixed_number_of_questions(officer, world, statements, asked):
    _page(officer, world.province, **asked)

    with statements() as counted:
        _page(officer, world.province, **asked)

    assert counted.count <= 17, counted.sqls


def test_the_lists_cost_the_same_for_one_row_and_for_six(
    officer,
    world,
    service,
    costs_the_same,
):
    def read():
        _page(officer, world.province)
        _page(officer, world.province, "turns/")
        _page(officer, world.province, "nguoi/")

    def grow():
        for number in range(5):
            more = service.held(f"Sửa mái nhà số {number}", unit=world.binh_lu)
            service.serve(service.person(f"Sùng A Dơ {number}"), activity=more)
        Activity.objects.update(state="CLOSED", closed_at=world.now)
        rebuilt(world)

    costs_the_same(read, grow)


def test_a_person_who_came_twice_is_one_person_and_two_turns(officer, world, service):
    again = service.held("Dọn rác bờ suối", day=date(2026, 11, 1))
    service.serve(Person.objects.get(full_name="Lò Thị Mai"), activity=again, day=date(2026, 11, 1))
    Activity.objects.update(state="CLOSED", closed_at=world.now)
    rebuilt(world)

    assert "có 2 người với 3 lượt tham gia" in _text(officer, world.province)
    assert Participation.objects.filter(day=SERVED_ON).count() == 2


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("asked", [{}, {"tu": "2026-11-01", "den": "2026-11-02"}])
def test_the_look_fits_one_page_of_paper(officer, world, asked):
    answer = _page(officer, world.province, "mot-trang.pdf", **asked)

    assert answer["Content-Type"] == "application/pdf"
    assert _pages(answer.content) == 1


def test_a_long_table_still_fits_one_page(officer, world, service):
    for metric in OutputMetric.objects.filter(counted="").order_by("pk"):
        Output.objects.create(activity=service.activity, metric=metric, amount=150, about=True)
    rebuilt(world)

    answer = _page(officer, world.province, "mot-trang.pdf")

    assert _pages(answer.content) == 1


@pytest.mark.usefixtures("service")
def test_the_figures_are_taken_away_as_a_spreadsheet(officer, world):
    answer = _page(officer, world.province, "bang.xlsx")

    book = ZipFile(BytesIO(answer.content))
    told = b"".join(book.read(name) for name in book.namelist()).decode(errors="ignore")
    assert "Lượt người tham gia" in told
    assert "Theo thời điểm đó" in told
    assert "chưa có số liệu" in told


def test_teams_of_the_span_open_to_their_names(officer, world, now):
    for name, unit in (("Đội sửa đường", world.ta_leng), ("Đội cầu", world.binh_lu)):
        Team.objects.create(unit=unit, name=name, search_text=name, sort_key=name, created_at=now)

    shown = _text(officer, world.province, "doi-hinh/")
    alone = _text(officer, world.province, "doi-hinh/", **{"don-vi": str(world.binh_lu.pk)})
    before = _text(officer, world.province, "doi-hinh/", tu="2025-01-01", den="2025-12-31")

    assert "2 đội hình" in shown
    assert "Đội cầu" in alone
    assert "Đội sửa đường" not in alone
    assert "0 đội hình" in before
    assert "Đội cầu" in _text(officer, world.province, "doi-hinh/", doc="hien-nay")
