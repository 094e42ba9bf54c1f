"""Reorganisations that come into force soon, and those that still have to be written."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.units import queries as units
from aoxanh.units.types import ReorganisationState
from aoxanh.web.desk.work import WorkGroup, WorkRow


if TYPE_CHECKING:
    from aoxanh.units.types import Coming


def reorganising(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """One group, or none: one statement."""
    rows = tuple(_row(each, unit_id, actor) for each in units.coming(unit_id=unit_id, actor=actor))
    return (WorkGroup(_("Sắp xếp tổ chức"), rows),) if rows else ()


def _row(each: "Coming", unit_id: int, actor: Actor) -> WorkRow:
    is_draft = each.state == ReorganisationState.DRAFT
    said = {"number": each.decision_number, "count": each.lines}
    title = ngettext(
        "Sắp xếp %(count)s đơn vị theo %(number)s",
        "Sắp xếp %(count)s đơn vị theo %(number)s",
        each.lines,
    )
    due = _("Quá ngày %(day)s, chưa ghi") if each.on <= actor.day else _("Từ ngày %(day)s")
    page = reverse("manage:reorganisation", args=[unit_id, each.reorganisation_id])
    is_own = each.unit_id == unit_id
    return WorkRow(
        title=title % said,
        reason=_("Đang chuẩn bị, chưa ghi") if is_draft else _("Đã ghi, tự có hiệu lực"),
        due=due % {"day": vn_date(each.on)},
        tone="stop" if each.on <= actor.day else "due",
        icon="merge",
        href=page if is_own else reverse("manage:unit", args=[unit_id, unit_id]),
        label=_("Chạy thử và ghi") if is_draft else _("Xem"),
    )
