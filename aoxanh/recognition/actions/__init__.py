"""Writes of certificates."""

from aoxanh.recognition.actions.activity_files import FILE_JOB, ask_for_file, make_file
from aoxanh.recognition.actions.badges import set_badge_picture
from aoxanh.recognition.actions.batches import JOB_KIND, issue_batch, print_run, run_issue_batch
from aoxanh.recognition.actions.changing import disclose, keep_pdf, replace, revoke
from aoxanh.recognition.actions.commendations import (
    decide_commendation,
    decline_commendation,
    propose_commendation,
)
from aoxanh.recognition.actions.elsewhere import (
    decide_elsewhere,
    declare_elsewhere,
    take_back_elsewhere,
)
from aoxanh.recognition.actions.issuing import issue, issue_chunk
from aoxanh.recognition.actions.recognition_rules import load_recognition_rules
from aoxanh.recognition.actions.service_rules import adopt_rule, load_service_rules


__all__ = [
    "FILE_JOB",
    "JOB_KIND",
    "adopt_rule",
    "ask_for_file",
    "decide_commendation",
    "decide_elsewhere",
    "declare_elsewhere",
    "decline_commendation",
    "disclose",
    "issue",
    "issue_batch",
    "issue_chunk",
    "keep_pdf",
    "load_recognition_rules",
    "load_service_rules",
    "make_file",
    "print_run",
    "propose_commendation",
    "replace",
    "revoke",
    "run_issue_batch",
    "set_badge_picture",
    "take_back_elsewhere",
]
