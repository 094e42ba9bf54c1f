"""Posting notices, delivering them, and noting who was told and what was read."""

from aoxanh.notices.actions.by_hand import mark_sent_by_hand, mark_told, take_back_told
from aoxanh.notices.actions.delivering import deliver
from aoxanh.notices.actions.forgetting import forget
from aoxanh.notices.actions.posting import post, post_all
from aoxanh.notices.actions.reading import mark_all_read, mark_read
from aoxanh.notices.types import Delivered


__all__ = [
    "Delivered",
    "deliver",
    "forget",
    "mark_all_read",
    "mark_read",
    "mark_sent_by_hand",
    "mark_told",
    "post",
    "post_all",
    "take_back_told",
]
