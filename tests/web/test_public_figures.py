"""“Số liệu đã xác nhận”: figures of the portal for everyone, each with how it is counted, naming nobody."""

from datetime import date

import pytest

from aoxanh.activities import actions
from aoxanh.activities.types import OutputGiven
from aoxanh.kernel.periods import Period
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries
from tests.activities.crowd import Crowd
from tests.web.desks import shown


@pytest.fixture
def held(world, desks):
    """Two came to an activity of Tả Lèng that built one work; the roll-up followed."""
    crowd = Crowd.at(world)
    for name in ("Vàng A Sính", "Lò Thị Mai"):
        held = crowd.sign_up(name)
        crowd.scan(held)
        crowd.scan(held, now=crowd.clock(10), direction="OUT")
    actions.close(
        by=world.later(6),
        activity_id=crowd.activity.pk,
        evaluation="Xong",
        outputs=[OutputGiven(metric="cong_trinh", amount="1")],
        completed=["plan"],
        now=crowd.clock(18),
    )
    programmes.rebuild(by=world.system, now=crowd.clock(19))
    return crowd


def test_figures_are_those_of_the_roll_up(world, held):
    found = queries.public_figures(unit_ids=[world.province.pk], period=Period.year(2026))

    figures = found[world.province.pk]
    assert (figures.persons, figures.turns, figures.minutes) == (2, 2, 360)
    assert (figures.activities, figures.works) == (1, 1)


def test_a_unit_of_which_nothing_is_known_is_absent(world, held):
    assert queries.public_figures(unit_ids=[world.binh_lu.pk], period=Period.year(2026)) == {}


def test_the_front_shows_each_figure_with_the_way_to_how_it_is_counted(client, held):
    page = shown(client.get("/"))

    assert "người tình nguyện" in page
    for anchor in ("nguoi", "luot", "gio", "hoat-dong", "cong-trinh"):
        assert f'href="/so-lieu/#{anchor}"' in page


def test_the_page_explains_every_figure_and_lists_units_and_no_person(client, held):
    page = shown(client.get("/so-lieu/"))

    for anchor in ("nguoi", "luot", "gio", "hoat-dong", "cong-trinh"):
        assert f'id="{anchor}"' in page
    assert "Đoàn Tả Lèng" in page
    assert "Đoàn Bình Lư" not in page
    assert "1 đơn vị chưa có số liệu" in page
    assert "Vàng A Sính" not in page


@pytest.mark.usefixtures("desks")
def test_before_anything_is_recorded_no_figure_is_invented(client):
    assert "Chưa có số liệu" in shown(client.get("/"))
    assert "Chưa có số liệu" in shown(client.get("/so-lieu/"))


@pytest.mark.parametrize("path", ["/", "/so-lieu/", "/hoat-dong/ban-do/"])
def test_public_figures_are_the_same_bytes_for_everyone(client, held, path):
    first, second = client.get(path), client.get(path)

    assert first.content == second.content
    assert not first.cookies


@pytest.mark.parametrize(("day", "year"), [("2027-01-20", 2026), ("2027-02-01", 2027)])
def test_in_january_the_public_still_reads_the_year_before(day, year):
    assert queries.public_year(date.fromisoformat(day)) == Period.year(year)
