"""Officers of the organiser and of a unit that is asked."""

import pytest

from tests.activities.nominating import Call


@pytest.fixture
def call(world):
    """Ten places of the province's activity."""
    return Call.at(world)


@pytest.fixture
def given(call):
    """Tả Lèng is asked for four, Bình Lư for two."""
    call.give({call.world.ta_leng.pk: 4, call.world.binh_lu.pk: 2})
    return call


@pytest.fixture
def organiser(desks, world):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def secretary(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def page(call, world):
    """The address of a page of the activity, at the desk of the province."""
    return lambda path: f"/dieu-phoi/{world.province.pk}/hoat-dong/{call.activity.pk}/{path}"


@pytest.fixture
def sending(call, world):
    """The address at which Tả Lèng sends people."""
    return f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{call.activity.pk}/cu-nguoi/"
