"""Writes of certificates."""

from aoxanh.recognition.actions.batches import JOB_KIND, issue_batch, print_run, run_issue_batch
from aoxanh.recognition.actions.changing import disclose, keep_pdf, replace, revoke
from aoxanh.recognition.actions.issuing import issue, issue_chunk


__all__ = [
    "JOB_KIND",
    "disclose",
    "issue",
    "issue_batch",
    "issue_chunk",
    "keep_pdf",
    "print_run",
    "replace",
    "revoke",
    "run_issue_batch",
]
