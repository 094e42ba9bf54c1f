"""Certificates; rules of recognition; rules of a year of service and proofs of service elsewhere."""

from aoxanh.recognition.models.certificates import (
    Certificate,
    CertificateQuerySet,
    new_certificate_code,
)
from aoxanh.recognition.models.commendations import (
    Commendation,
    CommendationQuerySet,
)
from aoxanh.recognition.models.recognition import RecognitionRuleRow
from aoxanh.recognition.models.service import (
    ElsewhereProof,
    ElsewhereProofQuerySet,
    RuleAdoption,
    RuleAdoptionQuerySet,
    ServiceRuleRow,
)


__all__ = [
    "Certificate",
    "CertificateQuerySet",
    "Commendation",
    "CommendationQuerySet",
    "ElsewhereProof",
    "ElsewhereProofQuerySet",
    "RecognitionRuleRow",
    "RuleAdoption",
    "RuleAdoptionQuerySet",
    "ServiceRuleRow",
    "new_certificate_code",
]
