"""Pure decisions about certificates: what they say, in which words, and how their codes are read."""

from aoxanh.recognition.rules.codes import code_groups, misread_letters
from aoxanh.recognition.rules.facts import (
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
    in_order,
    source_label,
    sources_line,
)
from aoxanh.recognition.rules.service import (
    amount_in_words,
    reached_in_words,
    rule_in_words,
    service_year,
    tally,
)
from aoxanh.recognition.rules.service_files import read_rules, rule_of


__all__ = [
    "KINDS",
    "SERVICE_YEAR",
    "YEARLY_RECORD",
    "about_holder",
    "amount_in_words",
    "citation",
    "code_groups",
    "demo_mark",
    "in_order",
    "misread_letters",
    "reached_in_words",
    "read_rules",
    "rule_in_words",
    "rule_of",
    "service_year",
    "signed_facts",
    "source_label",
    "sources_line",
    "tally",
    "wording",
]
