"""Reads of activities: every function says who asks."""

from aoxanh.activities.queries.attended import (
    attended,
    not_to_be_shown,
    pictures,
    sessions_attended,
)
from aoxanh.activities.queries.campaign_progress import campaign_progress, campaign_rows
from aoxanh.activities.queries.campaigns import (
    attachable,
    branches_of,
    campaign,
    campaign_activities,
    campaign_marks,
    campaign_targets,
    campaigns,
    campaigns_of,
    campaigns_open_to,
    public_campaign,
    public_campaigns,
    season_campaign,
    season_of,
)
from aoxanh.activities.queries.counting import coming_by_place, counts_by_place, unconcluded
from aoxanh.activities.queries.desk import listed_activities, turnout
from aoxanh.activities.queries.devices import (
    door_devices,
    door_of,
    is_of_a_device,
    taken_along,
)
from aoxanh.activities.queries.duties import todo
from aoxanh.activities.queries.duty_sheets import duty_roster
from aoxanh.activities.queries.events import (
    event_kinds,
    events,
    events_shown,
    evidenced_count,
    units_without,
)
from aoxanh.activities.queries.exports import activities_asked
from aoxanh.activities.queries.feedback import (
    feedback_of,
    feedback_reasons,
    feedback_scores,
    open_to_feedback,
)
from aoxanh.activities.queries.hours import (
    hours_entries,
    hours_of,
    participations_of,
)
from aoxanh.activities.queries.late import (
    late_entries,
    late_entries_to_confirm,
    not_recorded,
    paper_rolls,
    receiver_link,
    receiver_links,
    receivers_below,
)
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.queries.meetings import models_met
from aoxanh.activities.queries.nominations import (
    candidates,
    listed_lines,
    nominations,
    nominees,
    quotas_for,
    quotas_of,
)
from aoxanh.activities.queries.objections import (
    activity_of,
    objections_to_answer,
    own_hours,
)
from aoxanh.activities.queries.outputs import results_by_metric
from aoxanh.activities.queries.pack_years import pack_activities, pack_year, yearly_packs
from aoxanh.activities.queries.papers import (
    activity_paper_file,
    activity_papers,
    campaign_paper_file,
    campaign_papers,
)
from aoxanh.activities.queries.passes import pass_by_token, pass_picture, passes_of, signed_pass
from aoxanh.activities.queries.pasted import (
    list_words,
    read_pasted,
)
from aoxanh.activities.queries.phones import phones_read
from aoxanh.activities.queries.public import (
    filters_from,
    public_activities,
    public_activity,
    public_page,
    public_photo,
    shifts_of,
)
from aoxanh.activities.queries.questions import (
    answer_tallies,
    answers_shown,
    question_bank,
    questions_of,
)
from aoxanh.activities.queries.records import record_seen
from aoxanh.activities.queries.reference import (
    campaign_types,
    fields_of_work,
    forces,
    kinds,
    laid_out,
    link_dimensions,
    output_metrics,
    reminder_rules,
    target_metrics,
    templates,
)
from aoxanh.activities.queries.rosters import (
    door_counts,
    door_rows,
    kept_scans,
    participation_of,
    roster,
)
from aoxanh.activities.queries.samples import (
    redrawn,
    sample_checks,
    samples,
)
from aoxanh.activities.queries.sharing import (
    CARD,
    POSTER,
    STORY,
    check_public,
    picture_key,
    poster,
    preview_card,
    short_link,
    story,
    texts_of,
    told,
)
from aoxanh.activities.queries.sheets import (
    participants,
    participants_sheet,
    printed_sheet,
    sheet_kinds,
)
from aoxanh.activities.queries.signal_rows import signal_rows
from aoxanh.activities.queries.signals import signals
from aoxanh.activities.queries.signups import signup_counts, signups, waiting_list
from aoxanh.activities.queries.tallies import (
    counters_of,
    latest_taps,
    tally_totals,
)
from aoxanh.activities.queries.team_duties import (
    duties_of_persons,
    duties_of_team,
    duty_sites,
    duty_totals,
    site_duties,
    teams_for,
)
from aoxanh.activities.queries.teams import (
    leaders,
    linked_parties,
    team,
    teams,
)
from aoxanh.activities.queries.telling import (
    receivers_of,
    texts_to_carry,
    topics_told,
    untold_people,
)
from aoxanh.activities.queries.todo_signups import todo_signups
from aoxanh.activities.queries.use import use_of
from aoxanh.activities.queries.within_reach import (
    activities,
    activity,
    declared_totals,
    host_agreements,
    readiness,
)
from aoxanh.activities.queries.works import criteria, work, works
from aoxanh.activities.rules.sharing import ready_message, short_message, standing, when_words
from aoxanh.activities.rules.telling import receiver_key


__all__ = [
    "CARD",
    "POSTER",
    "STORY",
    "activities",
    "activities_asked",
    "activity",
    "activity_of",
    "activity_paper_file",
    "activity_papers",
    "answer_tallies",
    "answers_shown",
    "attachable",
    "attended",
    "branches_of",
    "campaign",
    "campaign_activities",
    "campaign_marks",
    "campaign_paper_file",
    "campaign_papers",
    "campaign_progress",
    "campaign_rows",
    "campaign_targets",
    "campaign_types",
    "campaigns",
    "campaigns_of",
    "campaigns_open_to",
    "candidates",
    "check_public",
    "coming_by_place",
    "counters_of",
    "counts_by_place",
    "criteria",
    "declared_totals",
    "door_counts",
    "door_devices",
    "door_of",
    "door_rows",
    "duties_of_persons",
    "duties_of_team",
    "duty_roster",
    "duty_sites",
    "duty_totals",
    "event_kinds",
    "events",
    "events_shown",
    "evidenced_count",
    "feedback_of",
    "feedback_reasons",
    "feedback_scores",
    "fields_of_work",
    "filters_from",
    "forces",
    "host_agreements",
    "hours_entries",
    "hours_of",
    "is_of_a_device",
    "kept_scans",
    "kinds",
    "laid_out",
    "late_entries",
    "late_entries_to_confirm",
    "latest_taps",
    "leaders",
    "ledger_rules",
    "link_dimensions",
    "linked_parties",
    "list_words",
    "listed_activities",
    "listed_lines",
    "models_met",
    "nominations",
    "nominees",
    "not_recorded",
    "not_to_be_shown",
    "objections_to_answer",
    "open_to_feedback",
    "output_metrics",
    "own_hours",
    "pack_activities",
    "pack_year",
    "paper_rolls",
    "participants",
    "participants_sheet",
    "participation_of",
    "participations_of",
    "pass_by_token",
    "pass_picture",
    "passes_of",
    "phones_read",
    "picture_key",
    "pictures",
    "poster",
    "preview_card",
    "printed_sheet",
    "public_activities",
    "public_activity",
    "public_campaign",
    "public_campaigns",
    "public_page",
    "public_photo",
    "question_bank",
    "questions_of",
    "quotas_for",
    "quotas_of",
    "read_pasted",
    "readiness",
    "ready_message",
    "receiver_key",
    "receiver_link",
    "receiver_links",
    "receivers_below",
    "receivers_of",
    "record_seen",
    "redrawn",
    "reminder_rules",
    "results_by_metric",
    "roster",
    "sample_checks",
    "samples",
    "season_campaign",
    "season_of",
    "sessions_attended",
    "sheet_kinds",
    "shifts_of",
    "short_link",
    "short_message",
    "signal_rows",
    "signals",
    "signed_pass",
    "signup_counts",
    "signups",
    "site_duties",
    "standing",
    "story",
    "taken_along",
    "tally_totals",
    "target_metrics",
    "team",
    "teams",
    "teams_for",
    "templates",
    "texts_of",
    "texts_to_carry",
    "todo",
    "todo_signups",
    "told",
    "topics_told",
    "turnout",
    "unconcluded",
    "units_without",
    "untold_people",
    "use_of",
    "waiting_list",
    "when_words",
    "work",
    "works",
    "yearly_packs",
]
