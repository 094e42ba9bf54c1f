"""Tasks of plans that are due or overdue, as lines of “Việc cần làm”."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries as programmes
from aoxanh.programmes.types.duties import Duty, DutyState
from aoxanh.web.desk.work import WorkGroup, WorkRow


SHOWN = 4
"""Tasks that have a line of their own; the others are told as one."""

_TONES = {DutyState.OVERDUE: "stop", DutyState.SOON: "due"}


def duties(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """One group, or none, for those who report tasks."""
    if not actor.may(Permission.PLAN_REPORT, at=unit_id):
        return ()
    pressing = programmes.pressing_duties(unit_id, actor=actor)
    if not pressing:
        return ()
    rows = [_row(each) for each in pressing[:SHOWN]]
    return (WorkGroup(_("Nhiệm vụ theo kế hoạch"), (*rows, *_rest(unit_id, pressing[SHOWN:]))),)


def _row(each: Duty) -> WorkRow:
    path = {"unit_id": each.unit_id, "task_id": each.task_id, "year": each.term.year}
    return WorkRow(
        title=each.text,
        reason=each.programme,
        due=_("Trước ngày %(day)s") % {"day": vn_date(each.term.until)},
        tone=_TONES.get(each.state, ""),
        icon="clipboard-list",
        href=reverse("manage:task", kwargs=path),
        label=_("Báo xong"),
    )


def _rest(unit_id: int, pressing: Sequence[Duty]) -> list[WorkRow]:
    if not pressing:
        return []
    title = ngettext(
        "%(count)s nhiệm vụ khác đến hạn", "%(count)s nhiệm vụ khác đến hạn", len(pressing)
    )
    row = WorkRow(
        title=title % {"count": len(pressing)},
        reason=_("Nhiệm vụ theo kế hoạch"),
        due=_("Trước ngày %(day)s") % {"day": vn_date(pressing[0].term.until)},
        tone=_TONES.get(pressing[0].state, ""),
        icon="clipboard-list",
        href=reverse("manage:tasks", args=[unit_id]),
        label=_("Xem các nhiệm vụ"),
    )
    return [row]
