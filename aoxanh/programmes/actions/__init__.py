"""Keeping figures true, loading programmes, and what units do with them."""

from aoxanh.programmes.actions.boards import add_board, give_board, take_board_back
from aoxanh.programmes.actions.duties import assign_body, reopen_task, report_task
from aoxanh.programmes.actions.following import (
    acknowledge,
    answer_obstacle,
    ask_for_plans,
    forward_obstacle,
    raise_obstacle,
    send_own_plan,
)
from aoxanh.programmes.actions.loading import close_programme, load, plain_document, read_plan
from aoxanh.programmes.actions.reminding import remind_of_tasks
from aoxanh.programmes.actions.rollup import follow, rebuild


__all__ = [
    "acknowledge",
    "add_board",
    "answer_obstacle",
    "ask_for_plans",
    "assign_body",
    "close_programme",
    "follow",
    "forward_obstacle",
    "give_board",
    "load",
    "plain_document",
    "raise_obstacle",
    "read_plan",
    "rebuild",
    "remind_of_tasks",
    "reopen_task",
    "report_task",
    "send_own_plan",
    "take_board_back",
]
