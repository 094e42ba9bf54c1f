"""Reads of the context: signatures, typeset papers."""

from aoxanh.documents.queries.signatures import public_keys, sign, verify


__all__ = ["public_keys", "sign", "verify"]
