"""Service by the million: the same rows as the door writes, whole chunks, one entry each."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from aoxanh.activities import actions
from aoxanh.activities.actions import mass
from aoxanh.activities.errors import ChoiceUnknown, NotYetHeld
from aoxanh.activities.models import Activity, HoursEntry, Participation
from aoxanh.activities.types import ActivityRow, HoursSource, ServedRow, ShiftGiven
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.dates import at
from aoxanh.kernel.errors import NotAllowed
from aoxanh.people import actions as people
from aoxanh.people.types import EnrolmentRow, MembershipGiven, PersonGiven
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries as programme_queries
from tests.activities.world import refused


pytestmark = pytest.mark.django_db


@pytest.fixture
def members(world):
    given = MembershipGiven(kind="MEMBER", valid_from=world.day)
    rows = [
        EnrolmentRow(line=line, person=PersonGiven(full_name=name), membership=given)
        for line, name in enumerate(("Vàng A Sính", "Lò Thị Mai", "Giàng A Pháo"), start=1)
    ]
    return people.enrol_many(by=world.system, unit_id=world.ta_leng.pk, rows=rows, now=world.now)


@pytest.fixture
def served(world, members):
    """An activity of Tả Lèng a week ago, from 7 to 11, with everybody there."""

    def row(days=7, **changed):
        day = world.day - timedelta(days=days)
        begins, ends = at(day, time(7)), at(day, time(11))
        given = ActivityRow(
            unit_id=world.ta_leng.pk,
            template_code="lop_so",
            title="Lớp số",
            place_id=world.places["Tả Lèng"].pk,
            first_day=day,
            last_day=day,
            created_at=begins - timedelta(days=9),
            shifts=(ShiftGiven(starts_at=begins, ends_at=ends, capacity=9),),
            evaluation="Xong",
        )
        return ServedRow(
            replace(given, **changed), [(each.pk, world.ta_leng.pk) for each in members]
        )

    return row


def _load(world, *rows, by=None):
    return list(actions.load_served(by=by or world.system, rows=rows, now=world.now))


def test_presences_and_hours_are_those_the_door_would_write(world, served):
    loaded = _load(world, served())

    presence = Participation.objects.order_by("pk").first()
    entry = HoursEntry.objects.get(participation=presence)
    assert loaded == [3]
    assert (presence.organiser_unit, presence.participant_unit) == (world.ta_leng, world.ta_leng)
    assert presence.checked_out_at == at(presence.day, time(11))
    assert (entry.minutes, entry.source, entry.day) == (240, HoursSource.IMPORT, presence.day)
    assert entry.place_id == world.places["Tả Lèng"].pk


def test_an_activity_is_found_and_shown_like_any_other(world, served, client):
    _load(world, served())

    activity = Activity.objects.get()
    page = client.get(f"/hoat-dong/{activity.code}/")
    assert "ta leng" in activity.search_text
    assert activity.lifecycle_id
    assert page.status_code == 200


def test_each_chunk_is_one_entry_that_names_what_it_touched(world, served, monkeypatch):
    monkeypatch.setattr(mass, "CHUNK", 2)
    before = Entry.objects.count()

    loaded = _load(world, served(3), served(4), served(5))

    entries = Entry.objects.order_by("pk")[before:]
    assert loaded == [6, 9]
    assert [entry.values["participations"] for entry in entries] == [6, 3]
    assert [world.ta_leng.pk, (world.day - timedelta(days=3)).isoformat()] in entries[0].touches


def test_figures_follow_and_equal_a_rebuild(world, served, system, now, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    _load(world, served(3), served(4))

    while programmes.follow(by=system, now=now):
        continue

    assert programme_queries.mismatches() == []


def test_after_a_rebuild_nothing_is_left_to_follow(world, served, system, now):
    _load(world, served(3), served(4))

    programmes.rebuild(by=system, now=now)

    assert programme_queries.mismatches() == []
    followed = programmes.follow(by=system, now=now)
    assert followed <= 1, "only the rebuild's own entry may be left"


@pytest.mark.parametrize(
    ("changed", "error"),
    [({"template_code": "khong_co"}, ChoiceUnknown), ({"days": -2}, NotYetHeld)],
)
def test_what_cannot_be_is_refused_and_its_chunk_is_not_written(world, served, changed, error):
    with refused(error):
        _load(world, served(3), served(**changed))

    assert not Activity.objects.exists()


def test_an_officer_loads_for_units_within_reach_only(world, served):
    with refused(NotAllowed):
        _load(world, served(), by=world.officer(world.binh_lu))
