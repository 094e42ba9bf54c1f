"""What has already taken place: recorded with evidence, declared in totals, never hours."""

from datetime import date, timedelta

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, DeclaredTotal, HoursEntry, Participation
from aoxanh.activities.types import ActivityState, HeldGiven, OutputGiven, TotalsGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel import measures
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.world import refused


def record(world, *, by=None, unit=None, outputs=(), **given):
    usual = {
        "title": "Dọn đường liên bản",
        "kind_code": "tinh_nguyen",
        "field_code": "nong_thon_moi",
        "first_day": world.day - timedelta(days=9),
        "last_day": world.day - timedelta(days=8),
        "place_id": world.places["Tả Lèng"].pk,
        "turns": 80,
        "persons": 45,
        "paper": "Báo cáo 12-BC/ĐTN ngày 16/11/2026",
    }
    return actions.record_held(
        by=by or world.officer(world.ta_leng),
        unit_id=(unit or world.ta_leng).pk,
        held=HeldGiven(**(usual | given)),
        outputs=outputs,
        now=world.now,
    )


def declare(world, *, by=None, unit=None, **given):
    usual = {"first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30), "activities": 20}
    return actions.declare_totals(
        by=by or world.officer(world.ta_leng),
        unit_id=(unit or world.ta_leng).pk,
        totals=TotalsGiven(**(usual | given)),
        now=world.now,
    )


def counted(code):
    measure = measures.measure(code)
    rows = measure.rows().values_list(measure.unit, measure.day)
    return list(rows.annotate(amount=measure.amount).order_by(measure.unit, measure.day))


def test_a_recorded_activity_keeps_declared_figures_and_evidence(world):
    activity = record(world, outputs=[OutputGiven(metric="duong_sua", amount="gần 1.500")])

    assert activity.state == ActivityState.RECORDED
    assert (activity.declared_turns, activity.declared_persons) == (80, 45)
    assert activity.evidence.get().paper.startswith("Báo cáo 12")
    assert activity.outputs.get().about


def test_declared_figures_never_become_hours_or_participations(world):
    record(world)

    assert not HoursEntry.objects.exists()
    assert not Participation.objects.exists()


def test_recording_counts_at_once_and_touches_its_cell(world):
    activity = record(world)

    assert counted("activities_recorded") == [(world.ta_leng.pk, activity.starts_on, 1)]
    entry = Entry.objects.get(event="activities.ActivityRecorded")
    assert entry.touches == [[world.ta_leng.pk, activity.starts_on.isoformat()]]


def test_a_plan_never_counts(world):
    world.published()

    assert counted("activities_recorded") == []


def test_moving_a_recorded_activity_touches_both_days(world, officer):
    activity = record(world)
    day = world.day - timedelta(days=20)

    actions.edit(
        by=officer,
        activity_id=activity.pk,
        changes={"first_day": day, "last_day": day},
        now=world.now,
    )

    assert len(Entry.objects.get(event="activities.ActivityEdited").touches) == 2
    with refused(errors.NotYetHeld):
        actions.edit(
            by=officer,
            activity_id=activity.pk,
            changes={"last_day": world.day + timedelta(days=1)},
            now=world.now,
        )


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"title": " "}, errors.TitleMissing),
        ({"kind_code": "khong_co"}, errors.ChoiceUnknown),
        ({"field_code": "khong_co"}, errors.ChoiceUnknown),
        ({"mode": "NEVER"}, errors.ChoiceUnknown),
        ({"first_day": date(2026, 11, 20)}, errors.DaysReversed),
        ({"first_day": date(2026, 1, 1)}, errors.DaysTooMany),
        ({"last_day": date(2026, 11, 24)}, errors.NotYetHeld),
        ({"persons": 81}, errors.PersonsExceedTurns),
        ({"paper": " "}, errors.EvidenceMissing),
        ({"place_id": 10**9}, errors.PlaceMissing),
        ({"first_day": date(2005, 1, 1), "last_day": date(2005, 1, 2)}, errors.UnitNotActive),
    ],
)
def test_what_cannot_have_taken_place_is_refused(world, given, error):
    with refused(error):
        record(world, **given)

    assert not Activity.objects.exists()


def test_nobody_records_for_another_unit(world):
    with refused(NotAllowed):
        record(world, by=world.officer(world.binh_lu))


def test_a_unit_declares_its_totals_for_a_period_that_is_over(world):
    total = declare(world, turns=900, persons=300, hours=3600, note="Báo cáo 6 tháng")

    assert (total.valid_from, total.valid_to) == (date(2026, 1, 1), date(2026, 7, 1))
    assert counted("activities_declared") == [(world.ta_leng.pk, date(2026, 1, 1), 20)]
    assert queries.declared_totals(actor=world.officer(world.province)).get().pk == total.pk


def test_a_unit_that_declared_nothing_has_no_row(world):
    declare(world)

    assert not DeclaredTotal.objects.filter(unit=world.binh_lu).exists()


def test_what_is_not_declared_stays_unknown(world):
    assert declare(world).turns is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 9, 30)),
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_day_is_declared_once(world, first, last):
    declare(world)

    with refused(errors.DeclarationOverlaps) as refusal:
        declare(world, first_day=first, last_day=last)

    assert "01/01/2026" in str(refusal.value)
    assert DeclaredTotal.objects.count() == 1


def test_neighbouring_periods_and_other_units_do_not_overlap(world):
    declare(world)
    declare(world, first_day=date(2026, 7, 1), last_day=date(2026, 9, 30))
    declare(world, unit=world.binh_lu, by=world.officer(world.binh_lu))

    assert DeclaredTotal.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"last_day": date(2025, 12, 31)}, errors.PeriodReversed),
        ({"last_day": date(2026, 12, 31)}, errors.PeriodNotOver),
        ({"turns": 3, "persons": 4}, errors.PersonsExceedTurns),
    ],
)
def test_totals_that_cannot_be_are_refused(world, given, error):
    with refused(error):
        declare(world, **given)


def test_totals_are_corrected_in_place_and_both_cells_are_touched(world, officer):
    total = declare(world)
    totals = TotalsGiven(first_day=date(2026, 2, 1), last_day=date(2026, 6, 30), activities=25)

    corrected = actions.correct_totals(
        by=officer, declaration_id=total.pk, totals=totals, now=world.now
    )

    assert (corrected.pk, corrected.activities) == (total.pk, 25)
    assert len(Entry.objects.order_by("pk").last().touches) == 2


def test_only_the_unit_itself_declares(world):
    total = declare(world)
    totals = TotalsGiven(first_day=total.valid_from, last_day=total.valid_from, activities=1)

    with refused(NotAllowed):
        declare(world, by=world.officer(world.province))
    with refused(NotAllowed):
        actions.correct_totals(
            by=world.officer(world.binh_lu), declaration_id=total.pk, totals=totals, now=world.now
        )
    with refused(Missing):
        actions.correct_totals(by=world.system, declaration_id=0, totals=totals, now=world.now)
