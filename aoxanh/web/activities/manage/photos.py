"""“Ảnh công khai”: which pictures of what was held everyone may see."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions, queries
from aoxanh.activities.types import HELD_STATES
from aoxanh.files.types import FileKind
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACTIVITY_PUBLISH)
def photos(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Tick pictures and say what is in them; those that are not ticked are taken off."""
    activity = owned(request, activity_id, Permission.ACTIVITY_PUBLISH)
    refusal: DomainError | None = None
    if request.method == "POST":
        try:
            shown = tried(
                lambda: actions.publish_photos(
                    by=request.actor,
                    activity_id=activity.pk,
                    captions=_ticked(request, activity),
                    agreed="consent" in request.POST,
                    now=timezone.now(),
                )
            )
        except DomainError as found:
            refusal = found
        else:
            said = _("Trang công khai đang có %(count)s ảnh.") % {"count": len(shown)}
            messages.success(request, said)
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "rows": _rows(request, activity),
        "refusal": refusal,
        "consented": "consent" in request.POST,
        "is_held": activity.state in HELD_STATES,
        "not_shown": queries.not_to_be_shown(activity.pk, actor=request.actor),
    }
    status = 200 if refusal is None else 422
    return render(request, "activities/manage/photos.html", context, status=status)


def _ticked(request: Request, activity: "Activity") -> dict[int, str]:
    chosen = set(request.POST.getlist("photo"))
    return {
        each.pk: request.POST.get(f"caption-{each.pk}", "")
        for each in activity.evidence.all()
        if str(each.pk) in chosen
    }


def _rows(request: Request, activity: "Activity") -> list[dict[str, object]]:
    """Each picture as it is, or as it was typed."""
    sent = request.method == "POST"
    chosen = set(request.POST.getlist("photo"))
    return [
        {
            "evidence": each,
            "ticked": str(each.pk) in chosen if sent else each.published_at is not None,
            "caption": request.POST.get(f"caption-{each.pk}", "") if sent else each.caption,
        }
        for each in activity.evidence.all()
        if each.file and each.file.kind == FileKind.PHOTO
    ]
