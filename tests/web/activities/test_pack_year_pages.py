"""“Sổ năm” at the desk: who held a pack, who did not, and the activities behind."""

from datetime import date

import pytest

from aoxanh.files import queries as files
from tests.activities.drive import Drive
from tests.web.desks import shown


@pytest.fixture
def above(world, desks):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def held(world):
    """Tả Lèng held the summer pack."""
    activity = Drive(world).held(
        title="Hè vui ở bản", day=date(2026, 7, 12), outputs=(("thieu_nhi", "120"),)
    )
    type(activity).objects.filter(pk=activity.pk).update(template="he_thieu_nhi")
    return activity


@pytest.fixture
def book(world):
    return lambda query="goi=he_thieu_nhi&nam=2026": (
        f"/dieu-phoi/{world.province.pk}/so-nam/?{query}"
    )


def test_the_page_says_who_held_it_and_who_did_not(above, held, book, world):
    page = shown(above.get(book()))
    unit = shown(above.get(book(f"goi=he_thieu_nhi&nam=2026&don-vi={world.ta_leng.pk}")))

    assert "1 / 2 đơn vị đã tổ chức Hè thiếu nhi năm 2026" in page
    assert "120" in page
    assert "Đoàn Bình Lư." in page
    assert "Hè vui ở bản" in unit


def test_the_record_is_taken_away_with_every_unit(above, held, book):
    answer = above.get(book("goi=he_thieu_nhi&nam=2026&tai=xlsx"))

    table = files.table(name="so.xlsx", size=len(answer.content), read=lambda: answer.content)
    assert "Đoàn Tả Lèng" in repr(table)
    assert "Đoàn Bình Lư" in repr(table)


@pytest.mark.parametrize("query", ["goi=khong_co", "nam=1999", "goi=he_thieu_nhi&don-vi=999999"])
def test_what_is_not_there_answers_404(above, book, query):
    assert above.get(book(query)).status_code == 404


def test_a_desk_whose_units_need_not_hold_it_is_told_so(world, desks):
    commune = desks.at(world.ta_leng)
    world.opened()

    page = shown(commune.get(f"/dieu-phoi/{world.ta_leng.pk}/so-nam/?goi=tiep_suc_thi"))

    assert "Gói này không theo dõi ở cấp của bạn" in page
    assert "so-nam/" in shown(
        commune.get(f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/?pham-vi=tat-ca")
    )
