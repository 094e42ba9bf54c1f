"""How texts of lists become values, whose lists there are, and who points at a row."""

from datetime import date

import pytest

from aoxanh.kernel import cells, exports, imports
from aoxanh.kernel.usage import users_of
from aoxanh.places.models import Place, PlaceAlias


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.day, "2005-09-01", date(2005, 9, 1)),
        (cells.day, "2005-9-1 00:00:00", date(2005, 9, 1)),
        (cells.day, "01-09-2005", date(2005, 9, 1)),
        (cells.day, "ngày 1 tháng 9 năm 2005", date(2005, 9, 1)),
        (cells.day_or_year, "2005", 2005),
        (cells.year, " 1999 ", 1999),
        (cells.whole, "1.280", 1280),
        (cells.yes, "Có", True),
        (cells.yes, "khong", False),
    ],
)
def test_what_people_write_is_read(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (cells.day, "1/9/05"),
        (cells.day, "31/02/2005"),
        (cells.year, "05"),
        (cells.year, "1799"),
        (cells.whole, "-1"),
        (cells.whole, "1,5"),
        (cells.whole, "2147483648"),
        (cells.yes, "có thể"),
    ],
)
def test_what_cannot_be_meant_is_not_read(read, text):
    with pytest.raises(ValueError, match=r"\S"):
        read(text)


def test_yes_and_no_are_written_as_they_are_read():
    assert [cells.yes(cells.shown_yes(value)) for value in (True, False)] == [True, False]
    assert [cells.shown_day(value) for value in (date(2005, 9, 1), 2005)] == ["01/09/2005", "2005"]


@pytest.mark.parametrize(
    ("registry", "codes"), [(exports, exports.exports), (imports, imports.kinds)]
)
def test_a_list_belongs_to_one_context(registry, codes):
    code = codes()[0].code

    with pytest.raises(ValueError, match=f"registered twice: {code}"):
        registry.register(**{code: "elsewhere.LIST"})


@pytest.mark.django_db
def test_who_points_at_a_row_is_told_unless_it_is_part_of_the_row(today):
    rows = [
        Place.objects.create(
            level="PROVINCE", code=code, kind="PROVINCE", name=code, full_name=code,
            search_text="", sort_key="", valid_from=today,
        )
        for code in ("12", "13")
    ]  # fmt: skip
    PlaceAlias.objects.create(place=rows[0], alias="Tên cũ")
    keys = [row.pk for row in rows]

    assert users_of(Place, keys, apart=()) == {keys[0]: "places"}
    assert users_of(Place, keys, apart=(PlaceAlias,)) == {}
