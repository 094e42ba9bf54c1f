"""“Nhập danh sách” as an officer meets it, step by step."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.people.models import Person
from aoxanh.work import queries
from aoxanh.work.models import Batch
from tests.web.desks import shown
from tests.work.lists import table_in, workbook


TEXT = "STT\tHọ và tên\tSĐT\n1\tLò Thị Ón\t0912 345 678\n2\tLò Văn Ơn\t12\n"


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


def _lists(world, end=""):
    return f"/dieu-phoi/{world.ta_leng.pk}/nhap-danh-sach/{end}"


@pytest.fixture
def send(client, world):
    def make(**fields):
        answer = client.post(_lists(world, "moi/members/"), fields)
        return answer, Batch.objects.order_by("-pk").first()

    return make


@pytest.fixture
def checked(client, world, send):
    """A list of two lines of which one cannot be saved."""
    _answer, batch = send(pasted=TEXT)
    fields = {f"cot-{place}": code for place, code in enumerate(batch.mapping)}
    client.post(_lists(world, f"{batch.code}/ghep-cot/"), fields | {"chung-kind": "Đoàn viên"})
    batch.refresh_from_db()
    return batch


def test_the_page_offers_the_kinds_and_the_lists_that_were_sent(client, world, checked):
    page = shown(client.get(_lists(world)))

    assert "Đoàn viên, hội viên, tình nguyện viên" in page
    assert "Danh sách đã dán" in page
    assert "Chờ xác nhận" in page


def test_a_pasted_list_goes_to_its_columns(client, send):
    answer, batch = send(pasted=TEXT)

    page = shown(client.get(answer["Location"]))
    assert batch.code in answer["Location"]
    assert "1 cột chưa rõ là gì" in page
    assert "0912 345 678" in page


def test_a_workbook_is_taken(send):
    file = SimpleUploadedFile("Đoàn viên 2026.xlsx", workbook(("Họ và tên",), ("Lò Thị Ón",)))

    answer, batch = send(file=file)

    assert answer.status_code == 302
    assert batch.name == "Đoàn viên 2026.xlsx"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Hãy chọn tệp hoặc dán danh sách."),
        ({"file": SimpleUploadedFile("a.xlsx", b"")}, "Tệp này trống."),
        (
            {"file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx")},
            "Excel kiểu cũ",
        ),
        ({"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.4\n%%EOF\n")}, "Không thấy bảng nào"),
        ({"pasted": "Hoï vaø teân\nNguyeãn Vaên An\nTraàn Thò Bình"}, "bảng mã cũ VNI"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field_and_nothing_is_kept(send, fields, sentence):
    for file in fields.values():
        if hasattr(file, "seek"):
            file.seek(0)

    answer, batch = send(**fields)

    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert batch is None


def test_a_pasted_text_that_is_refused_stays_in_its_field(send):
    answer, _batch = send(pasted="Hoï vaø teân\nNguyeãn Vaên An\nTraàn Thò Bình")

    assert "Nguyeãn Vaên An" in shown(answer)


def test_columns_that_are_missing_are_said_on_the_page(client, world, send):
    _answer, batch = send(pasted=TEXT)

    answer = client.post(_lists(world, f"{batch.code}/ghep-cot/"), {"cot-1": "", "chung-kind": ""})

    assert answer.status_code == 422
    assert "Còn thiếu cột: Họ và tên, Tư cách" in shown(answer)


def test_the_preview_shows_what_will_be_saved_and_what_is_wrong_by_line(client, world, checked):
    page = shown(client.get(_lists(world, f"{checked.code}/")))

    assert "Nhập được 1 người, 1 dòng cần sửa" in page
    assert "Dòng 3" in page
    assert "Đây chưa phải số điện thoại" in page
    assert "Nhập 1 người" in page


def test_a_list_is_saved_and_taken_back(client, world, checked):
    client.post(_lists(world, f"{checked.code}/nhap/"), {"so-dong": "1"})
    assert Person.objects.get().full_name == "Lò Thị Ón"
    assert "Đã nhập 1 người" in shown(client.get(_lists(world, f"{checked.code}/")))

    answer = client.post(_lists(world, f"{checked.code}/hoan-tac/"), follow=True)

    assert not Person.objects.exists()
    assert "Đã hoàn tác" in shown(answer)


def test_another_number_than_the_preview_showed_saves_nothing(client, world, checked):
    answer = client.post(_lists(world, f"{checked.code}/nhap/"), {"so-dong": "x"}, follow=True)

    assert "Danh sách đã thay đổi sau khi bạn xem trước" in shown(answer)
    assert not Person.objects.exists()


def test_a_line_is_mended_where_it_stands(client, world, checked):
    path = _lists(world, f"{checked.code}/dong/3/")
    assert "Đây chưa phải số điện thoại" in shown(client.get(path))

    answer = client.post(path, {"full_name": "Lò Văn Ơn", "phone": "0912 345 679"}, follow=True)

    assert "Nhập được 2 người" in shown(answer)
    assert client.get(path).status_code == 404


def test_the_faulty_lines_can_be_taken_away_with_the_reason_and_sent_again(
    client, world, checked, send
):
    answer = client.get(_lists(world, f"{checked.code}/dong-can-sua.xlsx"))

    table = table_in(answer.content)
    assert [list(row) for row in table.rows[:2]] == [
        ["STT", "Họ và tên", "SĐT", "Dòng trong tệp gốc", "Vì sao"],
        ["2", "Lò Văn Ơn", "12", "3", table.rows[1][4]],
    ]
    assert table.rows[1][4].startswith("Số điện thoại: Đây chưa phải")
    again, batch = send(file=SimpleUploadedFile("sua.xlsx", answer.content))
    assert (again.status_code, batch.ready) == (302, 1)


def test_the_template_has_the_headings_that_are_understood(client, world, send):
    answer = client.get(_lists(world, "mau/members.xlsx"))

    assert answer["Content-Disposition"].startswith("attachment")
    assert table_in(answer.content).rows[0][:2] == ["Họ và tên", "Số điện thoại"]
    _again, batch = send(file=SimpleUploadedFile("mau.xlsx", BytesIO(answer.content).read()))
    assert all(batch.mapping)


def test_a_list_of_which_nothing_was_saved_is_thrown_away(client, world, checked):
    answer = client.post(_lists(world, f"{checked.code}/bo/"), follow=True)

    assert "Đã bỏ danh sách" in shown(answer)
    assert not Batch.objects.exists()


def test_a_list_at_work_shows_its_progress(client, world, send, monkeypatch):
    monkeypatch.setattr("aoxanh.work.actions.passes.AT_ONCE", 1)
    _answer, batch = send(pasted=TEXT)
    fields = {f"cot-{place}": code for place, code in enumerate(batch.mapping)}

    answer = client.post(
        _lists(world, f"{batch.code}/ghep-cot/"), fields | {"chung-kind": "Đoàn viên"}, follow=True
    )

    assert "Đang kiểm tra" in shown(answer)
    assert "every 2s" in shown(answer)
    assert "Kiểm tra danh sách" in shown(answer)


def test_an_unknown_kind_and_a_foreign_list_are_not_found(client, world, checked, desks):
    assert client.get(_lists(world, "moi/people.kings/")).status_code == 404
    neighbour = desks.at(world.binh_lu)
    path = f"/dieu-phoi/{world.binh_lu.pk}/nhap-danh-sach/{checked.code}/"
    assert neighbour.get(path).status_code == 404


def test_the_page_of_lists_costs_the_same_for_more(client, world, send, costs_the_same):
    send(pasted=TEXT)

    costs_the_same(lambda: client.get(_lists(world)), lambda: [send(pasted=TEXT) for _ in range(5)])


def test_a_list_says_when_its_lines_go_and_that_they_have_gone(client, world, checked, now):
    page = shown(client.get(_lists(world, f"{checked.code}/")))
    goes = queries.goes_on("imported_lines", local_day(checked.created_at))
    assert f"xóa ngày {vn_date(goes)}" in page

    Batch.objects.update(forgotten_at=now)

    page = shown(client.get(_lists(world, f"{checked.code}/")))
    assert "đã được xóa ngày" in page
    assert "Bỏ danh sách này" not in page
    answer = client.post(_lists(world, f"{checked.code}/nhap/"), {"so-dong": "1"}, follow=True)
    assert "theo thời hạn lưu" in shown(answer)
