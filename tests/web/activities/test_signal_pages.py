"""“Dấu hiệu cần xem”: neutral words, each figure opens to its rows."""

import pytest
import time_machine

from aoxanh.activities.models import Activity
from tests.activities.test_signals import Served


pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def served(world):
    served = Served(world, world.ta_leng, places=20)
    Activity.objects.update(state="CLOSED", closed_at=world.now)
    served.add(7)
    served.add(3, source="LATE")
    return served


@pytest.fixture
def superior(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def later(served):
    with time_machine.travel(served.shift.ends_at, tick=False):
        yield


def test_a_figure_opens_to_its_rows(superior, served, world):
    desk = f"/dieu-phoi/{world.province.pk}/dau-hieu/"
    shown = superior.get(desk).content.decode()

    address = f"{desk}late/?don-vi={world.ta_leng.pk}&amp;ngay=90"
    rows = superior.get(address.replace("&amp;", "&")).content.decode()

    assert "không phải kết luận" in shown
    assert "30%: 3 trong 10 lượt" in shown
    assert address in shown
    assert "Đoàn Tả Lèng" in rows
    assert "Hết pin" in rows


def test_an_unknown_signal_is_not_found_and_a_foreign_unit_is_empty(superior, served, world):
    desk = f"/dieu-phoi/{world.province.pk}/dau-hieu/"

    assert superior.get(f"{desk}late/").status_code == 404
    assert superior.get(f"{desk}gi-do/?don-vi=1").status_code == 404
    empty = superior.get(f"{desk}late/?don-vi={world.province.pk}&ngay=7").content.decode()
    assert "Không có dòng nào" in empty


def test_the_page_costs_the_same_for_one_unit_and_for_three(
    superior, served, world, costs_the_same
):
    def grow():
        for name in ("Nậm Tăm", "Pa Tần"):
            more = Served(world, world.found(name, parent=world.province))
            more.add(7)
            more.add(3, source="LATE")

    costs_the_same(lambda: superior.get(f"/dieu-phoi/{world.province.pk}/dau-hieu/"), grow)
