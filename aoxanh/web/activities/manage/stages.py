"""The stages of an activity as a river: where each stands and what can be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from aoxanh.activities.types import HELD_STATES, PENDING_STATES, ActivityState, StagePart
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.lifecycles import StageUse


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, StageStep

BY_CLOSING = (StagePart.RUNNING, StagePart.EVALUATING)


@dataclass(frozen=True, slots=True)
class StageShown:
    """One step of the river; ``can_settle`` says that it may be finished or left out by hand."""

    step: "StageStep"
    when: str
    state: str
    can_settle: bool = False


def stages_shown(
    activity: "Activity", steps: Iterable["StageStep"], *, day: date
) -> tuple[StageShown, ...]:
    """The stages in order, the first open one is ``now``."""
    shown, found_now = [], activity.state not in {*PENDING_STATES, *HELD_STATES}
    for step in steps:
        is_open = step.use == StageUse.KEPT and step.done_on is None
        is_now = is_open and not found_now
        found_now = found_now or is_now
        shown.append(_shown(activity, step, is_now=is_now, day=day))
    return tuple(shown)


def _shown(activity: "Activity", step: "StageStep", *, is_now: bool, day: date) -> StageShown:
    if step.done_on is not None:
        return StageShown(step, _("xong %(day)s") % {"day": vn_date(step.done_on)}, "done")
    if step.use != StageUse.KEPT:
        return StageShown(step, step.get_use_display(), "skipped")
    is_late = step.due_on is not None and step.due_on < day
    state = "now" if is_now else "due" if is_late else "ahead"
    can = step.part not in BY_CLOSING and activity.state != ActivityState.CANCELLED
    return StageShown(step, _when(step, is_late=is_late), state, can_settle=can)


def _when(step: "StageStep", *, is_late: bool) -> str:
    if step.part in BY_CLOSING:
        return _("xong cùng bước kết thúc")
    if step.due_on is None:
        return ""
    words = _("quá hạn %(day)s") if is_late else _("hạn %(day)s")
    return words % {"day": vn_date(step.due_on)}
