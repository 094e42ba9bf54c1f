"""B3: names as Vietnamese keyboards and forms send them: stored once, found by any of them, exported alike."""

import unicodedata

import pytest

from aoxanh.kernel import exports
from aoxanh.kernel.text import fold
from aoxanh.people import queries
from aoxanh.people.models import Person


NAMES = (
    "Nguyễn Thị Phượng",
    "Đặng Đình Đức",
    "Giàng A Páo Sinh",
    "Quách Ngoẵn Thuỳ Uyển",
    "Lò Văn Ơn",
    "Vừ Mí Dế",
)
ZERO_WIDTH, JOINER, RIGHT_TO_LEFT, MARK = "\u200b", "\u200d", "\u202e", "\u200f"


def _decomposed(name):
    return unicodedata.normalize("NFD", name)


WAYS = {
    "composed": str,
    "decomposed": _decomposed,
    "zero-width signs between all": ZERO_WIDTH.join,
    "zero-width signs between letters and marks": lambda name: JOINER.join(_decomposed(name)),
    "signs of other directions": lambda name: f"{RIGHT_TO_LEFT}{name}{MARK}",
    "many spaces": lambda name: f"  {name.replace(' ', chr(160) * 2)} ",
}
SEARCHED = (str, _decomposed, str.upper, fold, ZERO_WIDTH.join)


def _rows(secretary, org):
    export = exports.export("people")
    return [list(row) for row in export.rows(secretary, {"unit_id": org.ta_leng.pk})]


@pytest.mark.parametrize("name", NAMES)
def test_however_a_name_is_typed_it_is_kept_found_and_exported_alike(
    name, org, enrol, secretary, counted
):
    counted("B3 Vietnamese text", "names × ways to type them × ways to search", len(WAYS) * len(SEARCHED),
        "searches", "stored composed, found by each, one person by the name and the year, exported alike",
    )  # fmt: skip
    for typed in WAYS.values():
        enrol(typed(name), birth_year=2001)

    assert set(Person.objects.values_list("full_name", flat=True)) == {name}
    for searched in SEARCHED:
        assert len(queries.people(actor=secretary, text=searched(name))) == len(WAYS)
    (group,) = queries.duplicates(actor=secretary)
    assert len(group.person_ids) == len(WAYS)
    first, *others = _rows(secretary, org)
    assert {cell for cell in first if cell == name} == {name}
    assert all(other == first for other in others)


@pytest.mark.parametrize("other", ["Nguyễn Thị Phương", "Nguyên Thị Phượng"])
def test_another_tone_is_another_name_on_paper(other, enrol, secretary):
    enrol("Nguyễn Thị Phượng")
    enrol(other)

    assert sorted(Person.objects.values_list("full_name", flat=True)) == sorted(
        ["Nguyễn Thị Phượng", other]
    )
