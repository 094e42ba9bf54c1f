"""Writes of training."""

from aoxanh.training.actions.applying import apply_model, apply_to_campaign
from aoxanh.training.actions.courses import add_trainees, declare, drop_trainee, edit
from aoxanh.training.actions.settling import finish, reopen
from aoxanh.training.actions.topics import load_topics


__all__ = [
    "add_trainees",
    "apply_model",
    "apply_to_campaign",
    "declare",
    "drop_trainee",
    "edit",
    "finish",
    "load_topics",
    "reopen",
]
