"""Reads of certificates."""

from aoxanh.recognition.queries.bases import bases
from aoxanh.recognition.queries.certificates import (
    certificate,
    certificates,
    certificates_of,
    eligible,
    is_holder,
    issued,
)
from aoxanh.recognition.queries.exports import certificates_asked
from aoxanh.recognition.queries.papers import address_of, facts_of, paper_of, print_run_of
from aoxanh.recognition.queries.records import yearly_record, yearly_record_pdf
from aoxanh.recognition.queries.verdicts import matches_name, verify, verify_file


__all__ = [
    "address_of",
    "bases",
    "certificate",
    "certificates",
    "certificates_asked",
    "certificates_of",
    "eligible",
    "facts_of",
    "is_holder",
    "issued",
    "matches_name",
    "paper_of",
    "print_run_of",
    "verify",
    "verify_file",
    "yearly_record",
    "yearly_record_pdf",
]
