"""“Hồ sơ khen thưởng” of an activity: choose photos, name the article, take everything away at once."""

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities.types import HELD_STATES
from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import ActivityFacts, FileAsked
from aoxanh.web.guards import needs
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


if TYPE_CHECKING:
    from aoxanh.activities.models import Evidence

AT_ONCE_PERSONS: Final = 200
AT_ONCE_BYTES: Final = 20 * 1024 * 1024
PHOTOS_CHOSEN: Final = 10


class FileForm(forms.Form):
    """Where the article about the activity stands."""

    article = forms.URLField(
        label=_("Địa chỉ bài viết"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Bài đăng trên cổng, trang của Đoàn hoặc báo, nếu có."),
        error_messages={"invalid": _("Hãy dán địa chỉ đầy đủ, bắt đầu bằng https://")},
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.SIGNUP_VIEW)
def activity_file(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """What goes into the file; sent, the file itself, or its job when it is large."""
    facts = _facts(request, activity_id)
    photos = list(queries.pictures_of(activity_id=activity_id, actor=request.actor))
    sent = request.method == "POST"
    form = FileForm(request.POST if sent else None)
    chosen = (
        {photo.pk for photo in photos if str(photo.pk) in request.POST.getlist("anh")}
        if sent
        else {photo.pk for photo in photos[:PHOTOS_CHOSEN]}
    )
    if form.is_bound and form.is_valid():
        asked = FileAsked(
            activity_id=activity_id,
            picture_ids=frozenset(chosen),
            article=form.cleaned_data["article"],
        )
        return _made(request, unit_id, asked, facts, photos)
    context = {
        "form": form,
        "facts": facts,
        "turns": sum(one.shifts for one in facts.came),
        "photos": [(photo, photo.pk in chosen) for photo in photos],
    }
    status = 422 if form.errors else 200
    return render(request, "recognition/manage/activity_file.html", context, status=status)


def _facts(request: Request, activity_id: int) -> ActivityFacts:
    try:
        facts = queries.activity_facts(
            FileAsked(activity_id=activity_id, picture_ids=frozenset()), actor=request.actor
        )
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    if facts.activity.state not in HELD_STATES:
        raise Http404
    return facts


def _made(
    request: Request,
    unit_id: int,
    asked: FileAsked,
    facts: ActivityFacts,
    photos: "list[Evidence]",
) -> HttpResponse:
    size = sum(photo.file.size for photo in photos if photo.file and photo.pk in asked.picture_ids)
    is_large = len(facts.came) > AT_ONCE_PERSONS or size > AT_ONCE_BYTES
    now = timezone.now()
    try:
        if is_large and request.actor.may(Permission.JOB_VIEW, at=unit_id):
            job = actions.ask_for_file(by=request.actor, asked=asked, now=now)
            return redirect("manage:job", unit_id=unit_id, code=job.code)
        content = queries.recognition_file(
            asked, actor=request.actor, on=now, report=lambda _done, _total: None
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    name = f"ho-so-khen-thuong-{facts.activity.code}.zip"
    return taken_away(content, name, FileType.ZIP)
