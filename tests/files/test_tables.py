"""Tables are read from whatever an officer has at hand; everything else is refused in a sentence."""

import tracemalloc
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from aoxanh.files import errors, queries
from aoxanh.files.rules import sheets, texts
from aoxanh.files.types import FileType
from aoxanh.kernel.sheets import Sheet
from aoxanh.kernel.tables import Mark
from tests.conftest import NOW
from tests.files.uploads import PDF, office, picture
from tests.work.lists import table_in, workbook


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
HEAD = ("Họ và tên", "Ngày sinh", "SĐT")


def stream(name):
    return COMPOUND + name.encode("utf-16-le")


def pasted(text):
    return queries.pasted_table(text, name="Dán")


def test_a_workbook_is_read_as_one_would_type_it():
    content = workbook(
        HEAD, ("Lò Thị Ón", date(2005, 9, 1), 912345678), (), ("Vàng A Chư", 2004.5, True)
    )

    table = table_in(content)

    assert list(table.lines) == [1, 2, 4]
    assert [list(row) for row in table.rows] == [
        list(HEAD), ["Lò Thị Ón", "01/09/2005", "912345678"], ["Vàng A Chư", "2004,5", "Có"],
    ]  # fmt: skip


def test_formula_cells_give_their_value_and_are_marked():
    def add(_book, sheet):
        sheet.write_formula(1, 0, '="Lò "&"Thị Ón"', None, "Lò Thị Ón")

    table = table_in(workbook(HEAD, prepare=add))

    assert table.rows[1][0] == "Lò Thị Ón"
    assert dict(table.marks) == {2: [(0, "F")]}


def test_a_formula_that_failed_shows_what_the_sheet_shows():
    def add(_book, sheet):
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 3, "=VLOOKUP(A1,B:B,1,0)", None, "#N/A")

    table = table_in(workbook(("",), ("", "Họ tên"), prepare=add))

    assert table.rows[-1][1:] == ["#DIV/0!", "#N/A"]


def test_cells_merged_downward_count_for_every_line():
    def merge(_book, sheet):
        sheet.merge_range(1, 2, 3, 2, "11A2")
        for line in (1, 2, 3):
            sheet.write(line, 0, f"Lò Thị {line}")

    table = table_in(workbook(("Họ và tên", "SĐT", "Lớp"), prepare=merge))

    assert [row[2] for row in table.rows] == ["Lớp", "11A2", "11A2", "11A2"]
    assert set(table.marks) == {3, 4}


def test_the_first_visible_sheet_with_anything_on_it_is_taken():
    def add(book, sheet):
        sheet.hide()
        book.add_worksheet("Trống")
        full = book.add_worksheet("Chi đoàn 2")
        full.write(0, 0, "Họ và tên")
        full.activate()
        full.set_first_sheet()

    table = table_in(workbook(("Ẩn",), prepare=add), name="ds.xlsx")

    assert (table.rows[0][0], table.name) == ("Họ và tên", "ds.xlsx, Chi đoàn 2")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"x" * (13 * 1024 * 1024), errors.FileTooLarge),
        (stream("Workbook"), errors.WorkbookOld),
        (stream("WordDocument"), errors.WordDocumentOld),
        (stream("EncryptedPackage"), errors.WorkbookLocked),
        (office(extra=[("xl/vbaProject.bin", b"macro")]), errors.WorkbookWithMacros),
        (office(main="word/document.xml"), errors.NoTable),
        (office(main="content.xml"), errors.NoTable),
        (office()[:-30], errors.FileBroken),
        (office(), errors.FileBroken),
        (PDF, errors.NoTable),
        (picture(), errors.NoTable),
        (b"\x00\x01\x02\xff", errors.NoTable),
        (b"   \r\n\r\n", errors.TableEmpty),
        (workbook(), errors.TableEmpty),
        ("Họ tên\nLò Văn Ơn".encode("cp1258", "replace"), errors.TextNotUnicode),
        ("STT\tHọ tên".encode("utf-16-le"), errors.NoTable),
    ],
)
def test_what_holds_no_table_is_refused_in_a_sentence(content, refusal):
    with pytest.raises(refusal) as told:
        table_in(content)

    assert str(told.value).endswith(".")


def test_a_file_of_200_megabytes_is_refused_before_it_is_read():
    with pytest.raises(errors.FileTooLarge):
        queries.table(name="a.xlsx", size=200 * 1024 * 1024, read=lambda: pytest.fail("was read"))


def test_a_bomb_is_refused_by_what_it_declares():
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<root/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 70_000_000)

    with pytest.raises(errors.ArchiveTooLarge):
        table_in(target.getvalue())


@pytest.mark.parametrize("far", [(0, 16_383), (1_048_575, 0), (1_048_575, 16_383), (0, 120)])
def test_one_far_cell_does_not_fill_the_memory(far):
    content = workbook(HEAD, prepare=lambda _book, sheet: sheet.write(*far, "x"))

    tracemalloc.start()
    with pytest.raises(errors.TableTooLarge):
        table_in(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_the_guard_against_far_cells_is_what_refuses_them(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_CELLS", 10)
    content = workbook(*[("x",) * 30] * 2)

    with pytest.raises(errors.TableTooLarge):
        table_in(content)


def test_far_cells_that_may_be_are_read():
    assert table_in(workbook(*[("x",) * 30] * 2)).rows == [["x"] * 30] * 2


def test_more_lines_than_may_be_are_refused_wherever_they_stand(monkeypatch):
    for module in (sheets, texts):
        monkeypatch.setattr(module, "MAX_ROWS", 3)

    with pytest.raises(errors.TableTooLarge):
        table_in(workbook(*[("x",)] * 4))
    with pytest.raises(errors.TableTooLarge):
        pasted("a\tb\n" * 4)
    with pytest.raises(errors.TableTooLarge):
        pasted("a;b\n" * 2 + f'"{"x" * 200_000}";c\n')


def _altered(content, before, after):
    """A workbook in which some bytes of its parts are others."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as book, zipfile.ZipFile(target, "w") as altered:
        for name in book.namelist():
            altered.writestr(name, book.read(name).replace(before, after))
    return target.getvalue()


def test_a_sheet_whose_cells_hold_nothing_is_empty():
    with pytest.raises(errors.TableEmpty):
        table_in(_altered(workbook(("x",)), b"<t>x</t>", b"<t></t>"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b'<c r="A1" t="d"><v>2026-11-23T00:00:00</v></c>', "23/11/2026"),
        (b'<c r="A1" t="d"><v>2026-11-23T07:30:00</v></c>', "23/11/2026 07:30"),
        (b'<c r="A1"><v>7</v></c><!-- <c r="Z99" t="e"><v>#N/A</v></c> -->', "7"),
    ],
)
def test_what_other_programs_write_is_read(written, read):
    content = _altered(workbook((5,)), b'<c r="A1"><v>5</v></c>', written)

    assert table_in(content).rows == [[read]]


def test_what_is_merged_beyond_the_list_is_nothing():
    def merge(book, sheet):
        sheet.merge_range(8, 0, 9, 1, "", book.add_format())

    assert table_in(workbook(HEAD, prepare=merge)).rows == [list(HEAD)]


def test_a_moment_is_read_with_its_hour_unless_it_is_midnight():
    def add(book, sheet):
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        midnight = NOW.replace(hour=0, tzinfo=None)
        sheet.write_datetime(0, 0, midnight.replace(hour=7, minute=30), moment)
        sheet.write_datetime(0, 1, midnight, moment)

    assert table_in(workbook(prepare=add)).rows == [["23/11/2026 07:30", "23/11/2026"]]


def test_a_list_with_far_too_many_lines_is_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(texts, "MAX_ROWS", 3)
    monkeypatch.setattr(texts, "_NUMBERING", None)

    with pytest.raises(errors.TableTooLarge):
        pasted("Ón\n\n  \nPáo\nMỷ\nDế\n")


def test_a_line_that_no_cell_of_a_workbook_could_hold_is_refused_with_its_number():
    with pytest.raises(errors.CellTooLong) as refusal:
        pasted("Lò Thị Ón\n" + "x" * 40_000)

    assert "dòng 2" in str(refusal.value)
    assert len(pasted("Lò Thị Ón\n" + "x" * 32_000).rows) == 2


def test_a_wrong_ending_of_the_name_does_no_harm():
    assert table_in(workbook(HEAD, ("Lò Thị Ón", "", "")), name="a.csv").rows[1][0] == "Lò Thị Ón"
    assert table_in("Họ tên;SĐT\nLò Thị Ón;0912345678\n".encode(), name="a.xlsx").rows[1] == [
        "Lò Thị Ón", "0912345678",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_every_shape_that_excel_saves(encoding, separator):
    text = f'Họ tên{separator}Ghi chú\r\n"Lò Thị\r\nÓn"{separator}"a{separator}b"\r\n'

    table = table_in(text.encode(encoding), name="a.csv")

    assert [list(row) for row in table.rows] == [
        ["Họ tên", "Ghi chú"], ["Lò Thị\r\nÓn", f"a{separator}b"],
    ]  # fmt: skip
    assert list(table.lines) == [1, 2]


def test_lines_from_a_chat_are_parted_into_name_and_contact():
    table = pasted(
        "1. Lò Thị Ón 0912 345 678\n2) Vàng A Chư – +84 987 654 321\n- Giàng Thị Mỷ (my.giang@example.com)\n"
        "Chị Ba\n"
    )

    assert [list(row) for row in table.rows] == [
        ["Họ và tên", "Số điện thoại", "E-mail"],
        ["Lò Thị Ón", "0912 345 678", ""],
        ["Vàng A Chư", "+84 987 654 321", ""],
        ["Giàng Thị Mỷ", "", "my.giang@example.com"],
        ["Chị Ba", "", ""],
    ]
    assert list(table.lines) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("encoding", "lines"),
    [
        ("TCVN3 (ABC)", ["Hä vµ tªn\tNg¬i sinh", "NguyÔn V¨n An\tLai Ch©u", "§oµn ThÞ B×nh\tT¶ LÌng"]),
        ("VNI", ["Hoï vaø teân\tNôi sinh", "Nguyeãn Vaên An\tLai Chaâu", "Traàn Thò Bình\tTaû Leøng"]),
    ],
)  # fmt: skip
def test_the_encodings_of_former_times_are_known_and_refused_with_advice(encoding, lines):
    with pytest.raises(errors.TextLegacy) as pasted_refusal:
        pasted("\n".join(lines))
    with pytest.raises(errors.TextLegacy):
        table_in(workbook(*[line.split("\t") for line in lines]))
    with pytest.raises(errors.TextLegacy):
        table_in("\n".join(lines).encode("latin-1"), name="a.csv")

    assert encoding in str(pasted_refusal.value)


def test_old_lines_among_lines_of_unicode_are_known_and_only_they_are_converted():
    unicode = "Họ và tên\tLớp\nLò Văn Ơn\t11A1\n".encode()
    content = unicode + "NguyÔn V¨n An\t11A2\n§oµn ThÞ B×nh\t11A2".encode("latin-1")
    found = queries.opened(name="a.csv", size=len(content), read=lambda: content)

    table = queries.table_of(found, converts=True)

    assert found.encoding == "TCVN3 (ABC)"
    assert [list(row) for row in table.rows] == [
        ["Họ và tên", "Lớp"], ["Lò Văn Ơn", "11A1"], ["Nguyễn Văn An", "11A2"], ["Đoàn Thị Bình", "11A2"],
    ]  # fmt: skip


def test_lines_nobody_can_read_among_others_are_named():
    unread = "Đoàn viên".encode("cp1258", "replace")
    few = b"\n".join(["Họ tên".encode(), unread, "Lò Văn Ơn".encode(), unread])
    many = b"\n".join(["Họ tên".encode(), *[unread] * 12])

    with pytest.raises(errors.TextMixed) as told_few:
        table_in(few, name="a.csv")
    with pytest.raises(errors.TextMixed) as told_many:
        table_in(many, name="a.csv")

    assert "dòng 2, 4 không phải" in str(told_few.value)
    assert "dòng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11… không phải" in str(told_many.value)


def test_old_letters_are_converted_when_asked_and_each_cell_says_so():
    content = workbook(("Hä vµ tªn", "Líp"), ("NguyÔn V¨n An", "11A2"), ("§oµn ThÞ B×nh", "11A2"))
    found = queries.opened(name="a.xlsx", size=len(content), read=lambda: content)

    table = queries.table_of(found, converts=True)

    assert [list(row) for row in table.rows] == [
        ["Họ và tên", "Lớp"], ["Nguyễn Văn An", "11A2"], ["Đoàn Thị Bình", "11A2"],
    ]  # fmt: skip
    assert table.marks[2] == [(0, Mark.CONVERTED)]


def test_a_table_in_a_word_document_is_a_list_too():
    document = Document()
    document.add_paragraph("Danh sách đoàn viên")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Họ tên", "SĐT", "Lò Thị Ón", "0912345678"), strict=True):
        cell.text = text
    target = BytesIO()
    document.save(target)

    assert [list(row) for row in table_in(target.getvalue(), name="a.docx").rows] == [
        ["Họ tên", "SĐT"], ["Lò Thị Ón", "0912345678"],
    ]  # fmt: skip


def test_long_words_keep_nobody_waiting():
    """Looked for from each of their letters, an address would take hours."""
    rows = table_in(b"\n".join([b"x" * 30_000] * 100), name="a.csv").rows

    assert [row[2] for row in rows] == [""] * 100


def test_names_of_every_people_are_no_old_encoding():
    names = [
        "Nguyễn Thuý Hoà", "LÒ THỊ ÓN", "Tẩn U Mẩy", "K'Brôi", "Hoàng Luân Quê", "TRẦN THỊ ÊM", "Ma Seo Củi",
        "Đèo Văn Tuấn", "Müller Anna", "Lý A Só", "Trương Quý Ý", "Bùi Uyên",
    ]  # fmt: skip

    assert len(pasted("\n".join(f"{name}\t1" for name in names)).rows) == len(names)


def test_what_is_written_is_read_back_and_nothing_of_it_is_a_formula():
    risky = ["=1+1", "+84912", "-x", "@SUM(A1)", "\tx", "\rx", "＝1", " =1", "'=x", "bình thường"]
    sheet = Sheet(
        title="Danh sách: [thử]/2026",
        headings=["Chữ", "Số", "Ngày"],
        rows=[(text, number, date(2026, 11, 23)) for number, text in enumerate(risky)],
        about=[("Đơn vị", "=Đoàn xã")],
    )

    content = queries.written(sheet, FileType.XLSX)

    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    rows = table_in(content).rows
    assert [row[0] for row in rows[1:-1]] == ["'" + text for text in risky[:-1]]
    assert rows[-1] == ["bình thường", "9", "23/11/2026"]


def test_csv_leaves_without_formulas_and_opens_with_its_accents():
    sheet = Sheet(title="x", headings=["Tên"], rows=[("=cmd|' /C calc'!A0",), ("Ón",), (None,)])

    content = queries.written(sheet, FileType.CSV)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Tên", "'=cmd|' /C calc'!A0", "Ón", '""']


def test_a_million_rows_go_on_in_a_second_sheet(monkeypatch):
    monkeypatch.setattr("aoxanh.files.rules.writing.ROWS_A_SHEET", 60)
    sheet = Sheet(title="Dài", headings=["n"], rows=((n,) for n in range(150)))

    content = queries.written(sheet, FileType.XLSX)

    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist()) == 3
