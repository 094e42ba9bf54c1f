"""Every printed list holds every Vietnamese letter of the names and questions on it."""

import pytest

from aoxanh.activities import queries
from aoxanh.activities.models import Activity
from aoxanh.activities.types import SheetAsked
from tests.office.test_papers_open import LETTERS, crowd, read


__all__ = ["crowd"]

pytestmark = pytest.mark.office


@pytest.mark.parametrize("code", ["danh-sach", "diem-danh", "ky-nhan"])
def test_a_printed_list_holds_every_letter(crowd, tmp_path, code):
    names = [f"Lò {LETTERS[at : at + 6].title()}" for at in range(0, len(LETTERS), 6)]
    for name in names[:6]:
        crowd.sign_up(name)
    (tmp_path / "danh-sach.pdf").write_bytes(
        queries.printed_sheet(
            activity=Activity.objects.select_related("place").get(pk=crowd.activity.pk),
            asked=SheetAsked(kind=queries.sheet_kinds()[code]),
            actor=crowd.officer,
            on=crowd.world.now,
        )
    )

    printed = "".join(read(tmp_path / "danh-sach.pdf").split())

    for name in (*names[:6], "Giàng Thị Mỷ", "Sửa mái, quét vôi điểm trường Hồ Pên & đường ‹hoa›"):
        assert "".join(name.split()) in printed, name
