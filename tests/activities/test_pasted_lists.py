"""Lists as people paste them: from Excel, Word and Zalo, with everything that does not belong there."""

from datetime import date

import pytest

from aoxanh.activities import errors, queries
from aoxanh.activities.queries import list_words, read_pasted
from aoxanh.activities.rules.pasted import MOST_LINES, read_list
from aoxanh.kernel.actors import Actor
from tests.activities.nominating import MOTHER, Call


DAY = date(2026, 11, 23)


def read(text):
    return read_list(text, list_words(), day=DAY)


def one(text):
    (line,) = read(text)
    return line


def said(line):
    return " ".join(str(remark) for remark in line.remarks)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0912345678", "+84912345678"),
        ("0912 345 678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("0912-345-678", "+84912345678"),
        ("(0912) 345 678", "+84912345678"),
        ("+84912345678", "+84912345678"),
        ("+84 (0) 912 345 678", "+84912345678"),
        ("(+84) 912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084 912 345 678", "+84912345678"),
        ("912345678", "+84912345678"),
        ("'0912345678", "+84912345678"),
        ("01681234567", "+84381234567"),
        ("02133 876 543", "+842133876543"),
    ],
)
def test_a_phone_is_read_in_each_of_its_shapes(typed, phone):
    line = one(f"Giàng A Páo\t{typed}")

    assert (line.full_name, line.phone) == ("Giàng A Páo", phone)


@pytest.mark.parametrize("typed", ["001204012345", "2051060123", "12345", "9.12E+08"])
def test_what_is_no_phone_is_not_taken_for_one(typed):
    assert one(f"Giàng A Páo\t{typed}").phone == ""


def test_a_phone_shortened_by_excel_is_told():
    assert "Excel" in said(one("Giàng A Páo\t9.12E+08"))


@pytest.mark.parametrize(
    ("typed", "born", "year"),
    [
        ("12/3/2008", date(2008, 3, 12), 2008),
        ("12-03-2008", date(2008, 3, 12), 2008),
        ("12.3.2008", date(2008, 3, 12), 2008),
        ("2008-03-12", date(2008, 3, 12), 2008),
        ("12/3/08", date(2008, 3, 12), 2008),
        ("12/3/98", date(1998, 3, 12), 1998),
        ("2008", None, 2008),
        ("31/02/2008", None, None),
        ("12/3/2030", None, None),
    ],
)
def test_a_birth_is_read_as_a_day_or_a_year(typed, born, year):
    line = one(f"Giàng A Páo\t{typed}\t0912345678")

    assert (line.birth_date, line.birth_year) == (born, year)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("🌸 Thu Hà 🌸", "Thu Hà"),
        ("Thu Hà (Chi đoàn 3)", "Thu Hà"),
        ("Thu_Hà_2k8", "Thu Hà"),
        ("𝓣𝓱𝓾 𝓗𝓪̀", "Thu Hà"),
        ("THU HÀ", "Thu Hà"),
        ("thu hà", "Thu Hà"),
        ("em Thu Hà ạ", "Thu Hà"),
        ("Lê Thị Anh", "Lê Thị Anh"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Mỷ", "Mỷ"),
    ],
)
def test_a_name_is_freed_of_what_zalo_adds(typed, name):
    assert one(f"{typed}\t0912345678").full_name == name


@pytest.mark.parametrize(
    "line",
    [
        "Giàng A Páo\t0912345678",
        "Giàng A Páo; 0912345678",
        "Giàng A Páo, 0912345678",
        "Giàng A Páo | 0912345678",
        "Giàng A Páo - 0912345678",
        "Giàng A Páo   0912345678",
        "Giàng A Páo 0912345678",
        "0912345678 Giàng A Páo",
        "1. Giàng A Páo 0912345678",
        "1) Giàng A Páo 0912345678",
        "- Giàng A Páo 0912345678",
        "12\tGiàng A Páo\t0912345678",
        "[10:23, 12/11/2026] Lò Thị Mai: em Giàng A Páo 0912345678 ạ",
        "Giàng A Páo: 0912345678",
    ],
)
def test_a_line_is_read_whatever_separates_its_parts(line):
    read_line = one(line)

    assert (read_line.full_name, read_line.phone) == ("Giàng A Páo", "+84912345678")
    assert read_line.raw == line


def test_headings_and_titles_are_told_apart_from_people():
    lines = read(
        "DANH SÁCH ĐOÀN VIÊN THAM GIA\n"
        "Kính gửi: Tỉnh đoàn Lai Châu\n"
        "STT\tHọ và tên\tNgày sinh\tLớp\tĐiện thoại\n"
        "1\tGiàng A Páo\t39519\t10A1\t912345678\n"
        "Tổng cộng: 1 người"
    )

    assert [line.state for line in lines] == ["HEADING", "HEADING", "HEADING", "READ", "HEADING"]
    assert lines[3].birth_date == date(2008, 3, 12)
    assert lines[3].phone == "+84912345678"
    assert said(lines[3]) == "Không lấy: 10A1"


def test_a_name_in_two_columns_is_joined():
    _heading, line = read("Họ đệm;Tên;SĐT\nGiàng A;Páo;0912345678")

    assert line.full_name == "Giàng A Páo"


def test_numbers_in_front_do_not_move_the_columns():
    _heading, line = read("STT   Họ tên   SĐT\n1   Giàng A Páo   0912345678")

    assert (line.full_name, line.phone) == ("Giàng A Páo", "+84912345678")


def test_a_number_on_a_line_of_its_own_belongs_to_the_name_above():
    (line,) = read("Giàng A Páo\n0912345678")

    assert (line.full_name, line.phone, said(line)) == ("Giàng A Páo", "+84912345678", "")
    assert line.raw == "Giàng A Páo\n0912345678"


def test_the_same_person_is_read_once_and_a_namesake_is_remarked():
    first, again, family, namesake = read(
        "Giàng A Páo 0912345678\nGIÀNG A PÁO 0912.345.678\nGiàng Thị Mỷ 0912345678\nGiàng A Páo 0987654321"
    )

    assert (again.state, again.same_as) == ("DUPLICATE", first.number)
    assert (family.state, namesake.state) == ("READ", "READ")
    assert "Cùng số điện thoại" in said(family)
    assert "Cùng họ tên" in said(namesake)


def test_a_message_without_a_name_is_kept_as_unreadable():
    line = one("bạn nào đi được thì điền tên vào đây trước thứ sáu nhé")

    assert (line.state, line.full_name) == ("UNREADABLE", "")


def test_an_email_is_taken_where_there_is_one():
    assert one("Giàng A Páo, Pao.Giang@Gmail.com").email == "pao.giang@gmail.com"


def test_a_list_has_an_end():
    with pytest.raises(errors.PastedTooLong):
        read("Giàng A Páo\n" * (MOST_LINES + 1))
    with pytest.raises(errors.PastedTooLong):
        read_pasted("Mỷ\n" * (MOST_LINES + 1), actor=Actor.system(cause="test", day=DAY))


@pytest.fixture
def call(world):
    call = Call.at(world)
    call.give()
    return call


def listed(call, raw="", person_ids=()):
    return queries.listed_lines(
        quota=call.quota(), raw=raw, person_ids=person_ids, actor=call.secretary
    )


def test_a_pasted_line_finds_the_person_the_unit_keeps(call):
    member = call.member("Sùng A Chải", phone="0977000111")

    by_phone, by_name, other = listed(
        call, "Sung a chai 0977 000 111\nSùng A Chải\nSùng A Chải 0977000999"
    )

    assert (by_phone.person_id, by_phone.state) == (member.pk, "READ")
    assert (by_name.person_id, by_name.state) == (member.pk, "DUPLICATE")
    assert (other.person_id, other.state) == (None, "READ")


def test_people_of_other_units_are_never_found_by_a_pasted_line(call):
    call.member(unit=call.world.binh_lu)

    (line,) = listed(call, "Sùng A Chải 0977000111")

    assert line.person_id is None


def test_who_is_chosen_and_pasted_stands_once(call):
    member = call.member()

    chosen, pasted = listed(call, "Sùng A Chải 0977000111", [member.pk])

    assert (chosen.state, pasted.state) == ("READ", "DUPLICATE")


def test_who_has_a_place_already_is_marked(call):
    call.crowd.sign_up("Mùa A Tủa", "0988111222")

    (line,) = listed(call, "Mùa A Tủa 0988 111 222")

    assert (line.state, line.can_go) == ("THERE", False)


def test_minors_and_what_is_unknown_are_marked(call):
    agreed = call.member("Hờ A Sinh", birth_year=2014, guardian=MOTHER)

    known, young, unknown = listed(call, "Lù Thị Pàn\t2014\nVừ A Lềnh", [agreed.pk])

    assert (known.is_minor, known.is_agreed) == (True, True)
    assert (young.is_minor, young.is_agreed) == (True, False)
    assert (unknown.is_minor, unknown.is_of_unknown_age) == (False, True)


def test_reading_a_list_costs_three_statements_however_long(call, statements):
    long = "\n".join(f"Giàng {chr(65 + n)} Páo 09123456{n:02d}" for n in range(24))

    with statements() as counted:
        rows = listed(call, long)

    assert len(rows) == 24
    assert counted.count <= 4


def test_a_line_that_only_names_names_is_a_heading():
    heading, line = read("Họ và tên\nLò Thị Ón")

    assert heading.state == "HEADING"
    assert line.full_name == "Lò Thị Ón"
