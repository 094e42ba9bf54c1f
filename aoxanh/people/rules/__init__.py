"""Pure decisions about persons: names, ages, keys, whole lines of a list."""

from aoxanh.people.rules.attribution import first_choice
from aoxanh.people.rules.duplicates import births_differ, grouped, likeness
from aoxanh.people.rules.identity import identity, shown_likeness, weight_shown
from aoxanh.people.rules.lines import Line, already_there, faults_of
from aoxanh.people.rules.minors import ADULT_FROM, is_minor
from aoxanh.people.rules.names import ERASED_NAME, code_key, contact_key, read_name
from aoxanh.people.rules.reading import (
    PersonRead,
    read_guardian,
    read_membership,
    read_person,
    stored_person,
)
from aoxanh.people.rules.requests import read_request


__all__ = [
    "ADULT_FROM",
    "ERASED_NAME",
    "Line",
    "PersonRead",
    "already_there",
    "births_differ",
    "code_key",
    "contact_key",
    "faults_of",
    "first_choice",
    "grouped",
    "identity",
    "is_minor",
    "likeness",
    "read_guardian",
    "read_membership",
    "read_name",
    "read_person",
    "read_request",
    "shown_likeness",
    "stored_person",
    "weight_shown",
]
