"""Reads of courses, of who is trained, and of the models that activities applied."""

from aoxanh.training.queries.courses import (
    addable,
    applied_model,
    coordination_models,
    course,
    courses,
    declarable,
    topics,
    trainees,
    trainings_of,
    without_model,
)
from aoxanh.training.queries.officers import officers, officers_shown, share_trained


__all__ = [
    "addable",
    "applied_model",
    "coordination_models",
    "course",
    "courses",
    "declarable",
    "officers",
    "officers_shown",
    "share_trained",
    "topics",
    "trainees",
    "trainings_of",
    "without_model",
]
