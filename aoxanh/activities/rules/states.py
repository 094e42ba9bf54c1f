"""Where each step of an activity may start and where it leads."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ActivityState


class Verb(StrEnum):
    ANNOUNCE = "ANNOUNCE"
    PUBLISH = "PUBLISH"
    START = "START"
    CLOSE = "CLOSE"
    CANCEL = "CANCEL"
    EDIT = "EDIT"
    PREPARE = "PREPARE"
    """Work through stages, the safety list and the host's agreement."""
    FOLLOW_UP = "FOLLOW_UP"
    """Add evidence, complete the stages that come after closing."""
    DELETE = "DELETE"


VERBS: Mapping[Verb, Promise] = {
    Verb.ANNOUNCE: _("công bố"),
    Verb.PUBLISH: _("mở đăng ký"),
    Verb.START: _("bắt đầu"),
    Verb.CLOSE: _("kết thúc"),
    Verb.CANCEL: _("hủy"),
    Verb.EDIT: _("sửa"),
    Verb.PREPARE: _("chuẩn bị tiếp"),
    Verb.FOLLOW_UP: _("bổ sung kết quả"),
    Verb.DELETE: _("xóa"),
}
"""The words for the middle of a sentence."""

S = ActivityState

_PATH: Mapping[Verb, Mapping[ActivityState, ActivityState]] = {
    Verb.ANNOUNCE: {S.DRAFT: S.PLANNED},
    Verb.PUBLISH: {S.DRAFT: S.OPEN, S.PLANNED: S.OPEN},
    Verb.START: {S.PLANNED: S.RUNNING, S.OPEN: S.RUNNING},
    Verb.CLOSE: {S.OPEN: S.CLOSED, S.RUNNING: S.CLOSED},
    Verb.CANCEL: {S.PLANNED: S.CANCELLED, S.OPEN: S.CANCELLED},
    Verb.EDIT: {state: state for state in (S.DRAFT, S.PLANNED, S.OPEN, S.RUNNING, S.RECORDED)},
    Verb.PREPARE: {state: state for state in (S.DRAFT, S.PLANNED, S.OPEN, S.RUNNING)},
    Verb.FOLLOW_UP: {state: state for state in S if state != S.CANCELLED},
    Verb.DELETE: {S.DRAFT: S.DRAFT},
}


def after(state: ActivityState, verb: Verb) -> ActivityState | None:
    """The state that ``verb`` leads to, or None when it cannot start from ``state``."""
    return _PATH[verb].get(state)
