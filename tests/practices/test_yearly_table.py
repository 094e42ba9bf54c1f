"""The yearly table leaves in ten columns, grouped by province, and comes back to the same rows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel import exports
from aoxanh.kernel.imports import Sent
from aoxanh.kernel.sheets import Sheet
from aoxanh.kernel.text import nfc_lines, sort_key
from aoxanh.practices import queries
from aoxanh.practices.models import Practice
from aoxanh.practices.queries.exports import YEARLY
from aoxanh.practices.rules import COLUMNS, as_kept, names_in, partners_in
from aoxanh.practices.types import PARTNER_KINDS, Mate, MateKind
from tests.practices.table import COMPILED
from tests.work.lists import applied, brought


TYPES = [FileType.XLSX, FileType.DOCX]


def asked(unit):
    return {"unit_id": unit.pk, "year": 2019}


def left(actor, unit, file_type):
    """The table of a year as the bytes of a file."""
    code = queries.table_of_year(actor=actor, unit_id=unit.pk, year=2019)
    export = exports.export(code)
    headings = [str(heading) for heading in export.headings]
    rows = export.rows(actor, asked(unit))
    title = "Bảng tổng hợp mô hình năm 2019"
    return files.written(Sheet(title=title, headings=headings, rows=rows), file_type)


def back(content, day, name="mo-hinh-2019"):
    found = files.opened(name=name, size=len(content), read=lambda: content)
    return [
        row for row, _ in queries.compiled_rows(Sent(original=found, clear=found, day=day))
    ]  # fmt: skip


@pytest.fixture
def kept(org, secretary, provinces, now):
    """The models of a compiled table of our own."""
    table = queries.list_of(queries.sent_text(COMPILED, name="mo-hinh.txt", day=secretary.day))
    batch = brought(secretary, org.ta_leng.pk, table, now, of="practices")
    applied(secretary, batch, now)
    return list(Practice.objects.order_by("pk"))


def test_a_province_is_written_once_with_its_number(org, secretary, kept):
    rows = list(YEARLY.rows(secretary, asked(org.ta_leng)))

    assert [row[:2] for row in rows if row[0]] == [
        [str(number), province]
        for number, province in enumerate(
            ["Bến Tre", "Đắk Lắk", "Đắk Nông", "Hoà Bình", "Lâm Đông"], start=1
        )
    ]
    assert len(rows) == len(kept)


@pytest.mark.parametrize("file_type", TYPES)
def test_what_left_comes_back_to_the_same_rows(org, secretary, kept, file_type):
    rows = back(left(secretary, org.ta_leng, file_type), secretary.day)

    texts = [(each.province_text, *(getattr(each, c) for c in COLUMNS.values())) for each in kept]
    assert sorted((row.province, *row.cells) for row in rows) == sorted(texts)
    assert {row.year for row in rows} == {"2019"}


LINE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ0123456789.,;:()“”-+=@'/&<>% ", max_size=40)
TEXT = st.lists(LINE, max_size=3).map(lambda lines: nfc_lines("\n".join(lines)))
TITLE = TEXT.map(lambda text: " ".join(text.split())).filter(
    lambda text: sum(map(str.isalpha, text)) > 3
)
MODEL = st.tuples(st.sampled_from(["Lâm Đồng", "Cà Mau", "Lâm Đông"]), TITLE, *[TEXT] * 7)
NAMES = st.sampled_from(
    ["Huyện đoàn Lâm Hà", "Tỉnh đoàn Cà Mau", "Quỹ Áo ấm, tỉnh Lai Châu", "=Trường Số 1"]
)
MATE = st.builds(Mate, name=NAMES, kind=st.sampled_from([MateKind.UNIT, *PARTNER_KINDS]))
TOGETHER = st.lists(MATE, max_size=3, unique_by=lambda mate: mate.name)


@pytest.mark.parametrize("file_type", TYPES)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(models=st.lists(st.tuples(MODEL, TOGETHER), min_size=1, max_size=5))
def test_export_then_import_is_the_identity(org, secretary, provinces, now, file_type, models):
    Practice.objects.all().delete()
    Practice.objects.bulk_create(
        Practice(
            unit=org.ta_leng, year=2019, province_text=province, created_at=now, search_text="",
            sort_key=sort_key(texts[0]), digest="", level="OTHER", replicability="BLANK", mates=as_kept(mates),
            **dict(zip(COLUMNS.values(), texts, strict=True)),
        )
        for (province, *texts), mates in models
    )  # fmt: skip

    rows = back(left(secretary, org.ta_leng, file_type), secretary.day)

    assert sorted(_told(row) for row in rows) == sorted(
        (model, _named(mates, [MateKind.UNIT]), _named(mates, PARTNER_KINDS))
        for model, mates in models
    )


def _told(row):
    units = [(name, MateKind.UNIT) for name in names_in(row.units)]
    partners = [(mate.name, mate.kind) for mate in partners_in(row.partners)]
    return (row.province, *row.cells), units, partners


def _named(mates, kinds):
    return [(mate.name, mate.kind) for mate in mates if mate.kind in kinds]


def test_a_year_without_units_and_partners_leaves_in_ten_columns(org, secretary, kept):
    code = queries.table_of_year(actor=secretary, unit_id=org.ta_leng.pk, year=2019)

    assert len(exports.export(code).headings) == 10


def test_years_are_counted_with_their_drafts(org, secretary, kept):
    assert queries.years(actor=secretary, unit_id=org.ta_leng.pk) == [(2019, 7, 7)]


def test_a_neighbour_takes_nothing(org, neighbour, kept):
    assert list(YEARLY.rows(neighbour, asked(org.ta_leng))) == []
