"""Writes of the context: register numbers, signing keys."""

from aoxanh.documents.actions.keys import ensure_keys, rotate_keys


__all__ = ["ensure_keys", "rotate_keys"]
