"""Models are found with marks or without, also where words are mistyped; those that are alike are told."""

import pytest

from aoxanh.practices import actions, queries
from aoxanh.practices.models import Practice
from aoxanh.practices.queries import PracticeFilter, hits
from aoxanh.practices.types import Mate, MateKind
from tests.practices.conftest import F, given


FUND = Mate(name="Quỹ “Xanh” Lai Châu", kind=MateKind.DOMESTIC)


@pytest.fixture
def keep(org, secretary, now):
    def make(title, content="", *, is_listed=True, **more):
        practice = given(title=title, texts={F.CONTENT: content}, **more)
        made = actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=practice, now=now)
        if is_listed:
            actions.put_into_registry(by=secretary, practice_id=made.pk, now=now)
        return made

    return make


def found(actor, text):
    rows = PracticeFilter(text=text).narrow(queries.practices(actor=actor))
    return [each.title for each in rows]


@pytest.mark.parametrize(
    "typed",
    [
        "Vườn ươm thanh niên", "vuon uom", "VƯỜN ươm", "vuon uo", "vuonn uom", "vuon uwom", "vuno uom", "vuonuom",
        "thanh nein ươm", "quế", "vuon uom thanh nien que",
    ],
)  # fmt: skip
def test_a_model_is_found_however_it_is_typed(keep, secretary, typed):
    keep("Vườn ươm thanh niên", "Ươm 500 cây quế")
    keep("Lớp học số tối thứ Bảy")

    assert found(secretary, typed) == ["Vườn ươm thanh niên"]


@pytest.mark.parametrize(
    "typed", ["vườn xe", "uomvuon", "khongcotunaynhu", "zzz", "* OR -", "vuon AND NOT"]
)
def test_what_stands_nowhere_finds_nothing(keep, secretary, typed):
    keep("Vườn ươm thanh niên")

    assert found(secretary, typed) == []


def test_the_index_follows_edits_and_deletions(keep, secretary, now):
    made = keep("Vườn ươm thanh niên", is_listed=False)
    actions.edit(by=secretary, practice_id=made.pk, practice=given("Đội sửa xe"), now=now)

    before, after = found(secretary, "vườn ươm"), found(secretary, "sửa xe")
    Practice.objects.all().delete()

    assert (before, after, found(secretary, "sửa xe")) == ([], ["Đội sửa xe"], [])


def test_alike_are_those_that_share_what_is_rare(keep):
    wardrobe = keep("Tủ áo ấm bản xa", "Gom áo ấm cũ, giặt sạch, chia theo cỡ cho trẻ em vùng cao")
    other = keep("Phiên chợ áo ấm", "Gom áo ấm cũ đem ra phiên chợ, giặt sạch rồi tặng bà con")
    keep("Lớp học số tối thứ Bảy", "Dạy bà con dùng dịch vụ công trên điện thoại")
    keep("Áo ấm chưa xem", "Gom áo ấm cũ, giặt sạch", is_listed=False)

    assert queries.similar(wardrobe) == [other]


def test_a_model_of_one_word_has_nothing_alike(keep):
    assert queries.similar(keep("Ươm")) == []


def test_a_search_of_the_registry_stops_where_nobody_turns_pages(keep, monkeypatch):
    monkeypatch.setattr(hits, "MOST_FOUND", 2)
    made = [keep(f"Vườn ươm {number}") for number in range(5)]
    keep("Vườn ươm nháp", is_listed=False)

    found = queries.Hits(PracticeFilter(text="vườn ươm"))

    assert found.count() == 3
    assert list(found[:2]) == [made[4], made[3]]
    assert queries.Hits(PracticeFilter()).count() == 5


def test_the_newest_that_fit_are_found_however_many_do_not(keep, monkeypatch):
    monkeypatch.setattr(hits, "MOST_FOUND", 1)
    fitting = keep("Vườn ươm quế", mates=(FUND,), field_codes=("moi_truong",))
    for number in range(3):
        keep(f"Vườn ươm {number}", field_codes=("giao_duc",))

    asked = PracticeFilter(
        text="vuon uom", field_code="moi_truong", year=2026, partner="Quỹ “Xanh” Lai Châu"
    )

    assert list(queries.Hits(asked)[:9]) == [fitting]


def test_the_search_takes_one_statement_more_whatever_is_typed(keep, secretary, statements):
    keep("Vườn ươm thanh niên")

    with statements() as counted:
        found(secretary, "vuonn uomm thanhnien quee")

    assert counted.count == 2
