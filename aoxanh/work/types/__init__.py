"""The words of background work and of lists brought in that cross the context's border."""

from aoxanh.work.types.batches import (
    BUSY_STATES,
    Batched,
    BatchState,
    CellShown,
    DataForgotten,
    LineTexts,
    ListApplied,
    ListDiscarded,
    ListReceived,
    ListTaken,
    ListUndone,
    NotData,
    RowShown,
    RowState,
    SourceColumn,
)
from aoxanh.work.types.jobs import (
    ENDED,
    Claimed,
    Due,
    JobAsked,
    JobState,
    JobStopped,
    Swept,
)


__all__ = [
    "BUSY_STATES",
    "ENDED",
    "BatchState",
    "Batched",
    "CellShown",
    "Claimed",
    "DataForgotten",
    "Due",
    "JobAsked",
    "JobState",
    "JobStopped",
    "LineTexts",
    "ListApplied",
    "ListDiscarded",
    "ListReceived",
    "ListTaken",
    "ListUndone",
    "NotData",
    "RowShown",
    "RowState",
    "SourceColumn",
    "Swept",
]
