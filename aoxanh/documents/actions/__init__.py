"""Writes of the context: register numbers, signing keys."""

from aoxanh.documents.actions.keys import ensure_keys, rotate_keys
from aoxanh.documents.actions.numbers import hold_register, next_number, next_numbers


__all__ = ["ensure_keys", "hold_register", "next_number", "next_numbers", "rotate_keys"]
