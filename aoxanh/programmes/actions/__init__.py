"""Keeping figures true, loading programmes, and what units do with them."""

from aoxanh.programmes.actions.duties import assign_body, reopen_task, report_task
from aoxanh.programmes.actions.loading import close_programme, load
from aoxanh.programmes.actions.reminding import remind_of_tasks
from aoxanh.programmes.actions.rollup import follow, rebuild


__all__ = [
    "assign_body",
    "close_programme",
    "follow",
    "load",
    "rebuild",
    "remind_of_tasks",
    "reopen_task",
    "report_task",
]
