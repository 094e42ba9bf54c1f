"""What every page may ask the database, through the whole middleware; one row or six make no difference."""

import pytest
from django.db import transaction

from tests.budgets.growing import grow
from tests.budgets.pages import ask_all


pytestmark = pytest.mark.django_db

SIGNED_IN = 3
"""Session, account, and grants with whether a second factor is set up."""

OF_GUARD = {
    "public": 5,
    "bearer": 5,
    "visitor": 2,
    "signed_in": 8 + SIGNED_IN,
    "needs": 12 + SIGNED_IN,
    "monitor": 8,
}
OF_PAGE = {
    "activities:list": 4,
    "calendars:feed": 15,
    "handover:sign": 20,
    "units:index": 4,
    "manage:dashboard": 6 + SIGNED_IN,
    "manage:activity_paper_file": 22 + SIGNED_IN,
    "manage:activity_paper_issue": 23 + SIGNED_IN,
    "manage:activity_papers": 23 + SIGNED_IN,
    "manage:campaign": 15 + SIGNED_IN,
    "manage:campaign_paper_file": 27 + SIGNED_IN,
    "manage:campaign_paper_issue": 27 + SIGNED_IN,
    "manage:campaign_papers": 27 + SIGNED_IN,
    "manage:handover_new": 20 + SIGNED_IN,
    "manage:programme": 6 + SIGNED_IN,
    "manage:comparison": 6 + SIGNED_IN,
    "manage:programme_units": 6 + SIGNED_IN,
    "manage:person": 16 + SIGNED_IN,
    "manage:service_proof": 14 + SIGNED_IN,
    "manage:todo": 15 + SIGNED_IN,
    "mine:data": 14 + SIGNED_IN,
    "mine:data_copy": 24 + SIGNED_IN,
    "passes:data": 9,
    "passes:data_copy": 20,
    "manage:unit": 14 + SIGNED_IN,
}
"""Most statements by guard, and where a page has a budget of its own: papers, handovers, calendars
and one's own data read from many contexts. The name of one's desk is kept for a minute and counts nowhere."""

REFUSALS = {403, 404, 405, 410, 500}

NOT_GROWN = {
    "access:sessions": "the sign-ins of one account",
    "certificates:show": "one paper",
    "credentials:list": "kinds of papers, loaded by command",
    "door:app": "people that the script draws from what the phone holds",
    "front:home": "the next few activities and sums",
    "gallery:components": "no rows from the database",
    "manage:amendment": "one proposal",
    "manage:amendment_decide": "one proposal, and those about the same part",
    "manage:amendment_pick": "the parts of one document",
    "manage:editions": "the editions of one plan; tests/web/test_amending_pages.py grows them",
    "manage:plan_draft": "the parts of one document",
    "manage:activity_file": "the recognition file of one activity",
    "manage:budget": "one programme's year; tests/web/test_budget_pages grows it",
    "manage:budget_body": "one estimate; tests/web/test_budget_pages grows it",
    "manage:budget_year": "one programme's year; tests/web/test_budget_pages grows it",
    "manage:list": "the lines of one list; tests/web/lists grows them",
    "manage:nominate": "one call; its lists are grown in tests/activities",
    "manage:pack_year": "what was held; the land has only announced it",
    "manage:practice": "one model of work",
    "manage:practices_table": "a line for each year; tests/web/practices grows them",
    "manage:round": "one round; tests/web/practices grows it",
    "manage:round_new": "the criteria of a round",
    "manage:questions": "eight questions at most",
    "manage:quick_results": "what a figure counted; the land has only announced it",
    "manage:reorganisation": "the units of one decision; tests/web/units grows them",
    "manage:service_rule": "the rules of one school",
    "manage:team": "one team",
    "manage:campaign_rows": "what a campaign counted; the land has only announced it",
    "manage:certificate_rule": "who earned a paper; tests/recognition/test_earning.py grows them",
    "manage:dashboard": "figures of a fixed set of measures",
    "manage:draw": "the units of one draw, fixed by its size",
    "manage:it_use": "the questions of one declaration",
    "manage:visit": "the checklist of one visit",
    "manage:hours_correct": "one presence; its corrections come with the same statement",
    "manage:door_devices": "phones made ready; tests/web/door grows them",
    "manage:indicator": "figures of the units; tests/programmes/test_indicators.py grows them",
    "manage:programme": "the indicators of one programme; tests/programmes/test_shipped_plans.py counts them",
    "manage:cooperation_begin": "the kinds of matters of one file",
    "manage:fact_new": "the kinds of facts of one file",
    "manage:reconciliation": "the units of a tree; tests/programmes/test_reconciling.py pins its statements",
    "manage:families": "indicators of plans that are loaded by command",
    "manage:programme_work": "the bodies of one programme",
    "figures:programme": "the indicators of one programme",
    "figures:programmes": "plans that are loaded by command",
    "manage:programmes": "plans that are loaded by command",
    "manage:quick_rows": "what a figure counted; the land has only announced it",
    "passes:data": "what one sign-up left",
    "mine:data": "what one person left; readings are fifty at most",
    "manage:late_confirm": "what waits below; tests/web/door/test_late_pages.py grows it",
    "manage:objection": "one objection",
    "manage:paper_roll": "who was not recorded; tests/web/door/test_paper_pages.py grows it",
    "manage:sample": "what one draw took; tests/web/activities/test_sample_pages.py grows it",
    "manage:samples": "draws of one unit; the land makes one",
    "manage:signal_rows": "rows of one organiser; tests/activities/test_signals.py grows them",
    "manage:signals": "organisers above a threshold; tests/web/activities/test_signal_pages.py grows them",
    "mine:activity_hours": "one's own hours of one activity",
    "passes:hours": "the hours of one pass",
    "receivers:answer": "what one link names",
    "practices:handbook": "the models of one handbook; tests/web/practices grows it",
    "practices:what_worked": "sums by kind of unit and of place",
    "mfa_index": "the ways in of one account",
}
"""Pages that use a list's components for what does not grow with the land."""


@pytest.fixture(scope="module")
def asked(land):
    """Every page for one of everything and a second, and for six."""
    with transaction.atomic():
        grow(land, range(1, 2))
        few = ask_all(land)
        grow(land, range(2, 6))
        yield few, ask_all(land)
        transaction.set_rollback(True)


def test_every_page_answers(asked):
    refused = {name: page.status for name, page in asked[1].items() if page.status in REFUSALS}

    assert refused == {}


def test_every_page_keeps_its_budget(asked):
    many = asked[1]
    budgets = {name: OF_PAGE.get(name, OF_GUARD[page.guard]) for name, page in many.items()}

    beyond = [name for name, page in many.items() if len(page.statements) > budgets[name]]

    told = [f"{name}: {len(many[name].statements)} of {budgets[name]}" for name in beyond]
    assert told == [], "\n".join([*told, *many[beyond[0]].statements])


def test_every_page_costs_the_same_for_six_as_for_two(asked):
    few, many = asked

    dearer = [
        name for name, page in many.items() if len(page.statements) != len(few[name].statements)
    ]

    assert dearer == [], "\n".join(many[dearer[0]].statements)


def test_every_list_did_grow(asked):
    few, many = asked

    asleep = {name for name, page in few.items() if page.is_list and many[name].size <= page.size}

    assert sorted(asleep - set(NOT_GROWN)) == []


def test_budgets_name_pages_that_exist(asked):
    assert set(OF_PAGE) | set(NOT_GROWN) <= set(asked[0])
