"""The queue of jobs and the lists that are brought in."""

from aoxanh.work.models.batches import Batch, BatchQuerySet, BatchRow, BatchRowQuerySet
from aoxanh.work.models.jobs import Job, JobQuerySet, Schedule


__all__ = [
    "Batch",
    "BatchQuerySet",
    "BatchRow",
    "BatchRowQuerySet",
    "Job",
    "JobQuerySet",
    "Schedule",
]
