"""What the registry keeps."""

from aoxanh.practices.models.adoption import Adoption
from aoxanh.practices.models.practice import Practice, PracticeFlag, Wording
from aoxanh.practices.models.word import Word


__all__ = ["Adoption", "Practice", "PracticeFlag", "Word", "Wording"]
