"""When tasks fall due, and how a unit stands to them: worked by hand."""

from datetime import date

import pytest

from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.types.duties import DutyState, DutyTerm, ReminderStep


PROGRAMME = Period(date(2024, 1, 1), date(2031, 1, 1))
PHASES = (Period(date(2024, 1, 1), date(2026, 1, 1)), Period(date(2026, 1, 1), date(2031, 1, 1)))
TERM = DutyTerm(2026, date(2026, 1, 1), date(2026, 3, 20))


def terms(every, programme=PROGRAMME, phases=PHASES, **deadline):
    return rules.duty_terms(every=every, deadline=deadline, programme=programme, phases=phases)


def test_a_yearly_task_is_due_in_every_year_of_the_programme():
    found = terms("year", before="20/03")

    assert [term.until for term in found] == [date(year, 3, 20) for year in range(2024, 2031)]


def test_a_task_of_every_two_years_counts_from_the_first():
    assert [term.year for term in terms("2 years")] == [2024, 2026, 2028, 2030]


def test_named_years_are_the_only_ones():
    found = terms("2 years", **{"around": "05/12", "days": 10, "in": [2030, 2026]})

    assert [term.year for term in found] == [2026, 2030]
    assert (found[0].opens, found[0].until) == (date(2026, 11, 25), date(2026, 12, 16))


def test_without_a_day_it_is_due_by_the_end_of_the_year_or_the_phase():
    assert terms("year")[0].until == date(2025, 1, 1)
    assert [term.until for term in terms("phase")] == [date(2026, 1, 1), date(2031, 1, 1)]


def test_a_day_in_a_phase_is_one_of_its_last_year():
    found = terms("phase", before="10/10")

    assert [(term.opens, term.until) for term in found] == [
        (date(2024, 1, 1), date(2025, 10, 10)),
        (date(2026, 1, 1), date(2030, 10, 10)),
    ]


def test_once_is_by_the_end_of_the_programme_unless_a_year_is_named():
    assert [term.year for term in terms("once")] == [2030]
    assert [term.year for term in terms("once", **{"in": [2025]})] == [2025]


def test_what_is_done_regularly_is_never_due():
    assert terms("regularly") == ()


def test_nothing_is_due_before_the_programme_begins_or_after_it_ended():
    short = Period(date(2019, 6, 1), date(2021, 2, 1))

    assert [term.until for term in terms("year", short, (), before="20/03")] == [
        date(2020, 3, 20),
        date(2021, 2, 1),
    ]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 5), "OPEN"),
        (date(2026, 3, 6), "SOON"),
        (date(2026, 3, 19), "SOON"),
        (date(2026, 3, 20), "OVERDUE"),
    ],
)
def test_before_a_day_is_strictly_before_it(day, state):
    assert rules.duty_state(TERM, done_on=None, day=day) == DutyState(state)


@pytest.mark.parametrize(
    ("done_on", "state"), [(date(2026, 3, 19), "DONE"), (date(2026, 3, 20), "DONE_LATE")]
)
def test_what_was_done_on_the_day_itself_came_late(done_on, state):
    found = rules.duty_state(TERM, done_on=done_on, day=date(2026, 4, 1))

    assert found == DutyState(state)


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 2, 17), None),
        (date(2026, 2, 18), ReminderStep.MONTH),
        (date(2026, 3, 13), ReminderStep.WEEK),
        (date(2026, 3, 20), ReminderStep.LATE),
        (date(2026, 4, 3), ReminderStep.ESCALATED),
        (date(2026, 5, 20), None),
    ],
)
def test_reminders_come_in_steps_and_end(day, step):
    assert rules.reminder_step(TERM, day=day) == step


@pytest.mark.parametrize(
    ("kind", "unit_id", "assigned", "is_it"),
    [
        ("doan_xa", 7, (), True),
        ("tinh_doan", 7, (), False),
        ("tinh_doan", 7, (7,), True),
        ("doan_xa", 8, (7,), False),
    ],
)
def test_a_named_unit_goes_before_the_kind(kind, unit_id, assigned, is_it):
    found = rules.is_body(kind=kind, unit_id=unit_id, kinds=["doan_xa"], assigned=assigned)

    assert found is is_it
