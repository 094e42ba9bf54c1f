"""Units side by side beside how far one may trust them; a programme by unit, body, family; its public face."""

from datetime import date
from decimal import Decimal

import pytest

from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.types import Status
from tests.web.test_figures_pages import figures, officer
from tests.web.test_programme_pages import declared, plans


__all__ = ["declared", "figures", "officer", "plans"]

QUALITY = ("Ghi sau", "Tự khai", "Tháng trống")


def _page(client, world, path):
    return client.get(f"/dieu-phoi/{world.province.pk}/{path}")


@pytest.mark.usefixtures("figures")
def test_units_below_stand_side_by_side_with_their_months(officer, world):
    page = _page(officer, world, "so-sanh/?nam=2025&so=activities_recorded")

    lines = {line.name: line for line in page.context["lines"]}
    assert lines["Đoàn Tả Lèng"].words == "1"
    assert lines["Đoàn Tả Lèng"].cells[2] == ("2", "T3: 1")
    assert lines["Đoàn Bình Lư"].value is None
    assert "Chưa có số liệu" in page.content.decode()


@pytest.mark.usefixtures("figures")
def test_a_ranking_never_stands_without_data_quality(officer, world):
    page = _page(officer, world, "so-sanh/?nam=2025&so=activities_recorded").content.decode()

    assert all(page.count(f'data-label="{column}"') == 2 for column in QUALITY)


@pytest.mark.usefixtures("figures")
def test_what_was_only_recorded_afterwards_shows_as_late_and_declared(officer, world):
    page = _page(officer, world, "so-sanh/?nam=2025&so=activities_recorded")

    told = {line.name: line.quality for line in page.context["lines"]}["Đoàn Tả Lèng"]
    assert (told.late, told.unconfirmed, told.silent_months) == (100, 100, 11)


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("asked", ["so=khong-co", "nam=1066", "nam=9999", "nam=hai"])
def test_what_cannot_be_compared_shows_what_can(officer, world, asked):
    assert _page(officer, world, f"so-sanh/?{asked}").status_code == 200


@pytest.mark.usefixtures("figures")
def test_side_by_side_costs_the_same_for_more_units(officer, world, costs_the_same):
    def grow():
        for name in ("Tân Phong", "Đoàn Kết", "Bum Nưa"):
            world.found(name, parent=world.province)

    costs_the_same(lambda: _page(officer, world, "so-sanh/"), grow)


@pytest.mark.usefixtures("figures")
def test_side_by_side_asks_at_most_six_questions_beside_the_sign_in(officer, world, statements):
    _page(officer, world, "so-sanh/")

    with statements() as counted:
        _page(officer, world, "so-sanh/")

    assert counted.count <= 9, counted.sqls


def test_months_without_anything_are_silent_and_nothing_is_no_share():
    told = rules.quality({}, {}, begun=3)

    assert (told.silent_months, told.late, told.unconfirmed) == (3, None, None)


def test_only_what_came_by_word_counts_against_trust():
    year = {"turns": Decimal(30), "turns_declared": Decimal(10), "activities_recorded": Decimal(4)}

    told = rules.quality(year, {"turns": (Decimal(30), None, Decimal(0))}, begun=3)

    assert (told.silent_months, told.late, told.unconfirmed) == (2, 0, 25)


@pytest.mark.usefixtures("declared")
def test_units_of_a_programme_say_what_they_owe_and_whether_they_have_a_plan(officer, world):
    page = _page(officer, world, "chuong-trinh/LC-2024-2030/don-vi/")

    rows = page.context["rows"]
    assert {row.name for row in rows} == {"Đoàn Tả Lèng", "Đoàn Bình Lư"}
    assert page.context["without"] == 2
    assert all(page.content.decode().count(f'data-label="{column}"') == 2 for column in QUALITY)


@pytest.mark.usefixtures("plans")
def test_tasks_stand_by_body_those_who_lead_most_first(officer, world):
    bodies = _page(officer, world, "chuong-trinh/LC-2024-2030/viec/").context["bodies"]

    assert bodies[0].name.startswith("Đoàn Thanh niên")
    assert [body.leads for body in bodies] == sorted((b.leads for b in bodies), reverse=True)
    assert all(body.reported == 0 for body in bodies)


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("view", ["don-vi", "viec"])
def test_a_programme_that_does_not_hold_for_the_unit_is_not_found(officer, world, view):
    assert _page(officer, world, f"chuong-trinh/ZZ/{view}/").status_code == 404


@pytest.mark.usefixtures("declared")
def test_one_family_stands_side_by_side_in_the_words_of_each_plan(officer, world):
    page = _page(officer, world, "so-sanh/chi-tieu/").content.decode()

    for code in ("LC-2", "CL-2"):
        assert code in page
    assert "Trang" in page
    assert "Cổng" in page


@pytest.mark.usefixtures("plans", "declared")
def test_figures_of_a_family_are_never_added_up(world, system, now):
    actions.load(
        by=system,
        unit_id=world.binh_lu.pk,
        path=queries.shipped_plans()["chi-lang-2024-2030"],
        now=now,
    )

    rows = queries.families(actor=system, unit_id=world.province.pk)["PORTAL_RECORDED"]

    told = {standing.each.code: (at, standing) for at, standing in rows}
    assert told["LC-2"][0] == world.province.pk
    assert told["LC-2"][1].current.value == Decimal("75.0")


@pytest.mark.usefixtures("plans")
def test_a_plan_of_a_unit_below_is_told_where_it_holds(world, system):
    rows = queries.families(actor=system, unit_id=world.ta_leng.pk)["PORTAL_RECORDED"]

    assert {at for at, _standing in rows} == {world.ta_leng.pk}
    assert {standing.status for _at, standing in rows} == {Status.NO_DATA}


@pytest.mark.usefixtures("plans", "figures")
def test_everyone_may_read_what_a_programme_promises(client, world, statements):
    client.logout()
    with statements() as counted:
        page = client.get("/so-lieu/chuong-trinh/LC-2024-2030/")

    assert counted.count <= 5, counted.sqls
    text = page.content.decode()
    assert "Giai đoạn 1: 2024–2025: 60 %" in text
    assert "Lò Thị Mai" not in text
    assert "Đoàn Tả Lèng" not in text


@pytest.mark.usefixtures("plans")
def test_the_public_list_of_programmes_leads_to_each(client):
    page = client.get("/so-lieu/chuong-trinh/").content.decode()

    assert "/so-lieu/chuong-trinh/LC-2024-2030/" in page
    assert client.get("/so-lieu/chuong-trinh/ZZ/").status_code == 404


def test_the_year_before_is_read_as_it_was(officer, world):
    assert _page(officer, world, "so-sanh/?nam=2024").context["year"] == date(2024, 1, 1).year


@pytest.mark.usefixtures("figures")
def test_many_units_stand_page_by_page_in_the_order_that_is_asked(officer, world):
    for number in range(25):
        world.found(f"Xã {number:02}", parent=world.province)
    path = "so-sanh/?nam=2025&so=activities_recorded"

    first, rest = _page(officer, world, path), _page(officer, world, f"{path}&trang=2")

    assert first.context["page"].object_list[0].name == "Đoàn Tả Lèng"
    assert len(first.context["page"].object_list) == 20
    assert rest.context["page"].has_previous()
    silent = _page(officer, world, f"{path}&xep=it").context["page"].object_list
    assert silent[0].value is None
    wary = _page(officer, world, f"{path}&xep=can-xem").context["page"].object_list
    assert wary[0].name == "Đoàn Tả Lèng"
    by_name = _page(officer, world, f"{path}&xep=ten")
    assert by_name.context["page"].object_list[0].place == 0
    assert "xep=ten&amp;trang=2" in by_name.content.decode()
    assert _page(officer, world, f"{path}&xep=gi").status_code == 200
