"""Pure decisions about certificates: what they say, in which words, and how their codes are read."""

from aoxanh.recognition.rules.codes import code_groups, misread_letters
from aoxanh.recognition.rules.credentials import (
    BADGE_CONTEXT,
    LIST_SIZE,
    achievement_document,
    agrees,
    credential,
    credential_facts,
    entry_of,
    is_raised,
    list_document,
    list_read,
    packed,
    profile,
    unpacked,
)
from aoxanh.recognition.rules.facts import (
    CERTIFICATE,
    KINDS,
    SERVICE_YEAR,
    YEARLY_RECORD,
    demo_mark,
    signed_facts,
)
from aoxanh.recognition.rules.letterheads import wording
from aoxanh.recognition.rules.phrases import (
    about_holder,
    citation,
    collective_citation,
    in_order,
    replaced_line,
    source_label,
    sources_line,
)
from aoxanh.recognition.rules.recognition import (
    is_of_kind,
    met_in_words,
    missing_in_words,
    period_until,
    recognition_in_words,
    weigh,
)
from aoxanh.recognition.rules.recognition_files import read_recognition, recognition_of
from aoxanh.recognition.rules.service import (
    amount_in_words,
    reached_in_words,
    rule_in_words,
    service_year,
    tally,
)
from aoxanh.recognition.rules.service_files import read_rules, rule_of


__all__ = [
    "BADGE_CONTEXT",
    "CERTIFICATE",
    "KINDS",
    "LIST_SIZE",
    "SERVICE_YEAR",
    "YEARLY_RECORD",
    "about_holder",
    "achievement_document",
    "agrees",
    "amount_in_words",
    "citation",
    "code_groups",
    "collective_citation",
    "credential",
    "credential_facts",
    "demo_mark",
    "entry_of",
    "in_order",
    "is_of_kind",
    "is_raised",
    "list_document",
    "list_read",
    "met_in_words",
    "misread_letters",
    "missing_in_words",
    "packed",
    "period_until",
    "profile",
    "reached_in_words",
    "read_recognition",
    "read_rules",
    "recognition_in_words",
    "recognition_of",
    "replaced_line",
    "rule_in_words",
    "rule_of",
    "service_year",
    "signed_facts",
    "source_label",
    "sources_line",
    "tally",
    "unpacked",
    "weigh",
    "wording",
]
