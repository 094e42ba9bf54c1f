"""Writes of inspections and of declarations of IT use."""

from aoxanh.inspections.actions.declaring import decide_use, declare_use
from aoxanh.inspections.actions.planning import draw_visits, drop_visit, plan_visits
from aoxanh.inspections.actions.reference import load_reference
from aoxanh.inspections.actions.visiting import ask_remedy, close_remedy, conclude


__all__ = [
    "ask_remedy",
    "close_remedy",
    "conclude",
    "decide_use",
    "declare_use",
    "draw_visits",
    "drop_visit",
    "load_reference",
    "plan_visits",
]
