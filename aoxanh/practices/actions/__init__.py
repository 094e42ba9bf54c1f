"""Writes to the registry of models."""

from aoxanh.practices.actions.adopting import adopt, report
from aoxanh.practices.actions.registry import (
    confirm_classes,
    edit,
    put_all_into_registry,
    put_into_registry,
    resolve_flag,
    retire,
    write,
)


__all__ = [
    "adopt",
    "confirm_classes",
    "edit",
    "put_all_into_registry",
    "put_into_registry",
    "report",
    "resolve_flag",
    "retire",
    "write",
]
