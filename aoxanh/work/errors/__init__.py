"""What background work and lists brought in refuse."""

from aoxanh.work.errors.batches import (
    BatchBusy,
    ColumnsMissing,
    FillUnreadable,
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
    "ListKindUnknown",
    "NothingToApply",
    "NothingToUndo",
    "PreviewOutdated",
    "TooLateToDiscard",
    "TooLateToMap",
]
