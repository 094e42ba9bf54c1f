"""“Ba liên kết” of an activity: one box of names for each dimension."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc_lines
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@dataclass(frozen=True, slots=True)
class Box:
    """One dimension with the names typed, a line each."""

    code: str
    name: str
    hint: str
    value: str


@needs(Permission.ACTIVITY_EDIT)
def activity_links(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Whom the activity is done together with."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    boxes, refusal = _boxes(request, activity), ""
    if request.method == "POST":
        parties = {box.code: tuple(nfc_lines(box.value).splitlines()) for box in boxes}
        try:
            named = tried(
                lambda: actions.name_links(
                    by=request.actor, activity_id=activity.pk, parties=parties, now=timezone.now()
                )
            )
        except DomainError as refused:
            refusal = str(refused)
        else:
            told = _("Đã lưu các bên liên kết.") if named else _("Đã bỏ mô hình ba liên kết.")
            messages.success(request, told)
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    context = {"activity": activity, "lines": boxes, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "activities/manage/links.html", context, status=status)


def _boxes(request: Request, activity: "Activity") -> list[Box]:
    kept: dict[str, list[str]] = {}
    for party in queries.linked_parties(activity_id=activity.pk, actor=request.actor):
        kept.setdefault(party.dimension_id, []).append(party.name)
    sent = request.POST if request.method == "POST" else None
    return [
        Box(
            row.pk,
            row.name,
            row.hint,
            "\n".join(kept.get(row.pk, [])) if sent is None else sent.get(f"chieu-{row.pk}", ""),
        )
        for row in queries.link_dimensions()
    ]
