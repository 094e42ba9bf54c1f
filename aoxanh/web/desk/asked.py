"""What other units asked and wait for: recommendations of models, ideas of officers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.kernel.actors import Actor
from aoxanh.practices import queries as practices
from aoxanh.web.desk.work import WorkGroup, WorkRow


def asked(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """One group with a line for each kind, or none: one statement."""
    recommended, ideas = practices.waiting_for(unit_id, actor=actor)
    rows = []
    if recommended:
        title = ngettext("Trả lời %(count)s kiến nghị", "Trả lời %(count)s kiến nghị", recommended)
        rows.append(
            WorkRow(
                title=title % {"count": recommended},
                reason=_("Từ mô hình hay của các đơn vị"),
                due=_("Chờ trả lời"),
                tone="",
                icon="reply",
                href=reverse("manage:recommendations", args=[unit_id]),
                label=_("Xem và trả lời"),
            )
        )
    if ideas:
        title = ngettext("Trả lời %(count)s ý tưởng", "Trả lời %(count)s ý tưởng", ideas)
        rows.append(
            WorkRow(
                title=title % {"count": ideas},
                reason=_("Sáng kiến, giải pháp của cán bộ"),
                due=_("Chờ trả lời"),
                tone="",
                icon="message-circle",
                href=reverse("manage:ideas", args=[unit_id]),
                label=_("Xem và trả lời"),
            )
        )
    return (WorkGroup(_("Hỏi và trả lời"), tuple(rows)),) if rows else ()
