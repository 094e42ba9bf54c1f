"""Writes of activities: check, change, record."""

from aoxanh.activities.actions.asking_receivers import ask_receiver, revoke_receiver_link
from aoxanh.activities.actions.campaign_rows import (
    attach_activities,
    attach_activity,
    detach_activity,
    set_targets,
)
from aoxanh.activities.actions.campaigns import (
    draft_campaign,
    drop_campaign,
    edit_campaign,
    open_campaign,
    review_campaign,
)
from aoxanh.activities.actions.caps import lower_caps
from aoxanh.activities.actions.carrying import mark_told, note_phones_read, take_back_told
from aoxanh.activities.actions.checkins import check_in, undo_check_in
from aoxanh.activities.actions.counting import (
    count,
)
from aoxanh.activities.actions.declarations import correct_totals, declare_totals
from aoxanh.activities.actions.devices import (
    give_device,
    revoke_device,
)
from aoxanh.activities.actions.editing import edit
from aoxanh.activities.actions.feedback import (
    add_reasons,
    give_feedback,
)
from aoxanh.activities.actions.history import load_history
from aoxanh.activities.actions.hosts import answer_host, ask_host
from aoxanh.activities.actions.hours import correct_hours, settle
from aoxanh.activities.actions.kept import admit_kept, set_aside_kept
from aoxanh.activities.actions.late import ask_late_entry, decide_late_entry
from aoxanh.activities.actions.lifecycle import (
    announce,
    cancel,
    close,
    delete_draft,
    publish,
    start,
)
from aoxanh.activities.actions.links import (
    name_links,
)
from aoxanh.activities.actions.loading import load_activities
from aoxanh.activities.actions.mass import load_served
from aoxanh.activities.actions.meetings import invite_model, leave_model_out, match_idea
from aoxanh.activities.actions.nominations import (
    accept_nominations,
    nominate,
    withdraw_nominees,
)
from aoxanh.activities.actions.objections import (
    correct_on_objection,
    keep_on_objection,
    object_by_pass,
    object_to_own,
    pass_up_objection,
)
from aoxanh.activities.actions.opening import open_from_answers
from aoxanh.activities.actions.paper_photos import name_on_paper, photograph_paper
from aoxanh.activities.actions.paper_rolls import (
    enter_paper_roll,
)
from aoxanh.activities.actions.papers import issue_activity_paper, issue_campaign_paper
from aoxanh.activities.actions.photos import publish_photos
from aoxanh.activities.actions.questions import (
    answer_questions,
    set_questions,
)
from aoxanh.activities.actions.quotas import (
    give_quotas,
    release_due_quotas,
    remind_quotas,
)
from aoxanh.activities.actions.receivers import answer_as_receiver
from aoxanh.activities.actions.recording import record_held
from aoxanh.activities.actions.reference import load_reference
from aoxanh.activities.actions.reminders import remind
from aoxanh.activities.actions.results import add_evidence, record_outputs
from aoxanh.activities.actions.samples import (
    draw_sample,
    record_check,
)
from aoxanh.activities.actions.shifts import (
    add_shift,
    add_slot,
    change_capacity,
    default_waiting_until,
    edit_shift,
)
from aoxanh.activities.actions.signups import sign_up, sign_up_member
from aoxanh.activities.actions.stages import (
    add_safety_item,
    check_safety_item,
    complete_stage,
    skip_stage,
)
from aoxanh.activities.actions.synchronising import (
    synchronise,
)
from aoxanh.activities.actions.team_duties import put_team_on, take_team_off
from aoxanh.activities.actions.team_places import enlist_team
from aoxanh.activities.actions.teams import (
    drop_team,
    edit_team,
    fill_team,
    found_team,
    give_role,
    leave_team,
)
from aoxanh.activities.actions.walkins import check_in_walk_in, check_out_present
from aoxanh.activities.actions.withdrawals import (
    approve,
    decline,
    give_up_places,
    withdraw,
    withdraw_signup,
)
from aoxanh.activities.actions.works import (
    edit_work,
    finish_work,
    hand_over_work,
    take_on,
)


__all__ = [
    "accept_nominations",
    "add_evidence",
    "add_reasons",
    "add_safety_item",
    "add_shift",
    "add_slot",
    "admit_kept",
    "announce",
    "answer_as_receiver",
    "answer_host",
    "answer_questions",
    "approve",
    "ask_host",
    "ask_late_entry",
    "ask_receiver",
    "attach_activities",
    "attach_activity",
    "cancel",
    "change_capacity",
    "check_in",
    "check_in_walk_in",
    "check_out_present",
    "check_safety_item",
    "close",
    "complete_stage",
    "correct_hours",
    "correct_on_objection",
    "correct_totals",
    "count",
    "decide_late_entry",
    "declare_totals",
    "decline",
    "default_waiting_until",
    "delete_draft",
    "detach_activity",
    "draft_campaign",
    "draw_sample",
    "drop_campaign",
    "drop_team",
    "edit",
    "edit_campaign",
    "edit_shift",
    "edit_team",
    "edit_work",
    "enlist_team",
    "enter_paper_roll",
    "fill_team",
    "finish_work",
    "found_team",
    "give_device",
    "give_feedback",
    "give_quotas",
    "give_role",
    "give_up_places",
    "hand_over_work",
    "invite_model",
    "issue_activity_paper",
    "issue_campaign_paper",
    "keep_on_objection",
    "leave_model_out",
    "leave_team",
    "load_activities",
    "load_history",
    "load_reference",
    "load_served",
    "lower_caps",
    "mark_told",
    "match_idea",
    "name_links",
    "name_on_paper",
    "nominate",
    "note_phones_read",
    "object_by_pass",
    "object_to_own",
    "open_campaign",
    "open_from_answers",
    "pass_up_objection",
    "photograph_paper",
    "publish",
    "publish_photos",
    "put_team_on",
    "record_check",
    "record_held",
    "record_outputs",
    "release_due_quotas",
    "remind",
    "remind_quotas",
    "review_campaign",
    "revoke_device",
    "revoke_receiver_link",
    "set_aside_kept",
    "set_questions",
    "set_targets",
    "settle",
    "sign_up",
    "sign_up_member",
    "skip_stage",
    "start",
    "synchronise",
    "take_back_told",
    "take_on",
    "take_team_off",
    "undo_check_in",
    "withdraw",
    "withdraw_nominees",
    "withdraw_signup",
]
