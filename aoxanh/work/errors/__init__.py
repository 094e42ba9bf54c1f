"""What background work and lists brought in refuse."""

from aoxanh.work.errors.batches import (
    BatchBusy,
    ColumnsMissing,
    FillUnreadable,
    ListForgotten,
    ListKindUnknown,
    NothingToApply,
    NothingToUndo,
    PreviewOutdated,
    TooLateToDiscard,
    TooLateToMap,
)
from aoxanh.work.errors.jobs import JobEnded, JobLost


__all__ = [
    "BatchBusy",
    "ColumnsMissing",
    "FillUnreadable",
    "JobEnded",
    "JobLost",
    "ListForgotten",
    "ListKindUnknown",
    "NothingToApply",
    "NothingToUndo",
    "PreviewOutdated",
    "TooLateToDiscard",
    "TooLateToMap",
]
