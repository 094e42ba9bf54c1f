"""Persons and what ties them to units: memberships, posts, focal points, guardians, consent."""

from aoxanh.people.models.consent import Consent, Guardian
from aoxanh.people.models.handover import Handover
from aoxanh.people.models.merger import MergeProposal, Merger
from aoxanh.people.models.person import Person
from aoxanh.people.models.ties import FocalPoint, Membership, Post


__all__ = [
    "Consent",
    "FocalPoint",
    "Guardian",
    "Handover",
    "Membership",
    "MergeProposal",
    "Merger",
    "Person",
    "Post",
]
