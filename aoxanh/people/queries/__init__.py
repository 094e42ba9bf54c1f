"""Reads of persons and of what ties them to units."""

from aoxanh.people.queries.attribution import participant_unit, participant_units, posts_held
from aoxanh.people.queries.consents import (
    consent_text,
    consent_texts,
    consents_in_force,
    consents_of,
    consequences,
    is_unnamed,
    listed,
    named_holders,
    named_only,
    names_to_write,
    shown_key,
    shown_name,
    taken_back,
    took_consent_back,
    with_consent,
    with_guardians_word,
)
from aoxanh.people.queries.duplicates import duplicates
from aoxanh.people.queries.erasing import why_not_on_paper
from aoxanh.people.queries.focal_points import (
    focal_person,
    focal_persons,
    units_without_focal_point,
)
from aoxanh.people.queries.handovers import handovers, open_by_token, open_handovers
from aoxanh.people.queries.holders import HOLDER, records_of, with_holders
from aoxanh.people.queries.mergers import merger_preview, mergers_into
from aoxanh.people.queries.office import office_notes
from aoxanh.people.queries.persons import (
    guardians_of,
    is_of_pass_alone,
    people,
    person,
    person_of,
    persons_by_id,
    same_person_ids,
    why_not_claimed,
)
from aoxanh.people.queries.proposals import (
    alike,
    identity_of,
    proposal_asked,
    proposal_limits,
    proposals_sent,
    proposals_waiting,
)
from aoxanh.people.queries.same_holder import belong_to, holder_of_contact, same_holder
from aoxanh.people.queries.ties import (
    members_below,
    members_of,
    memberships,
    officers_at,
    officers_below,
    posts_of,
    student_codes,
)
from aoxanh.people.rules import contact_key, is_minor
from aoxanh.people.rules.columns import guardian_given, list_columns, person_given


__all__ = [
    "HOLDER",
    "alike",
    "belong_to",
    "consent_text",
    "consent_texts",
    "consents_in_force",
    "consents_of",
    "consequences",
    "contact_key",
    "duplicates",
    "focal_person",
    "focal_persons",
    "guardian_given",
    "guardians_of",
    "handovers",
    "holder_of_contact",
    "identity_of",
    "is_minor",
    "is_of_pass_alone",
    "is_unnamed",
    "list_columns",
    "listed",
    "members_below",
    "members_of",
    "memberships",
    "merger_preview",
    "mergers_into",
    "named_holders",
    "named_only",
    "names_to_write",
    "office_notes",
    "officers_at",
    "officers_below",
    "open_by_token",
    "open_handovers",
    "participant_unit",
    "participant_units",
    "people",
    "person",
    "person_given",
    "person_of",
    "persons_by_id",
    "posts_held",
    "posts_of",
    "proposal_asked",
    "proposal_limits",
    "proposals_sent",
    "proposals_waiting",
    "records_of",
    "same_holder",
    "same_person_ids",
    "shown_key",
    "shown_name",
    "student_codes",
    "taken_back",
    "took_consent_back",
    "units_without_focal_point",
    "why_not_claimed",
    "why_not_on_paper",
    "with_consent",
    "with_guardians_word",
    "with_holders",
]
