"""Refusals: certificates, recognition by rules, and a year of service."""

from aoxanh.recognition.errors.certificates import (
    AlreadyCertified,
    AlreadyReplaced,
    AlreadyRevoked,
    NobodyChosen,
    NothingToCertify,
    NotTheHolder,
    PeriodNotOver,
    ReasonMissing,
    SignerMissing,
)
from aoxanh.recognition.errors.commendations import (
    CandidateMissing,
    CommendationAnswered,
    CommendedAlready,
    DecisionIncomplete,
    DecisionTooLate,
    DeclineReasonMissing,
    MeritMissing,
    PersonUnclear,
)
from aoxanh.recognition.errors.recognition import (
    NotYetEarned,
    RecognitionRuleInUse,
    RecognitionRuleUnknown,
)
from aoxanh.recognition.errors.service import (
    AdoptedLater,
    ElsewhereDaysUnlikely,
    ElsewhereDecidedAlready,
    ElsewhereIncomplete,
    ElsewhereReasonMissing,
    NoUnitToConfirm,
    ServiceRuleInUse,
    ServiceRuleRefused,
    ServiceRuleUnknown,
)


__all__ = [
    "AdoptedLater",
    "AlreadyCertified",
    "AlreadyReplaced",
    "AlreadyRevoked",
    "CandidateMissing",
    "CommendationAnswered",
    "CommendedAlready",
    "DecisionIncomplete",
    "DecisionTooLate",
    "DeclineReasonMissing",
    "ElsewhereDaysUnlikely",
    "ElsewhereDecidedAlready",
    "ElsewhereIncomplete",
    "ElsewhereReasonMissing",
    "MeritMissing",
    "NoUnitToConfirm",
    "NobodyChosen",
    "NotTheHolder",
    "NotYetEarned",
    "NothingToCertify",
    "PeriodNotOver",
    "PersonUnclear",
    "ReasonMissing",
    "RecognitionRuleInUse",
    "RecognitionRuleUnknown",
    "ServiceRuleInUse",
    "ServiceRuleRefused",
    "ServiceRuleUnknown",
    "SignerMissing",
]
