"""The pure rules of activities, in tables."""

from datetime import date, datetime, timedelta

import pytest

from aoxanh.activities.rules.days import daily_stretches, days_of, has_weekend
from aoxanh.activities.rules.readiness import (
    Check,
    Step,
    requirements,
    stages_before_closing,
)
from aoxanh.activities.rules.stages import (
    Path,
    PlannedStage,
    Treatment,
    due_day,
    is_large,
    lay_out,
    needs_full_path,
    treatments_of,
)
from aoxanh.activities.rules.states import Verb, after
from aoxanh.activities.rules.territory import is_outside
from aoxanh.activities.types import ActivityState, HostState, StagePart, Trait
from aoxanh.kernel.dates import ZONE
from aoxanh.kernel.lifecycles import StageUse


S = ActivityState
PATH = Path.parse(
    {
        "code": "p",
        "name": "p",
        "runs": "b",
        "evaluates": "d",
        "stages": [{"code": code, "name": code.upper()} for code in "abcde"],
    }
)


@pytest.mark.parametrize(
    ("verb", "starts"),
    [
        (Verb.ANNOUNCE, {S.DRAFT: S.PLANNED}),
        (Verb.PUBLISH, {S.DRAFT: S.OPEN, S.PLANNED: S.OPEN}),
        (Verb.START, {S.PLANNED: S.RUNNING, S.OPEN: S.RUNNING}),
        (Verb.CLOSE, {S.OPEN: S.CLOSED, S.RUNNING: S.CLOSED}),
        (Verb.CANCEL, {S.PLANNED: S.CANCELLED, S.OPEN: S.CANCELLED}),
        (Verb.DELETE, {S.DRAFT: S.DRAFT}),
        (Verb.EDIT, {s: s for s in (S.DRAFT, S.PLANNED, S.OPEN, S.RUNNING, S.RECORDED)}),
        (Verb.PREPARE, {s: s for s in (S.DRAFT, S.PLANNED, S.OPEN, S.RUNNING)}),
        (Verb.FOLLOW_UP, {s: s for s in S if s != S.CANCELLED}),
    ],
)
def test_each_step_starts_only_where_it_may(verb, starts):
    assert {state: after(state, verb) for state in S if after(state, verb)} == starts


def test_stages_stand_before_on_or_after_the_day_itself():
    parts = [PATH.part(code) for code in "abcde"]

    assert parts == [
        StagePart.PREPARING,
        StagePart.RUNNING,
        StagePart.REVIEWING,
        StagePart.EVALUATING,
        StagePart.FOLLOWING,
    ]


def test_the_full_path_keeps_what_a_template_leaves_out():
    treatments = {"a": Treatment(StageUse.LEFT_OUT, "không cần")}

    usual = lay_out(PATH, treatments, full=False)
    full = lay_out(PATH, treatments, full=True)

    assert [stage.treatment.use for stage in usual][:2] == [StageUse.LEFT_OUT, StageUse.KEPT]
    assert {stage.treatment.use for stage in full} == {StageUse.KEPT}


def test_an_evaluation_before_the_day_itself_is_no_path():
    with pytest.raises(ValueError, match="must come after"):
        Path.parse(
            {"code": "p", "name": "p", "runs": "b", "evaluates": "a"}
            | {"stages": [{"code": "a", "name": "A"}, {"code": "b", "name": "B"}]}
        )


@pytest.mark.parametrize(
    ("part", "position", "expected"),
    [
        (StagePart.PREPARING, 0, date(2026, 11, 26)),
        (StagePart.PREPARING, 3, date(2026, 12, 2)),
        (StagePart.RUNNING, 4, date(2026, 12, 6)),
        (StagePart.EVALUATING, 6, date(2026, 12, 13)),
        (StagePart.FOLLOWING, 7, date(2026, 12, 20)),
    ],
)
def test_stages_are_due_around_the_day_itself(part, position, expected):
    stage = PlannedStage("x", "X", "", position, part, Treatment(StageUse.KEPT))

    due = due_day(
        stage,
        runs_at=4,
        opened_on=date(2026, 11, 26),
        starts_on=date(2026, 12, 5),
        ends_on=date(2026, 12, 7),
    )

    assert due == expected


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        (date(2026, 11, 23), 1, False),
        (date(2026, 11, 23), 5, False),
        (date(2026, 11, 23), 6, True),
        (date(2026, 11, 27), 2, True),
        (date(2026, 11, 28), 1, True),
        (date(2026, 11, 29), 1, True),
    ],
)
def test_a_weekend_is_seen_on_saturdays_and_sundays(first, days, expected):
    assert has_weekend(first, first + timedelta(days=days)) is expected


def test_an_end_at_midnight_belongs_to_the_day_before():
    start = datetime(2026, 11, 28, 18, tzinfo=ZONE)

    days = days_of(start, datetime(2026, 11, 29, 0, tzinfo=ZONE))

    assert days == (date(2026, 11, 28), date(2026, 11, 29))


def test_nights_in_a_row_run_past_midnight_each():
    start, end = datetime(2026, 11, 28, 20, tzinfo=ZONE), datetime(2026, 11, 30, 2, tzinfo=ZONE)

    nights = daily_stretches(start, end)

    assert [(b.astimezone(ZONE).day, e.astimezone(ZONE).day) for b, e in nights] == [
        (28, 29),
        (29, 30),
    ]


@pytest.mark.parametrize(
    ("home", "there", "expected"),
    [
        ((), (("COMMUNE", "1"),), False),
        ((("COMMUNE", "1"),), (("COMMUNE", "1"), ("PROVINCE", "12")), False),
        ((("PROVINCE", "12"),), (("COMMUNE", "1"), ("PROVINCE", "12")), False),
        ((("COMMUNE", "2"), ("PROVINCE", "12")), (("COMMUNE", "1"), ("PROVINCE", "12")), True),
    ],
)
def test_outside_means_not_within_the_units_own_place(home, there, expected):
    assert is_outside(home=home, there=there) is expected


def _step(part, *, use=StageUse.KEPT, done=False):
    return Step(code="s", name=f"bước {part}", part=part, use=use, done=done)


def _unmet(**given):
    usual = {"traits": (), "steps": (), "checks": (), "hosts": (), "places": 5}
    found = requirements(**(usual | given))
    return [str(line.text) for line in found if not line.met]


OUTDOOR = (Trait.OUTDOOR,)
OUTSIDE = (Trait.OUTSIDE,)
DONE = Check("Sơ cứu", required=True, checked=True)
TO_DO = Check("Sơ cứu", required=True, checked=False)
OPTIONAL = Check("Thêm", required=False, checked=False)
CHECKED = (DONE,)


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 0),
        ({"places": 0}, 1),
        ({"places": None}, 0),
        ({"steps": (_step(StagePart.PREPARING),)}, 1),
        ({"steps": (_step(StagePart.PREPARING, done=True),)}, 0),
        ({"steps": (_step(StagePart.PREPARING, use=StageUse.LEFT_OUT),)}, 0),
        ({"steps": (_step(StagePart.REVIEWING),)}, 0),
        ({"checks": (TO_DO,)}, 0),
        ({"traits": OUTDOOR}, 1),
        ({"traits": OUTDOOR, "checks": (TO_DO,)}, 1),
        ({"traits": OUTDOOR, "checks": (*CHECKED, OPTIONAL)}, 0),
        ({"traits": OUTSIDE, "checks": CHECKED}, 1),
        ({"traits": OUTSIDE, "checks": CHECKED, "hosts": (HostState.ASKED,)}, 1),
        ({"traits": OUTSIDE, "checks": CHECKED, "hosts": (HostState.AGREED,)}, 0),
        (
            {"traits": OUTSIDE, "checks": CHECKED}
            | {"hosts": (HostState.AGREED, HostState.REFUSED)},
            1,
        ),
    ],
)
def test_opening_waits_for_stages_safety_hosts_and_places(given, count):
    assert len(_unmet(**given)) == count


def test_closing_waits_for_kept_stages_but_not_for_the_day_evaluation_or_handover():
    steps = [_step(part) for part in StagePart]

    assert stages_before_closing(steps) == ("bước PREPARING", "bước REVIEWING")


@pytest.mark.parametrize(
    ("part", "opened_on", "expected"),
    [
        (StagePart.REVIEWING, date(2026, 11, 26), date(2026, 12, 13)),
        (StagePart.RUNNING, date(2026, 12, 9), date(2026, 12, 9)),
        (StagePart.PREPARING, date(2026, 12, 9), date(2026, 12, 9)),
    ],
)
def test_no_stage_is_due_before_the_activity_was_opened(part, opened_on, expected):
    stage = PlannedStage("x", "X", "", 3, part, Treatment(StageUse.KEPT))

    due = due_day(
        stage,
        runs_at=4,
        opened_on=opened_on,
        starts_on=date(2026, 12, 5),
        ends_on=date(2026, 12, 7),
    )

    assert due == expected


def test_a_stage_is_laid_out_with_what_its_lifecycle_and_its_template_say():
    said = treatments_of({"b": {"use": "LEFT_OUT", "reason": "không cần"}})
    path = Path.parse(
        {"code": "p", "name": "p", "runs": "a", "evaluates": "b"}
        | {"stages": [{"code": "a", "name": "A", "done": "xong A"}, {"code": "b", "name": "B"}]}
    )

    first, second = lay_out(path, said, full=False)

    assert first == PlannedStage("a", "A", "xong A", 0, StagePart.RUNNING, Treatment(StageUse.KEPT))
    assert (second.code, second.position, second.part, second.treatment) == (
        "b", 1, StagePart.EVALUATING, Treatment(StageUse.LEFT_OUT, "không cần"),
    )  # fmt: skip


@pytest.mark.parametrize(("places", "large"), [(99, False), (100, True)])
def test_from_a_hundred_places_an_activity_is_large(places, large):
    assert is_large(places) is large


@pytest.mark.parametrize(("traits", "full"), [((), False), ((Trait.OUTDOOR,), True)])
def test_any_trait_asks_for_the_full_path(traits, full):
    assert needs_full_path(traits) is full


def test_an_evaluation_on_the_day_itself_is_no_path():
    with pytest.raises(ValueError, match="a must come after a"):
        Path.parse(
            {"code": "p", "name": "p", "runs": "a", "evaluates": "a"}
            | {"stages": [{"code": "a", "name": "A"}]}
        )
