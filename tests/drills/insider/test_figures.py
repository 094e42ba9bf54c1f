"""An officer who wants better figures than the unit has."""

from datetime import date, timedelta

from django.db.models import Count

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Activity, HoursEntry, Participation
from aoxanh.activities.types import HeldGiven, TotalsGiven
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.measures import measure
from aoxanh.kernel.periods import Period
from aoxanh.people import actions as people
from aoxanh.people import queries as persons
from aoxanh.programmes import actions as figures
from aoxanh.programmes import queries
from aoxanh.programmes.models import DistinctTotal, Total
from aoxanh.programmes.rules import unit_year
from tests.activities.world import refused


def _recorded(world, by, **given):
    usual = {
        "title": "Dọn đường liên bản", "kind_code": "tinh_nguyen", "field_code": "moi_truong",
        "first_day": world.day - timedelta(days=9), "last_day": world.day - timedelta(days=8),
        "place_id": world.places["Tả Lèng"].pk, "turns": 8000, "persons": 4500,
        "paper": "Báo cáo 12-BC/ĐTN",
    }  # fmt: skip
    return actions.record_held(
        by=by, unit_id=world.ta_leng.pk, held=HeldGiven(**usual | given), now=world.now
    )


def _sum(code):
    each = measure(code)
    return sum(each.rows().annotate(amount=each.amount).values_list("amount", flat=True) or [0])


def test_recording_a_crowd_that_nobody_counted(world, officer, seen_above):
    """What is only recorded stays apart: no turn, no hour, and a figure of its own says so."""
    _recorded(world, officer)

    assert not HoursEntry.objects.exists()
    assert not Participation.objects.exists()
    assert _sum("activities_afterwards") == 1
    assert _sum("turns_declared") == 8000
    assert [entry.values["turns"] for entry in seen_above("activities.ActivityRecorded")] == [8000]


def test_editing_a_figure_in_the_database(crowd, system, now):
    crowd.scan(crowd.sign_up())
    figures.rebuild(by=system, now=now)
    Total.objects.filter(measure="turns").update(value=99)
    DistinctTotal.objects.update(value=99)

    found = {(each.measure, each.table) for each in queries.mismatches()}

    assert found == {("turns", "Total"), ("persons_served", "DistinctTotal")}


def test_declaring_less_to_look_better(world, officer, seen_above):
    """The portal's own count is the least that counts, and what was declared before stays in the trail."""
    totals = {"first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30)}
    given = {"by": officer, "now": world.now}
    row = actions.declare_totals(
        unit_id=world.ta_leng.pk, totals=TotalsGiven(activities=20, **totals), **given
    )
    actions.correct_totals(
        declaration_id=row.pk, totals=TotalsGiven(activities=1, **totals), **given
    )

    definition = {
        "numerator": "recorded", "denominator": {"max": ["declared", "recorded"]},
        "requires": ["declared"],
    }  # fmt: skip
    share = unit_year(definition, unit_id=1, year=2026, values={"declared": 1, "recorded": 3})
    assert share.numerator == share.denominator == 3
    assert len(seen_above("activities.TotalsDeclared")) == 2


def test_changing_the_date_of_an_activity_that_is_over(crowd, officer):
    crowd.close()

    with refused(errors.WrongState):
        actions.edit(
            by=officer, activity_id=crowd.activity.pk, now=crowd.clock(15),
            changes={"first_day": crowd.world.day, "last_day": crowd.world.day},
        )  # fmt: skip


def test_moving_what_was_recorded_to_another_day(world, officer, seen_above):
    """A recorded activity may be put right: both days are in the trail, and both are counted anew."""
    activity = _recorded(world, officer)
    day = world.day - timedelta(days=40)

    actions.edit(
        by=officer, activity_id=activity.pk, changes={"first_day": day, "last_day": day},
        now=world.now,
    )  # fmt: skip

    (entry,) = seen_above("activities.ActivityEdited")
    assert {day for _unit, day in entry.touches} == {
        (world.day - timedelta(days=9)).isoformat(), day.isoformat(),
    }  # fmt: skip


def test_moving_a_past_activity_into_another_unit(world, officer):
    activity = _recorded(world, officer)

    actions.edit(
        by=officer, activity_id=activity.pk, changes={"unit_id": world.binh_lu.pk}, now=world.now
    )
    with refused(NotAllowed):
        _recorded(world, world.officer(world.binh_lu, account_id=9))

    activity.refresh_from_db()
    assert activity.unit_id == world.ta_leng.pk


def test_deleting_an_activity_that_went_badly(crowd, officer):
    crowd.close()

    with refused(errors.WrongState):
        actions.delete_draft(by=officer, activity_id=crowd.activity.pk, now=crowd.clock(15))
    with refused(errors.WrongState):
        actions.cancel(by=officer, activity_id=crowd.activity.pk, reason="Mưa", now=crowd.clock(15))

    assert Activity.objects.get(pk=crowd.activity.pk).state == "CLOSED"


def test_making_one_person_two(crowd, world, officer):
    """A second record of the same person is told as alike, and counts once when the two are merged."""
    one, other = crowd.sign_up("Lò Thị Mai", "0912345671"), crowd.sign_up("Lò Thị Mai")
    for held in (one, other):
        crowd.scan(held)

    (group,) = persons.duplicates(actor=officer)
    people.merge(by=officer, person_id=one.person_id, into_id=other.person_id, now=world.now)

    assert set(group.person_ids) == {one.person_id, other.person_id}
    each = measure("persons_served")
    assert each.rows().aggregate(n=Count(each.subject, distinct=True))["n"] == 1


def test_merging_history_away(crowd, world, officer, system, seen_above):
    """A merger moves no fact: hours, turns and the trail are what they were, and it can be undone."""
    one, other = crowd.sign_up("Lò Thị Mai"), crowd.sign_up("Lò Thị Mai")
    crowd.scan(one)
    before = list(Participation.objects.values("pk", "person_id", "organiser_unit_id", "day"))

    people.merge(by=officer, person_id=one.person_id, into_id=other.person_id, now=world.now)

    assert (
        list(Participation.objects.values("pk", "person_id", "organiser_unit_id", "day")) == before
    )
    assert _sum("turns") == 1
    figures.rebuild(by=system, now=world.now)
    counted = queries.count_distinct(
        actor=system, code="persons_served", unit_id=world.province.pk, period=Period.year(2026)
    )
    assert counted == 1
    assert len(seen_above("people.PersonMerged")) == 1
