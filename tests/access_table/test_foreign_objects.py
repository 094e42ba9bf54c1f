"""What belongs to another unit is not there under one's own: an id of others answers 404."""

import pytest
from django.urls import reverse

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.web.activities.door import reach
from tests.access_table.asking import MISSING, borrowed, kwargs
from tests.access_table.table import ROLES, TABLE, UNIT, Row


pytestmark = pytest.mark.django_db

OBJECTS = [row for row in TABLE if row.about == UNIT and row.objects]
TOLD_ALIKE = {"manage:kept_decide": {"kept.pk"}}
"""A scan that is not in the list is told as looked at before: a foreign one, and one decided meanwhile, alike."""
PUBLIC = {
    "manage:editions": {"programme.code"},
    "manage:programme_file": {"programme.code"},
    "manage:decisions": {"programme.code"},
    "manage:freezes": {"programme.code"},
    "manage:practice_adopt": {"practice.code"},
    "manage:practice_nominate": {"practice.code"},
}
"""What stands in the registry can be taken up by every unit; what a plan says is no secret."""
BELONGING = {
    "manage:programme_units",
    "manage:programme_work",
    "manage:activity_model",
    "manage:activity_told",
    "manage:activity_untell",
    "manage:adoption_report",
    "manage:api_key_revoke",
    "manage:campaign",
    "manage:campaign_attach",
    "manage:campaign_drop",
    "manage:campaign_duties",
    "manage:campaign_edit",
    "manage:campaign_model",
    "manage:campaign_paper_file",
    "manage:campaign_paper_issue",
    "manage:campaign_papers",
    "manage:campaign_roster",
    "manage:campaign_rows",
    "manage:campaign_step",
    "manage:campaign_targets",
    "manage:consent_end",
    "manage:course",
    "manage:course_edit",
    "manage:course_finish",
    "manage:course_new",
    "manage:course_reopen",
    "manage:door_device_revoke",
    "manage:draw",
    "manage:duty_drop",
    "manage:duty_enlist",
    "manage:elsewhere_decide",
    "manage:elsewhere_file",
    "manage:evidence",
    "manage:guardian_edit",
    "manage:handbook_edit",
    "manage:handbook_publish",
    "manage:handover",
    "manage:handover_file",
    "manage:handover_withdraw",
    "manage:hosting",
    "manage:hours_correct",
    "manage:idea",
    "manage:list",
    "manage:list_apply",
    "manage:list_discard",
    "manage:list_faults",
    "manage:list_map",
    "manage:list_mend",
    "manage:list_undo",
    "manage:merge_proposal",
    "manage:merge_proposal_decline",
    "manage:merge_proposal_withdraw",
    "manage:nominate",
    "manage:nomination",
    "manage:nominees_withdraw",
    "manage:objection",
    "manage:person_apart",
    "manage:receiver_revoke",
    "manage:recommendation",
    "manage:remedy_ask",
    "manage:remedy_close",
    "manage:reorganisation",
    "manage:reorganisation_apply",
    "manage:reorganisation_drop",
    "manage:reorganisation_edit",
    "manage:reorganisation_line",
    "manage:reorganisation_line_drop",
    "manage:reorganisation_line_new",
    "manage:reorganisation_take_back",
    "manage:reorganisation_try",
    "manage:decision_withdraw",
    "manage:freeze",
    "manage:freeze_new",
    "manage:fact_accept",
    "manage:fact_refuse",
    "manage:fact_withdraw",
    "manage:recorded_fact",
    "manage:override_new",
    "manage:rebasing_new",
    "manage:statement_new",
    "manage:obstacle",
    "manage:amendment",
    "manage:amendment_decide",
    "manage:amendment_new",
    "manage:amendment_pick",
    "manage:amendment_submit",
    "manage:amendment_withdraw",
    "manage:obstacle_answer",
    "manage:cooperation",
    "manage:cooperation_number",
    "manage:cooperation_step",
    "manage:cooperation_take_back",
    "manage:it_use_decide",
    "manage:cluster",
    "manage:cluster_close",
    "manage:cluster_edit",
    "manage:board",
    "manage:board_change",
    "manage:board_drop",
    "manage:board_end",
    "manage:board_give",
    "manage:board_new",
    "manage:programme_close",
    "manage:budget_body",
    "manage:budget_decide",
    "manage:budget_line",
    "manage:budget_line_new",
    "manage:budget_line_remove",
    "manage:budget_money",
    "manage:budget_money_new",
    "manage:budget_opinion",
    "manage:budget_paper",
    "manage:budget_propose",
    "manage:budget_reopen",
    "manage:budget_return",
    "manage:budget_scheme_new",
    "manage:budget_send",
    "manage:budget_submit",
    "manage:budget_supplement",
    "manage:budget_weigh",
    "manage:plan_acknowledge",
    "manage:plan_draft",
    "manage:plan_draft_drop",
    "manage:plan_draft_file",
    "manage:plan_draft_part",
    "manage:plan_draft_publish",
    "manage:plan_send",
    "manage:plans_ask",
    "manage:round",
    "manage:round_announce",
    "manage:sample",
    "manage:sample_check",
    "manage:shift_edit",
    "manage:slot_add",
    "manage:task",
    "manage:task_body",
    "manage:task_done",
    "manage:task_reopen",
    "manage:team",
    "manage:team_drop",
    "manage:team_edit",
    "manage:team_member",
    "manage:trainee_add",
    "manage:trainee_drop",
    "manage:visit",
    "manage:visit_conclude",
    "manage:visit_drop",
    "manage:work",
    "manage:work_edit",
    "manage:work_finish",
    "manage:work_hand_over",
}
"""Pages that look for what they are about within the unit or the activity in the path, scope or not."""


def _answers(row: Row, asker):
    column = next(role for role in ROLES if "own" in row.cells[role])
    unit = asker.land.spots["own"]["unit"]
    for source, things in borrowed(row, asker.land):
        path = reverse(row.name, kwargs=kwargs(row, things) | {"unit_id": unit.pk})
        yield source, asker.send(row, path, column, things=things)


@pytest.mark.parametrize("row", OBJECTS, ids=lambda row: row.name)
def test_an_id_of_the_sibling_answers_404(row, asker, counted):
    answers = dict(_answers(row, asker))
    counted("A2 ids of others", f"{len(OBJECTS)} pages, each id of path and form exchanged for the sibling's",
        len(answers), "ids asked", "each is not there, but what is public",
    )  # fmt: skip

    assert answers, "the sibling's ids are the unit's own: nothing foreign was asked for"
    shown = {source for source, answer in answers.items() if answer != MISSING}
    assert shown <= TOLD_ALIKE.get(row.name, set()) | PUBLIC.get(row.name, set())


def test_without_scope_ids_of_the_sibling_are_found(asker, monkeypatch):
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda self, *_: self)
    monkeypatch.setattr(Actor, "may", lambda *_, **__: True)
    monkeypatch.setattr(reach, "is_run_by", lambda *_: True)

    shut = {row.name for row in OBJECTS if all(each == MISSING for _, each in _answers(row, asker))}

    assert shut == BELONGING
