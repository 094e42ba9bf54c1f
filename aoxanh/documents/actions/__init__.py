"""Writes of the context: register numbers, issued papers, signing keys."""

from aoxanh.documents.actions.issuers import keep_issuer
from aoxanh.documents.actions.keys import ensure_keys, give_up_key, prepare_key, rotate_keys
from aoxanh.documents.actions.numbers import hold_register, next_number, next_numbers
from aoxanh.documents.actions.papers import issue_paper, void_paper


__all__ = [
    "ensure_keys",
    "give_up_key",
    "hold_register",
    "issue_paper",
    "keep_issuer",
    "next_number",
    "next_numbers",
    "prepare_key",
    "rotate_keys",
    "void_paper",
]
