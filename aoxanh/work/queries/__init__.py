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
from aoxanh.work.queries.retention import goes_on, holding, kept, kept_keys, lines_kept, periods


__all__ = [
    "asked_until",
    "batch",
    "batches",
    "goes_on",
    "holding",
    "is_any_due",
    "is_running",
    "job",
    "jobs",
    "kept",
    "kept_keys",
    "kind_at",
    "kind_of",
    "kinds_at",
    "line_texts",
    "lines_kept",
    "periods",
    "remembered",
    "rows_shown",
    "source_columns",
    "sources_of",
]
