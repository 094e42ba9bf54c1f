"""Writes of the context: register numbers, issued papers, signing keys."""

from aoxanh.documents.actions.keys import ensure_keys, rotate_keys
from aoxanh.documents.actions.numbers import hold_register, next_number, next_numbers
from aoxanh.documents.actions.papers import issue_paper, void_paper


__all__ = [
    "ensure_keys",
    "hold_register",
    "issue_paper",
    "next_number",
    "next_numbers",
    "rotate_keys",
    "void_paper",
]
