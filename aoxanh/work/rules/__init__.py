"""Pure decisions about jobs, the schedule and lists brought in."""

from aoxanh.work.rules.cells import Reader, problem_of
from aoxanh.work.rules.headings import SAMPLE, Headings, found_headings, not_data, proposed
from aoxanh.work.rules.jobs import KEPT, LEASE, MAX_ATTEMPTS, may_retry, pause_before_retry


__all__ = [
    "KEPT",
    "LEASE",
    "MAX_ATTEMPTS",
    "SAMPLE",
    "Headings",
    "Reader",
    "found_headings",
    "may_retry",
    "not_data",
    "pause_before_retry",
    "problem_of",
    "proposed",
]
