"""The map and “gần tôi”: the same activities as in the list, and nobody's position in an address."""

import json

import pytest

from aoxanh.activities.models import Activity
from aoxanh.units import actions as units
from aoxanh.units.types import InstanceSettings
from tests.activities.crowd import Crowd
from tests.web.desks import shown


def _published(world, title, place):
    activity = world.published(title=title, by=world.system)
    where = world.places[place]
    Activity.objects.filter(pk=activity.pk).update(
        place=where, latitude=where.latitude, longitude=where.longitude
    )


@pytest.fixture
def portal(world):
    """A portal of the province with an open activity in each commune."""
    units.set_up_instance(
        by=world.system,
        root_id=world.province.pk,
        settings=InstanceSettings(
            scale="PROVINCE",
            name="Cổng",
            short_name="Cổng",
            place_name="Lai Châu",
            place_id=world.places["Lai Châu"].pk,
        ),
        now=world.now,
    )
    Crowd.at(world)
    _published(world, "Hiến máu", "Bình Lư")
    return world


def test_the_map_and_the_list_show_the_same_activities(client, portal):
    listed = shown(client.get("/hoat-dong/?q=hien+mau"))
    mapped = shown(client.get("/hoat-dong/ban-do/?q=hien+mau"))

    assert "1 hoạt động sắp tới" in listed
    assert "1 hoạt động sắp tới, trên bản đồ" in mapped
    assert "Hiến máu" in mapped
    assert mapped.count("Lớp số") == 0


def test_each_place_of_the_map_leads_to_what_is_there_and_keeps_the_filters(client, portal):
    page = shown(client.get("/hoat-dong/ban-do/?con-cho=1"))

    assert 'aria-label="Bình Lư: 1"' in page
    assert "/hoat-dong/ban-do/?con-cho=1&amp;dia-ban=03405" in page
    assert "Quần đảo" in page or "Q.đ. Hoàng Sa" in page
    assert "Q.đ. Trường Sa" in page


def test_a_chosen_place_narrows_the_list_and_not_the_map(client, portal):
    page = shown(client.get("/hoat-dong/ban-do/?dia-ban=03405"))

    assert "1 hoạt động sắp tới, trên bản đồ" in page
    assert 'aria-label="Tả Lèng: 1"' in page
    assert "Xem cả bản đồ" in page


def test_the_list_and_the_map_lead_to_each_other_under_the_same_filters(client, portal):
    assert "/hoat-dong/ban-do/?con-cho=1" in shown(client.get("/hoat-dong/?con-cho=1"))
    assert 'href="/hoat-dong/?con-cho=1"' in shown(client.get("/hoat-dong/ban-do/?con-cho=1"))


def test_what_lies_outside_the_drawn_ground_is_said(client, portal):
    portal.place("Hà Nội", "01", level="PROVINCE", kind="PROVINCE")
    portal.place("Ba Đình", "00004", inside="Hà Nội", latitude=21.03, longitude=105.83)
    _published(portal, "Về thủ đô", "Ba Đình")

    page = shown(client.get("/hoat-dong/ban-do/"))

    assert "1 hoạt động ở nơi khác" in page
    assert "Về thủ đô" in page


def test_a_portal_of_the_country_counts_by_province(client, world):
    Crowd.at(world)

    page = shown(client.get("/hoat-dong/ban-do/"))

    assert 'aria-label="Lai Châu: 1"' in page


def test_the_pins_of_the_browsers_map_are_those_of_the_page(client, portal):
    pins = client.get("/hoat-dong/ban-do/so-luong.json?q=hien+mau").json()["pins"]

    assert pins == [
        {
            "code": "03405",
            "name": "Bình Lư",
            "count": 1,
            "href": "/hoat-dong/ban-do/?q=hien+mau&dia-ban=03405",
        }
    ]


def test_the_outline_has_every_commune_and_the_far_islands(client, db):
    told = json.loads(client.get("/dia-ban/ranh-gioi/12.json").content)

    islands = {each["properties"].get("island") for each in told["features"]} - {None}
    areas = [each for each in told["features"] if "island" not in each["properties"]]
    ring = areas[0]["geometry"]["coordinates"][0][0]
    assert islands == {"Hoàng Sa", "Trường Sa"}
    assert len(areas) == 38
    assert ring[0] == ring[-1]
    assert 100 < ring[0][0] < 110 > ring[0][1] > 20


@pytest.mark.parametrize("code", ["99", "12a", "khong-co"])
def test_an_outline_nobody_drew_answers_404(client, db, code):
    assert client.get(f"/dia-ban/ranh-gioi/{code}.json").status_code == 404


def test_near_a_commune_comes_first_with_its_distance(client, portal):
    page = shown(client.get("/hoat-dong/?gan=03405"))

    assert page.index("Hiến máu") < page.index("Lớp số")
    assert "Gần xã Bình Lư" in page
    assert "0,0 km" in page
    assert "18 km" in page


@pytest.mark.parametrize("position", ["22.39,103.5", "99999"])
def test_no_position_and_no_unknown_commune_is_read_from_an_address(client, portal, position):
    page = shown(client.get(f"/hoat-dong/?gan={position}"))

    assert " km" not in page
    assert "Gần tôi" in page


def test_without_a_position_a_commune_is_typed_with_or_without_marks(client, portal):
    answer = client.get("/hoat-dong/gan-toi/?xa=binh+lu")

    assert (answer.status_code, answer["Location"]) == (302, "/hoat-dong/?gan=03405")


def test_several_communes_are_offered_and_none_is_said(client, portal):
    portal.place("Bình Lưu", "03999", inside="Lai Châu", latitude=22.3, longitude=103.6)

    several = shown(client.get("/hoat-dong/gan-toi/?xa=binh"))
    nothing = client.get("/hoat-dong/gan-toi/?xa=atlantis")

    assert "?gan=03405" in several
    assert "?gan=03999" in several
    assert nothing.status_code == 404
    assert "Không có xã, phường nào tên là “atlantis”" in nothing.content.decode()


def test_the_browser_is_told_every_centre_and_asks_for_a_position_only_on_a_button(client, portal):
    page = shown(client.get("/hoat-dong/gan-toi/"))
    communes = client.get("/dia-ban/tam-xa.json").json()["communes"]

    assert communes == [
        ["03405", "xã Bình Lư", 22.28, 103.63],
        ["03433", "xã Tả Lèng", 22.39, 103.5],
    ]
    assert 'data-communes="/dia-ban/tam-xa.json"' in page


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 5),
        ("/hoat-dong/", 4),
        ("/hoat-dong/?gan=03405", 4),
        ("/hoat-dong/ban-do/", 5),
        ("/so-lieu/", 4),
    ],
)
def test_public_pages_ask_few_questions(client, portal, statements, path, most):
    client.get(path)

    with statements() as counted:
        client.get(path)

    assert counted.count <= most, counted.sqls


def test_the_map_costs_the_same_for_one_activity_and_for_six(client, portal, costs_the_same):
    def grow():
        for number in range(5):
            portal.published(by=portal.system, title=f"Việc {number}")

    costs_the_same(lambda: client.get("/hoat-dong/ban-do/"), grow)


def test_a_field_and_a_way_of_working_are_chosen_and_stand_as_chips_to_take_off(client, world):
    world.opened("ao_am", title="Áo ấm lên bản")

    whole = client.get("/hoat-dong/").content.decode()
    narrowed = client.get("/hoat-dong/?hinh-thuc=DRIVE&q=%C3%A1o").content.decode()

    assert '<option value="DRIVE" >Theo đợt</option>' in whole
    assert '<option value="DRIVE" selected>Theo đợt</option>' in narrowed
    assert 'href="?q=%C3%A1o"' in narrowed
