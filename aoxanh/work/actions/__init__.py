"""Asking for work and doing its bookkeeping; bringing in lists."""

from aoxanh.work.actions.jobs import (
    cancel,
    claim,
    enqueue,
    enqueue_due,
    fail,
    finish,
    progress,
    put_back,
    sweep,
)
from aoxanh.work.actions.lists import apply, discard, map_columns, mend, receive, undo
from aoxanh.work.actions.passes import APPLY, CHECK, UNDO, run_pass
from aoxanh.work.actions.retention import FORGET, forget_due, note_forgotten
from aoxanh.work.actions.taking import EXPORT, note_taken


__all__ = [
    "APPLY",
    "CHECK",
    "EXPORT",
    "FORGET",
    "UNDO",
    "apply",
    "cancel",
    "claim",
    "discard",
    "enqueue",
    "enqueue_due",
    "fail",
    "finish",
    "forget_due",
    "map_columns",
    "mend",
    "note_forgotten",
    "note_taken",
    "progress",
    "put_back",
    "receive",
    "run_pass",
    "sweep",
    "undo",
]
