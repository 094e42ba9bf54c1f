"""Reading the queue, and lists brought in."""

from aoxanh.work.queries.batches import (
    batch,
    batches,
    kind_at,
    kind_of,
    kinds_at,
    line_texts,
    remembered,
    rows_shown,
    source_columns,
    sources_of,
)
from aoxanh.work.queries.jobs import asked_until, is_any_due, is_running, job, jobs
from aoxanh.work.queries.retention import goes_on, kept, periods


__all__ = [
    "asked_until",
    "batch",
    "batches",
    "goes_on",
    "is_any_due",
    "is_running",
    "job",
    "jobs",
    "kept",
    "kind_at",
    "kind_of",
    "kinds_at",
    "line_texts",
    "periods",
    "remembered",
    "rows_shown",
    "source_columns",
    "sources_of",
]
