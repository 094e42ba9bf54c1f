"""“Lịch”: deadlines, activities and inspections by month or week, and the address others fetch it from."""

from datetime import date

import pytest
from icalendar import Calendar

from aoxanh.access.models import RoleGrant
from aoxanh.activities.models import Activity
from aoxanh.kernel.errors import NotAllowed
from aoxanh.programmes import actions
from tests.access_table.inspecting import inspections
from tests.access_table.planned import planned
from tests.activities.world import refused


@pytest.fixture
def full(world):
    """A unit with a task due on 19 March, an activity of two days, a draft, and inspections."""
    planned(world, world.ta_leng, world.binh_lu, 0)
    inspections(world, world.ta_leng, world.binh_lu, 0)
    for title, state in (("Dựng nhà cho bà con", "OPEN"), ("Ý định", "DRAFT")):
        activity = world.opened(unit=world.ta_leng, by=world.system, title=title)
        days = {"starts_on": date(2027, 3, 18), "ends_on": date(2027, 3, 20)}
        opened_at = world.now if state == "OPEN" else None
        Activity.objects.filter(pk=activity.pk).update(state=state, opened_at=opened_at, **days)
    return world


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/lich/{rest}"


def test_a_month_shows_deadlines_on_their_last_day_and_activities_on_their_first(desks, full):
    page = desks.at(full.ta_leng).get(_path(full.ta_leng, "?thang=2027-03-01"))

    held = {day.on: [row.title for row in day.rows] for day in page.context["days"] if day.rows}
    assert held == {
        date(2027, 3, 18): ["Dựng nhà cho bà con", "Ý định"],
        date(2027, 3, 19): ["Báo cáo năm", "Tập huấn điều phối"],
    }
    assert "Tháng 3 năm 2027" in page.content.decode()
    assert "18/03/2027 đến 20/03/2027" in page.content.decode()


def test_a_week_holds_what_runs_in_it_and_leads_to_the_next(desks, full):
    client = desks.at(full.ta_leng)

    page = client.get(_path(full.ta_leng, "?tuan=2027-03-20"))

    assert page.context["shown"].period.start == date(2027, 3, 15)
    assert "?tuan=2027-03-22" in page.content.decode()
    for odd in ("?tuan=mai", "?thang=0001-01-01", "?thang=9999-12-31", "?tuan=9999-12-31"):
        assert client.get(_path(full.ta_leng, odd)).context["today"] == full.day


def test_the_address_is_shown_once_and_gives_the_calendar_without_drafts_or_persons(desks, full):
    client = desks.at(full.ta_leng, full_name="Giàng A Pháo")
    address = client.post(_path(full.ta_leng, "dia-chi/")).context["address"]
    assert address not in client.get(_path(full.ta_leng)).content.decode()

    sent = client.get(address)

    assert sent["Content-Type"].startswith("text/calendar")
    assert sent["Referrer-Policy"] == "no-referrer"
    calendar = Calendar.from_ical(sent.content)
    titles = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert {"Dựng nhà cho bà con", "Tập huấn điều phối"} <= set(titles)
    assert "Ý định" not in titles
    built = titles["Dựng nhà cho bà con"]
    assert (built["dtstart"].dt, built["dtend"].dt) == (date(2027, 3, 18), date(2027, 3, 21))
    for secret in ("Giàng A Pháo", "Vàng A Sính", "+84"):
        assert secret not in sent.content.decode()


def test_an_address_is_revoked_replaced_and_ends_with_the_role(desks, full):
    client = desks.at(full.ta_leng)
    first = client.post(_path(full.ta_leng, "dia-chi/")).context["address"]
    second = client.post(_path(full.ta_leng, "dia-chi/")).context["address"]
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)

    grants = RoleGrant.objects.filter(unit=full.ta_leng)
    grants.update(valid_from=date(2024, 1, 1), valid_to=full.day)
    assert client.get(second).status_code == 404
    grants.update(valid_to=date(2030, 1, 1))
    told = client.post(_path(full.ta_leng, "thu-hoi/"), follow=True).content.decode()
    assert "Đã thu hồi" in told
    assert client.get(second).status_code == 404
    again = client.post(_path(full.ta_leng, "thu-hoi/"), follow=True).content.decode()
    assert "chưa có địa chỉ lịch" in again


def test_an_address_belongs_to_a_person(full):
    asked = {"by": full.system, "unit_id": full.ta_leng.pk, "now": full.now}

    with refused(NotAllowed):
        actions.open_calendar(**asked)


def test_a_calendar_costs_the_same_however_full_it_is(desks, full, costs_the_same):
    client = desks.at(full.ta_leng)

    def grow():
        for number in range(1, 4):
            activity = full.opened(unit=full.ta_leng, by=full.system, title=f"Việc {number}")
            Activity.objects.filter(pk=activity.pk).update(
                starts_on="2027-03-18", ends_on="2027-03-19"
            )
            planned(full, full.ta_leng, full.binh_lu, number)

    costs_the_same(lambda: client.get(_path(full.ta_leng, "?thang=2027-03-01")), grow)
