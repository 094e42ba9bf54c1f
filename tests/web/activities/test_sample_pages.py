"""“Kiểm tra mẫu” as the unit above uses it."""

import pytest
import time_machine

from aoxanh.activities.models import Activity, Sample, SampleCheck
from tests.activities.test_signals import Served


pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def served(world):
    served = Served(world, world.ta_leng, places=20)
    Activity.objects.update(state="CLOSED", closed_at=world.now)
    served.add(7)
    return served


@pytest.fixture
def later(served):
    with time_machine.travel(served.shift.ends_at, tick=False):
        yield


@pytest.fixture
def superior(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def desk(world):
    return f"/dieu-phoi/{world.province.pk}/kiem-tra-mau/"


def _given(served, **given):
    day = served.activity.starts_on.isoformat()
    return {"first_day": day, "last_day": day, "size": "5"} | given


def test_a_sample_is_drawn_checked_and_drawn_again(superior, served, desk):
    drawn = superior.post(desk, _given(served))
    sample = Sample.objects.get()
    address = f"{desk}{sample.pk}/"
    check = SampleCheck.objects.order_by("position")[0]

    superior.post(f"{address}{check.pk}/", {"outcome": "RIGHT"})
    shown = superior.get(f"{address}?doi-chieu=1").content.decode()

    assert drawn["Location"] == address
    assert "Đã xem 1 trong 5 lượt" in shown
    assert "Rút lại cho đúng mẫu này" in shown
    assert sample.seed in shown
    assert "1/5 đã xem" in superior.get(desk).content.decode()


def test_what_cannot_be_drawn_or_written_is_told(superior, served, desk):
    for given, words in (
        ({"size": "500"}, "từ 1 đến 100 lượt"),
        ({"size": ""}, "Hãy ghi số lượt"),
        ({"first_day": "2020-01-01", "last_day": "2020-01-02"}, "chưa ghi giờ cho ai"),
    ):
        refused = superior.post(desk, _given(served, **given))
        assert refused.status_code == 422
        assert words in refused.content.decode()
    superior.post(desk, _given(served))
    address = f"{desk}{Sample.objects.get().pk}/"
    check = SampleCheck.objects.order_by("position")[0].pk
    told = superior.post(f"{address}{check}/", {"outcome": "DIFFERENT"}, follow=True)
    assert "hãy ghi rõ khác thế nào" in told.content.decode()
    assert superior.post(f"{address}{check}/", {"outcome": "x"}).status_code == 404
    assert superior.get(f"{desk}0/").status_code == 404


def test_a_sample_costs_the_same_for_one_and_for_five(superior, served, desk, costs_the_same):
    superior.post(desk, _given(served, size="1"))
    addresses = [f"{desk}{Sample.objects.get().pk}/"]

    def grow():
        superior.post(desk, _given(served))
        addresses.append(f"{desk}{Sample.objects.order_by('-pk')[0].pk}/")

    costs_the_same(lambda: superior.get(addresses[-1]), grow)
