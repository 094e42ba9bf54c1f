"""Writes to the registry of models."""

from aoxanh.practices.actions.adopting import (
    adopt,
    report,
)
from aoxanh.practices.actions.answering import (
    answer_idea,
    answer_recommendation,
    name_model,
    send_idea,
    send_recommendation,
)
from aoxanh.practices.actions.appraising import (
    announce,
    appraise,
    nominate,
    open_round,
)
from aoxanh.practices.actions.keeping_up import (
    check_continuity,
    publish_handbook,
    write_handbook,
)
from aoxanh.practices.actions.opening import send_open_idea
from aoxanh.practices.actions.registry import (
    confirm_classes,
    edit,
    put_all_into_registry,
    put_into_registry,
    resolve_flag,
    retire,
    write,
)
from aoxanh.practices.actions.together import confirm_partner


__all__ = [
    "adopt",
    "announce",
    "answer_idea",
    "answer_recommendation",
    "appraise",
    "check_continuity",
    "confirm_classes",
    "confirm_partner",
    "edit",
    "name_model",
    "nominate",
    "open_round",
    "publish_handbook",
    "put_all_into_registry",
    "put_into_registry",
    "report",
    "resolve_flag",
    "retire",
    "send_idea",
    "send_open_idea",
    "send_recommendation",
    "write",
    "write_handbook",
]
