"""The steps of an activity as buttons: announce, open sign-ups, start, call off, delete; stages and safety."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.detail import Refused, activity_page
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.activities.manage.standing import Seats
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


def _stepped(
    request: Request,
    unit_id: int,
    activity_id: int,
    action: Callable[[datetime], object],
    *,
    said: str | Promise,
    at: str = "page",
    anchor: str = "",
    onward: str = "manage:activity",
) -> HttpResponse:
    """Do it and go back to the page or ``onward``, or show the page with the refusal where it belongs."""
    try:
        tried(lambda: action(timezone.now()))
    except DomainError as refusal:
        typed = {name: str(value) for name, value in request.POST.items()}
        return activity_page(
            request, unit_id, activity_id, Refused(at=at, sentence=str(refusal), typed=typed)
        )
    messages.success(request, str(said))
    answer = redirect(onward, unit_id=unit_id, activity_id=activity_id)
    answer["Location"] += anchor
    return answer


@require_POST
@needs(Permission.ACTIVITY_PUBLISH)
def activity_publish(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Open sign-ups."""
    activity = owned(request, activity_id, Permission.ACTIVITY_PUBLISH)
    return _stepped(
        request,
        unit_id,
        activity_id,
        lambda now: actions.publish(by=request.actor, activity_id=activity.pk, now=now),
        said=lazy("Đã mở đăng ký. Gửi tin dưới đây để mọi người giữ chỗ."),
        onward="manage:activity_share",
    )


@require_POST
@needs(Permission.ACTIVITY_PUBLISH)
def activity_announce(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Show it to the public, without sign-ups yet."""
    activity = owned(request, activity_id, Permission.ACTIVITY_PUBLISH)
    return _stepped(
        request,
        unit_id,
        activity_id,
        lambda now: actions.announce(by=request.actor, activity_id=activity.pk, now=now),
        said=lazy("Đã công bố. Mọi người nhìn thấy, chưa giữ chỗ được."),
    )


@require_POST
@needs(Permission.CHECKIN_RUN)
def activity_start(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Say that it has begun."""
    activity = owned(request, activity_id, Permission.CHECKIN_RUN)
    return _stepped(
        request,
        unit_id,
        activity_id,
        lambda now: actions.start(by=request.actor, activity_id=activity.pk, now=now),
        said=lazy("Đã bắt đầu. Điểm danh để giờ được ghi đúng."),
    )


@needs(Permission.ACTIVITY_PUBLISH)
def activity_cancel(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Call it off, asked once with what goes."""
    activity = owned(request, activity_id, Permission.ACTIVITY_PUBLISH)
    reason = request.POST.get("reason", "")
    seats = Seats.of(queries.shifts_of(activity))
    context: dict[str, object] = {"activity": activity, "reason": reason, "seats": seats}
    if request.method != "POST":
        return render(request, "activities/manage/cancel.html", context)
    try:
        tried(
            lambda: actions.cancel(
                by=request.actor, activity_id=activity.pk, reason=reason, now=timezone.now()
            )
        )
    except DomainError as refusal:
        context["error"] = str(refusal)
        return render(request, "activities/manage/cancel.html", context, status=422)
    if queries.untold_people(activity_id=activity.pk, actor=request.actor):
        messages.success(request, _("Đã hủy. Còn những người dưới đây cần bạn báo."))
        return redirect("manage:activity_tell", unit_id=unit_id, activity_id=activity.pk)
    messages.success(request, _("Đã hủy. Người đã đăng ký được báo lý do."))
    return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)


@needs(Permission.ACTIVITY_EDIT)
def draft_delete(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Delete a draft, asked once."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    context: dict[str, object] = {"activity": activity}
    if request.method != "POST":
        return render(request, "activities/manage/delete.html", context)
    try:
        tried(
            lambda: actions.delete_draft(
                by=request.actor, activity_id=activity.pk, now=timezone.now()
            )
        )
    except DomainError as refusal:
        context["error"] = str(refusal)
        return render(request, "activities/manage/delete.html", context, status=422)
    messages.success(request, _("Đã xóa bản nháp “%(title)s”.") % {"title": activity.title})
    return redirect("manage:activities", unit_id=unit_id)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def stage(request: Request, unit_id: int, activity_id: int, code: str) -> HttpResponse:
    """Mark a stage as done, or leave it out with a reason."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    skips = request.POST.get("do") == "skip"

    def settle(now: datetime) -> object:
        if skips:
            reason = request.POST.get("reason", "")
            return actions.skip_stage(
                by=request.actor, activity_id=activity.pk, code=code, reason=reason, now=now
            )
        return actions.complete_stage(by=request.actor, activity_id=activity.pk, code=code, now=now)

    name = next((step.name for step in activity.stages.all() if step.code == code), code)
    said = _("Đã bỏ qua bước “%(name)s”.") if skips else _("Đã xong bước “%(name)s”.")
    return _stepped(
        request,
        unit_id,
        activity_id,
        settle,
        said=said % {"name": name},
        at=code if skips else "page",
        anchor="#buoc",
    )


@require_POST
@needs(Permission.ACTIVITY_CHECK)
def safety(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Say that a safety item is seen to, or take that back."""
    activity = owned(request, activity_id, Permission.ACTIVITY_CHECK)
    undone = bool(request.POST.get("undo"))
    return _stepped(
        request,
        unit_id,
        activity_id,
        lambda now: actions.check_safety_item(
            by=request.actor,
            activity_id=activity.pk,
            code=request.POST.get("code", ""),
            checked=not undone,
            now=now,
        ),
        said=_("Đã bỏ đánh dấu mục an toàn.") if undone else _("Đã đánh dấu mục an toàn."),
        anchor="#an-toan",
    )


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def safety_add(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Add a safety item of the activity's own."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    text = request.POST.get("text", "")
    return _stepped(
        request,
        unit_id,
        activity_id,
        lambda now: actions.add_safety_item(
            by=request.actor, activity_id=activity.pk, text=text, now=now
        ),
        said=lazy("Đã thêm mục an toàn."),
        at="safety",
        anchor="#an-toan",
    )
