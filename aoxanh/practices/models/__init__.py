"""What the registry keeps."""

from aoxanh.practices.models.adoption import Adoption
from aoxanh.practices.models.answered import Idea, Recommendation
from aoxanh.practices.models.appraisal import Appraisal, Candidate, Round
from aoxanh.practices.models.kept_up import ContinuityCheck, Handbook, HandbookEntry
from aoxanh.practices.models.practice import Practice, PracticeFlag, Wording
from aoxanh.practices.models.word import Partner, Word


__all__ = [
    "Adoption",
    "Appraisal",
    "Candidate",
    "ContinuityCheck",
    "Handbook",
    "HandbookEntry",
    "Idea",
    "Partner",
    "Practice",
    "PracticeFlag",
    "Recommendation",
    "Round",
    "Word",
    "Wording",
]
