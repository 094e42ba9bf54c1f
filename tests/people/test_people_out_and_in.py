"""What leaves as a list of people comes in again as the same people."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.exports import export
from aoxanh.kernel.sheets import Sheet
from aoxanh.people.actions import members  # noqa: F401  the kind under test
from aoxanh.people.models import Consent, Guardian, Membership, Person
from tests.access.organisation import Organisation
from tests.work.lists import applied, brought, pasted, table_in


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


syllables = st.sampled_from(
    [
        "Lò",
        "Thị",
        "Ón",
        "Vàng",
        "A",
        "Chư",
        "K'",
        "Mỷ",
        "Nguyễn",
        "Đèo",
        "Seo",
        "Ê-ban",
        "Mùa",
        "Só",
    ]
)
free = st.text(st.sampled_from("bcđ =+-@'\"\t;,|0129（）＝"), max_size=12)
people = st.fixed_dictionaries(
    {
        "name": st.lists(syllables, min_size=1, max_size=5).map(" ".join),
        "phone": st.integers(0, 99_999_999).map(lambda n: f"09{n:08d}"),
        "birth": st.one_of(
            st.just(""),
            st.integers(1950, 2009).map(str),
            st.dates(date(1950, 1, 1), date(2009, 12, 31)).map(lambda day: f"{day:%d/%m/%Y}"),
        ),
        "gender": st.sampled_from(["", "Nam", "Nữ"]),
        "kind": st.sampled_from(["Đoàn viên", "Hội viên Hội LHTN", "Tình nguyện viên"]),
        "class_name": free,
        "skills": st.lists(
            st.sampled_from(["sơ cấp cứu", "tiếng Mông", "=HYPERLINK(1)"]), max_size=3
        ),
        "guardian": st.booleans(),
    }
)
HEAD = (
    "Họ và tên", "Số điện thoại", "Ngày sinh", "Giới tính", "Tư cách", "Lớp", "Kỹ năng",
    "Người giám hộ", "Điện thoại người giám hộ", "Từ ngày",
)  # fmt: skip


def row(person):
    guardian = ("Vàng A Chư", "0987 654 321") if person["guardian"] else ("", "")
    class_name = person["class_name"].replace("\t", " ")
    return (
        person["name"], person["phone"], person["birth"], person["gender"], person["kind"],
        class_name.replace('"', ""), ", ".join(person["skills"]), *guardian, "1/9/2025",
    )  # fmt: skip


def taken(actor, unit_id, file_type=FileType.XLSX):
    """The file that “Tải XLSX” gives."""
    out = export("people")
    sheet = Sheet(
        title=str(out.title),
        headings=[str(heading) for heading in out.headings],
        rows=out.rows(actor, {"unit_id": unit_id}),
        about=[("Đơn vị", "Đoàn xã")],
    )
    return files.written(sheet, file_type)


def clear():
    for table in (Consent, Guardian, Membership, Person):
        table.objects.all().delete()


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(listed=st.lists(people, min_size=1, max_size=6), csv=st.booleans())
def test_a_list_that_leaves_comes_in_as_the_same_people(org, now, listed, csv):
    clear()
    by, unit_id = org.officer("COMMUNE_OFFICER", org.ta_leng), org.ta_leng.pk
    batch = brought(by, unit_id, pasted(HEAD, *map(row, listed)), now)
    if batch.ready:
        applied(by, batch, now)
    kind = FileType.CSV if csv else FileType.XLSX
    content = taken(by, unit_id, kind)
    before = [list(cells) for cells in export("people").rows(by, {"unit_id": unit_id})]

    clear()
    again = brought(by, unit_id, table_in(content), now) if before else None
    if again is not None:
        applied(by, again, now)

    after = [list(cells) for cells in export("people").rows(by, {"unit_id": unit_id})]
    assert again is None or again.faulty == 0
    assert after == before


def test_a_list_that_is_there_is_not_doubled_when_it_comes_again(org, now):
    by, unit_id = org.officer("COMMUNE_OFFICER", org.ta_leng), org.ta_leng.pk
    rows = (("Họ và tên", "Ngày sinh"), ("Lò Thị Ón", "1/9/2005"))
    applied(by, brought(by, unit_id, pasted(*rows), now, fills={"kind": "Đoàn viên"}), now)

    again = brought(by, unit_id, table_in(taken(by, unit_id)), now)

    assert (again.ready, again.faulty) == (0, 1)
