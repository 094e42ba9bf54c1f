"""Pure decisions about certificates: what they say, in which words, and how their codes are read."""

from aoxanh.recognition.rules.codes import code_groups, misread_letters
from aoxanh.recognition.rules.facts import KINDS, YEARLY_RECORD, demo_mark, signed_facts
from aoxanh.recognition.rules.letterheads import wording
from aoxanh.recognition.rules.phrases import (
    about_holder,
    citation,
    in_order,
    source_label,
    sources_line,
)


__all__ = [
    "KINDS",
    "YEARLY_RECORD",
    "about_holder",
    "citation",
    "code_groups",
    "demo_mark",
    "in_order",
    "misread_letters",
    "signed_facts",
    "source_label",
    "sources_line",
    "wording",
]
