"""Writes to persons and to what ties them to units."""

from aoxanh.people.actions.bulk import enrol_many
from aoxanh.people.actions.claims import claim
from aoxanh.people.actions.consents import give_consent, withdraw_consent
from aoxanh.people.actions.enrolment import enrol, register_volunteer, verify
from aoxanh.people.actions.erasing import erase, erase_on_paper
from aoxanh.people.actions.focal_points import name_focal_point
from aoxanh.people.actions.guardians import name_guardian
from aoxanh.people.actions.guests import register_guest
from aoxanh.people.actions.handovers import (
    accept_handover,
    propose_handover,
    withdraw_handover,
)
from aoxanh.people.actions.listed import note_paper_consents, register_listed
from aoxanh.people.actions.memberships import join, leave
from aoxanh.people.actions.mergers import merge, take_apart
from aoxanh.people.actions.posts import appoint, end_post
from aoxanh.people.actions.profiles import edit_profile, withdraw
from aoxanh.people.actions.proposals import (
    accept_proposal,
    decline_proposal,
    propose_merger,
    withdraw_proposal,
)
from aoxanh.people.actions.reads import note_read


__all__ = [
    "accept_handover",
    "accept_proposal",
    "appoint",
    "claim",
    "decline_proposal",
    "edit_profile",
    "end_post",
    "enrol",
    "enrol_many",
    "erase",
    "erase_on_paper",
    "give_consent",
    "join",
    "leave",
    "merge",
    "name_focal_point",
    "name_guardian",
    "note_paper_consents",
    "note_read",
    "propose_handover",
    "propose_merger",
    "register_guest",
    "register_listed",
    "register_volunteer",
    "take_apart",
    "verify",
    "withdraw",
    "withdraw_consent",
    "withdraw_handover",
    "withdraw_proposal",
]
