"""Topics, courses, who taught and who came, and the models that activities applied."""

from aoxanh.training.models.applied import AppliedModel
from aoxanh.training.models.course import Course, Topic, Trainer
from aoxanh.training.models.trainee import Trainee


__all__ = ["AppliedModel", "Course", "Topic", "Trainee", "Trainer"]
