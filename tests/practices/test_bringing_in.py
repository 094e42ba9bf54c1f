"""Compiled tables come in as drafts, with their raw text, repairs and flags; an undo takes them back."""

import pytest

from aoxanh.practices import actions, queries
from aoxanh.practices.errors import NotATable
from aoxanh.practices.models import Practice, PracticeFlag
from aoxanh.work import actions as work
from aoxanh.work.models import BatchRow
from tests.practices.table import COMPILED
from tests.work.lists import applied, brought, pasted


def sent_text(text, day):
    return queries.sent_text(text, name="mo-hinh.txt", day=day)


@pytest.fixture
def bring(org, secretary, provinces, now):
    def make(table=None):
        table = table or queries.list_of(sent_text(COMPILED, secretary.day))
        return brought(secretary, org.ta_leng.pk, table, now, of="practices")

    return make


def test_every_row_becomes_a_draft_with_its_raw_text(bring, secretary, now):
    done = applied(secretary, bring(), now)

    wardrobe = Practice.objects.get(title="Tủ áo ấm bản xa")
    assert (done.state, Practice.objects.count()) == ("APPLIED", 7)
    assert (wardrobe.state, wardrobe.year, wardrobe.place.name) == ("DRAFT", 2019, "Hòa Bình")
    assert "giặt s\n\nạch" in wardrobe.source_raw
    assert "giặt sạch" in wardrobe.content
    assert "nối chữ bị ngắt trang" in wardrobe.repairs[0]
    assert wardrobe.source_line == 3


def test_classes_are_suggested_and_not_confirmed(bring, secretary, now):
    applied(secretary, bring(), now)

    clean = Practice.objects.filter(title="Buôn sạch").first()
    assert (clean.level, clean.replicability) == ("PROVINCE", "NO")
    assert clean.classes_confirmed_at is None


def test_what_deserves_a_look_is_flagged_and_nothing_is_dropped(bring, secretary, now):
    applied(secretary, bring(), now)

    found = set(PracticeFlag.objects.values_list("practice__title", "kind"))
    assert found == {
        ("Vườn ươm thanh niên", "LEVEL_IS_SCOPE"),
        ("Vườn ươm thanh niên", "PLAN_NOT_RESULT"),
        ("Buôn sạch", "SAME_TEXT"),
        ("Bến đò an toàn", "OTHER_PROVINCE"),
    }


def test_the_preview_says_what_the_result_keeps(bring):
    batch = bring()

    said = [
        finding[1]
        for row in BatchRow.objects.filter(batch=batch).order_by("line")
        for finding in row.findings
    ]
    assert sum("Giống hệt" in text for text in said) == 1
    assert sum("Kết quả ghi như kế hoạch" in text for text in said) == 1


def test_a_sheet_with_headings_comes_in_the_same_way(bring, secretary, now):
    table = pasted(
        ("TT", "Tỉnh", "Mô hình", "Cấp", "Quy mô", "Kết quả", "Năm"),
        ("1", "TT – Huế", "Lớp học nổi", "Cấp tỉnh", "Toàn tỉnh", "Mở 3 lớp", "2018"),
    )

    applied(secretary, bring(table), now)

    made = Practice.objects.get()
    assert (made.place.name, made.province_text) == ("Thừa Thiên Huế", "TT – Huế")
    assert (made.scope, made.result) == ("Toàn tỉnh", "Mở 3 lớp")


def test_a_province_that_never_was_is_kept_as_typed_for_review(bring, secretary, now):
    table = pasted(
        ("Tỉnh", "Tên mô hình", "Năm"),
        ("Hoàng Liên Sơn Đông", "Bản sạch", "2018"),
        ("Lâm Đông", "Suối sạch", "1890"),
    )
    batch = bring(table)

    applied(secretary, batch, now)

    made = Practice.objects.get()
    assert (made.place, made.province_text) == (None, "Hoàng Liên Sơn Đông")
    assert PracticeFlag.objects.get().kind == "UNKNOWN_PROVINCE"
    assert (batch.ready, batch.faulty) == (1, 1)


def test_an_undo_takes_drafts_back_and_names_what_it_keeps(org, bring, secretary, neighbour, now):
    batch = applied(secretary, bring(), now)
    wardrobe = Practice.objects.get(title="Tủ áo ấm bản xa")
    actions.put_into_registry(by=secretary, practice_id=wardrobe.pk, now=now)

    work.undo(by=secretary, batch_id=batch.pk, now=now)

    assert list(Practice.objects.values_list("title", flat=True)) == ["Tủ áo ấm bản xa"]
    assert BatchRow.objects.filter(state="KEPT").count() == 1


def test_the_same_words_brought_in_again_are_flagged(bring, secretary, now):
    applied(secretary, bring(), now)

    again = bring()

    said = str(list(BatchRow.objects.filter(batch=again).values_list("findings", flat=True)))
    assert said.count("Giống hệt") >= 7


@pytest.mark.parametrize("text", ["", "Không có bảng nào ở đây\n"])
def test_a_text_without_a_table_is_refused(db, today, text):
    with pytest.raises(NotATable):
        queries.list_of(sent_text(text, today))
