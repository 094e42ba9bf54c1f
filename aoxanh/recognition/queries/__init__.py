"""Reads of certificates."""

from aoxanh.recognition.queries.activity_files import (
    activity_facts,
    pictures_of,
    recognition_file,
)
from aoxanh.recognition.queries.badges import badge
from aoxanh.recognition.queries.bases import bases
from aoxanh.recognition.queries.certificates import (
    certificate,
    certificates,
    certificates_of,
    eligible,
    is_holder,
    issued,
    own_certificate,
    standing,
)
from aoxanh.recognition.queries.collectives import papers_of_unit
from aoxanh.recognition.queries.commendations import (
    commendation,
    commendations,
    commendations_asked,
    commendations_of,
    deeds_of_person,
    deeds_of_unit,
    known_decisions,
)
from aoxanh.recognition.queries.credentials import (
    achievement,
    achievement_document,
    achievements,
    address_of,
    credential_of,
    issuer_bundle,
    issuer_document,
    status_list,
)
from aoxanh.recognition.queries.exports import certificates_asked
from aoxanh.recognition.queries.papers import facts_of, paper_of, print_run_of
from aoxanh.recognition.queries.proofs import LARGEST_PROVED, prove
from aoxanh.recognition.queries.public_commendations import decisions, named_in_decision
from aoxanh.recognition.queries.recognition import (
    candidates,
    period_of_rule,
    recognition_rule,
    recognition_rules,
    recognition_stored,
)
from aoxanh.recognition.queries.records import yearly_record, yearly_record_pdf
from aoxanh.recognition.queries.service import (
    adoptions,
    members_service,
    own_service,
    proofs_of,
    proofs_to_decide,
    rule_adopted,
    rule_of_person,
    rule_of_unit,
    rule_stored,
    service_rules,
    service_year_of,
    units_service,
)
from aoxanh.recognition.queries.service_papers import service_proof_pdf
from aoxanh.recognition.queries.verdicts import matches_name, verify
from aoxanh.recognition.rules import (
    amount_in_words,
    met_in_words,
    missing_in_words,
    reached_in_words,
    recognition_in_words,
    rule_in_words,
    source_label,
)


__all__ = [
    "LARGEST_PROVED",
    "achievement",
    "achievement_document",
    "achievements",
    "activity_facts",
    "address_of",
    "adoptions",
    "amount_in_words",
    "badge",
    "bases",
    "candidates",
    "certificate",
    "certificates",
    "certificates_asked",
    "certificates_of",
    "commendation",
    "commendations",
    "commendations_asked",
    "commendations_of",
    "credential_of",
    "decisions",
    "deeds_of_person",
    "deeds_of_unit",
    "eligible",
    "facts_of",
    "is_holder",
    "issued",
    "issuer_bundle",
    "issuer_document",
    "known_decisions",
    "matches_name",
    "members_service",
    "met_in_words",
    "missing_in_words",
    "named_in_decision",
    "own_certificate",
    "own_service",
    "paper_of",
    "papers_of_unit",
    "period_of_rule",
    "pictures_of",
    "print_run_of",
    "proofs_of",
    "proofs_to_decide",
    "prove",
    "reached_in_words",
    "recognition_file",
    "recognition_in_words",
    "recognition_rule",
    "recognition_rules",
    "recognition_stored",
    "rule_adopted",
    "rule_in_words",
    "rule_of_person",
    "rule_of_unit",
    "rule_stored",
    "service_proof_pdf",
    "service_rules",
    "service_year_of",
    "source_label",
    "standing",
    "status_list",
    "units_service",
    "verify",
    "yearly_record",
    "yearly_record_pdf",
]
