"""Lists as they really come: what holds no list is refused at the field, the rest is told line by line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.people.models import Person
from aoxanh.work import actions as work
from aoxanh.work.models import Batch, BatchRow
from tests.files.uploads import bomb, lying, office
from tests.web.desks import shown
from tests.work.lists import workbook


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def home(world):
    return f"/dieu-phoi/{world.ta_leng.pk}/nhap-danh-sach/"


@pytest.fixture
def checked(client, home):
    """Send a list and check it by the columns that were proposed."""

    def send(**fields):
        client.post(f"{home}moi/members/", fields)
        batch = Batch.objects.get()
        columns = {f"cot-{place}": code for place, code in enumerate(batch.mapping)}
        client.post(f"{home}{batch.code}/ghep-cot/", columns | {"chung-kind": "Đoàn viên"})
        batch.refresh_from_db()
        return batch, shown(client.get(f"{home}{batch.code}/"))

    return send


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bom.xlsx", bomb(), "bung ra quá lớn"),
        ("doi.xlsx", lying(), "hỏng"),
        ("macro.xlsm", office(extra=[("xl/vbaProject.bin", b"macro")]), "macro"),
        ("to.xlsx", b"x" * 4000, "MB"),
    ],
)
def test_what_may_harm_is_refused_at_the_field_and_keeps_nothing(
    client, home, settings, name, content, sentence
):
    if name == "to.xlsx":
        settings.UPLOAD_LIMIT_BYTES = 3000

    answer = client.post(f"{home}moi/members/", {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert not Batch.objects.exists()


def test_a_list_from_zalo_is_told_line_by_line(checked):
    batch, page = checked(
        pasted=(
            "DANH SÁCH CHI ĐOÀN BẢN PHIÊNG\t\t\t\n"
            "STT\tHọ và tên\tSĐT\tNgười giới thiệu\n"
            "1\tLò Thị Ón\t0912 345 678\tchị Mai\n"
            "2\t🌸 Bé Ón 🌸\t0912345679\t\n"
            "STT\tHọ và tên\tSĐT\tNgười giới thiệu\n"
            "3\tLò Thị Ón\t+84912345678\t\n"
            "4\tNguyễn Văn A\tib zalo nhé\t\n"
            "5\tVàng A Chư\t84 987 654 321\tanh Páo\n"
            "Tổng cộng: 5 người\t\t\t\n"
        )
    )

    assert (batch.ready, batch.faulty, batch.noted) == (2, 3, 4)
    assert batch.mapping == ["", "full_name", "phone", ""]
    rows = BatchRow.objects.filter(batch=batch, state="FAULTY").order_by("line")
    assert [(row.line, row.findings[0][0]) for row in rows] == [
        (4, "full_name"), (6, "full_name"), (7, "phone"),
    ]  # fmt: skip
    assert "Trùng với dòng 3. Hãy giữ lại một dòng." in page
    assert "4 dòng không phải dữ liệu, được bỏ qua" in page


def test_a_workbook_with_merged_cells_and_formulas_says_what_it_took(client, checked, world):
    def more(_book, sheet):
        sheet.merge_range(2, 2, 3, 2, "11A2")
        sheet.write_formula(2, 0, '="Lò Thị "&"Ón"', None, "Lò Thị Ón")
        sheet.write(3, 0, "Vàng A Chư")
        sheet.write(4, 0, "Lò Văn Ơn")
        sheet.write_formula(4, 2, "=B9/0", None, "#DIV/0!")

    content = workbook(("Danh sách lớp",), ("Họ tên", "Ghi chú", "Lớp"), prepare=more)
    batch, page = checked(file=SimpleUploadedFile("lop.xlsx", content))

    assert (batch.ready, batch.faulty) == (2, 1)
    assert "Ô gộp nhiều dòng: lấy nội dung của ô gộp." in page
    assert "Công thức trong ô bị lỗi (#DIV/0!). Hãy ghi giá trị vào ô." in page
    work.apply(by=world.officer(world.ta_leng), batch_id=batch.pk, expected=2, now=batch.created_at)
    names = set(Person.objects.values_list("full_name", flat=True))
    assert names == {"Lò Thị Ón", "Vàng A Chư"}
