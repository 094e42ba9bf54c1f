"""What the registry keeps."""

from aoxanh.practices.models.adoption import Adoption
from aoxanh.practices.models.practice import Practice, PracticeFlag, Wording


__all__ = ["Adoption", "Practice", "PracticeFlag", "Wording"]
