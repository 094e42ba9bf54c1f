"""Who took back that they take part is named by no list of an activity from then on, and keeps what was earned."""

import pytest
from django.db.models import Count

from aoxanh.activities import actions, queries
from aoxanh.activities.models import HoursEntry, Participation, Signup
from aoxanh.activities.types import DoorPart
from aoxanh.kernel.exports import export
from aoxanh.people import actions as people
from aoxanh.people import queries as persons
from aoxanh.people.models import Consent, Person
from aoxanh.people.rules import ERASED_NAME


NAMED, GONE = "Lò Thị Mai", "Giàng A Ban"
"""Whose name is hidden would come first."""


def _rows(code, crowd):
    filters = {"activity_id": crowd.activity.pk}
    return [str(row) for row in export(code).rows(crowd.officer, filters)]


def _sheet(crowd, *, came):
    listed = queries.participants(activity=crowd.activity, actor=crowd.officer, came=came)
    return [repr(one) for one in listed]


def _phone(crowd):
    taken = queries.taken_along(
        activity_id=crowd.activity.pk, actor=crowd.officer, now=crowd.clock(8)
    )
    return [str(row) for row in taken.people]


def _asked(crowd):
    return {"activity_id": crowd.activity.pk, "actor": crowd.officer}


LISTS = {
    "at the door": lambda crowd: [row.full_name for row in queries.roster(**_asked(crowd))],
    "of sign-ups": lambda crowd: [
        persons.shown_name(row) for row in queries.signups(**_asked(crowd))
    ],
    "to sign": lambda crowd: _sheet(crowd, came=False),
    "of who came": lambda crowd: _sheet(crowd, came=True),
    "in the phone": _phone,
    "of hours": lambda crowd: [
        persons.shown_name(row) for row in queries.hours_entries(**_asked(crowd))
    ],
    "in the file": lambda crowd: [one.full_name for one in queries.attended(**_asked(crowd))],
    "of sign-ups in a spreadsheet": lambda crowd: _rows("signups", crowd),
    "of hours in a spreadsheet": lambda crowd: _rows("hours", crowd),
}


@pytest.fixture
def gone(crowd):
    """Two who came and whose hours are written; one of them took back that they take part."""
    stays, goes = crowd.sign_up(NAMED, "0912345671"), crowd.sign_up(GONE, "0912345672")
    for held in (stays, goes):
        crowd.scan(held)
    crowd.close()
    crowd.settle()
    _take_back(goes, crowd)
    return goes


def _take_back(held, crowd):
    Consent.objects.filter(person_id=held.person_id).update(withdrawn_at=crowd.clock(13))


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_names_and_reaches_nobody_who_took_consent_back(kind, crowd, gone):
    rows = LISTS[kind](crowd)

    assert len(rows) == 2
    assert sum(NAMED in row for row in rows) == 1
    assert sum("đã rút đồng ý" in row for row in rows) == 1
    for told in (GONE, "345672", "345 672"):
        assert told not in str(rows)


def test_a_place_in_a_list_hints_at_no_name(crowd, gone):
    ends = {kind: rows(crowd)[-1] for kind, rows in LISTS.items()}
    page = queries.door_rows(**_asked(crowd), part=DoorPart.ALL)[:2]

    assert [kind for kind, last in ends.items() if "đã rút đồng ý" not in last] == []
    assert [row.full_name for row in page] == [NAMED, "(đã rút đồng ý)"]


def test_names_that_are_hidden_stand_by_their_keys(crowd):
    held = [crowd.sign_up(name) for name in ("Vàng A Yên", "Vàng A Ánh", "Vàng A Chu")]
    Signup.objects.update(state="CONFIRMED")
    for each in held:
        _take_back(each, crowd)

    rows = queries.roster(**_asked(crowd))

    assert [row.person_id for row in rows] == [each.person_id for each in held]


def test_hours_stay_and_the_name_comes_back_with_the_consent(crowd, gone, system):
    assert HoursEntry.objects.get(person=gone.person_id).minutes == 240

    people.give_consent(
        by=system, person_id=gone.person_id, purpose="PARTICIPATION", now=crowd.clock(14)
    )

    assert GONE in [row.full_name for row in queries.roster(**_asked(crowd))]


def test_a_hidden_name_is_not_found_by_looking_for_it(crowd, gone):
    asked = _asked(crowd) | {"text": "giang"}

    assert not queries.signups(**asked).exists()
    assert list(queries.door_rows(**asked, part=DoorPart.ALL)) == []


def test_consent_taken_back_holds_for_facts_under_a_merged_record(crowd, gone, system):
    kept = crowd.world.headed(crowd.world.ta_leng, GONE).person
    Person.objects.filter(pk=gone.person_id).update(state="VERIFIED")
    people.merge(by=system, person_id=gone.person_id, into_id=kept.pk, now=crowd.clock(14))
    named = [row.full_name for row in queries.roster(**_asked(crowd))]

    Consent.objects.filter(person=kept).update(withdrawn_at=crowd.clock(15))

    assert GONE in named
    assert GONE not in [row.full_name for row in queries.roster(**_asked(crowd))]
    assert persons.took_consent_back({gone.person_id, kept.pk}) == {gone.person_id, kept.pk}


def _held():
    """Those who took part, as a year's list sorts and shows them, with their codes."""
    rows = persons.with_holders(Participation.objects.all()).values(*persons.HOLDER)
    counted = rows.annotate(turns=Count("pk")).order_by("holder_key", "holder_code")
    return [(row["holder_name"], row["holder_code"]) for row in persons.named_holders(counted)]


def test_who_took_part_in_a_year_is_listed_without_the_name_and_behind_all_names(crowd, gone):
    kept = Person.objects.get(pk=gone.person_id)

    assert [name for name, _code in _held()] == [NAMED, "(đã rút đồng ý)"]
    assert _held()[-1][1] == kept.code


def test_who_took_consent_back_under_a_merged_record_stands_behind_all_names(crowd, gone, system):
    kept = crowd.world.headed(crowd.world.ta_leng, GONE).person
    Person.objects.filter(pk=gone.person_id).update(state="VERIFIED")
    people.merge(by=system, person_id=gone.person_id, into_id=kept.pk, now=crowd.clock(14))
    named = [name for name, _code in _held()]

    Consent.objects.filter(person=kept).update(withdrawn_at=crowd.clock(15))

    assert named == [GONE, NAMED]
    assert _held()[-1] == ("(đã rút đồng ý)", kept.code)


def test_hidden_names_of_a_year_stand_by_their_codes_and_erased_ones_are_told(crowd, system):
    names = ("Vàng A Yên", "Vàng A Ánh", "Vàng A Chu", "Vàng A Bê")
    held = [crowd.sign_up(name, f"091234568{number}") for number, name in enumerate(names)]
    Signup.objects.update(state="CONFIRMED")
    for each in held:
        crowd.scan(each)
    for each in held[:3]:
        _take_back(each, crowd)
    people.erase(by=system, person_id=held[3].person_id, now=crowd.clock(15))
    codes = Person.objects.filter(pk__in=[each.person_id for each in held[:3]]).values_list(
        "code", flat=True
    )

    erased, *hidden = _held()

    assert erased[0] == ERASED_NAME
    assert hidden == [("(đã rút đồng ý)", code) for code in sorted(codes)]


def test_a_record_about_nobody_shows_no_name():
    class Row:
        person = None

    assert persons.shown_name(Row()) == ""


def test_who_takes_part_no_more_gives_up_every_place_to_come(crowd, officer):
    held = crowd.sign_up()
    waiting = [crowd.sign_up() for _ in range(2)][-1]

    given = actions.give_up_places(by=officer, person_ids={held.person_id}, now=crowd.world.now)

    assert given == 1
    assert Signup.objects.get(pass_held=held).state == "WITHDRAWN"
    assert Signup.objects.get(pass_held=waiting).state == "CONFIRMED"
