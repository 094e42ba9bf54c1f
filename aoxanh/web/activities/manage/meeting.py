"""“Mô hình dự gặp mặt”: the models that take part, ideas matched with them, projects that came of it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import queries as practices
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


IDEAS_SHOWN = 20


class InviteForm(forms.Form):
    """A model of the library, by its address or code."""

    practice = forms.CharField(
        label=gettext_lazy("Mời một mô hình"),
        max_length=200,
        help_text=gettext_lazy("Dán địa chỉ hoặc mã của mô hình trong kho."),
    )

    def code(self) -> str:
        """The code at the end of what was pasted."""
        return str(self.cleaned_data["practice"]).strip().rstrip("/").rsplit("/", 1)[-1]


@needs(Permission.ACTIVITY_EDIT)
def meeting(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The models that take part, and one more."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            tried(
                lambda: actions.invite_model(
                    by=request.actor,
                    activity_id=activity.pk,
                    practice_code=form.code(),
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            form.add_error("practice", str(refusal))
        else:
            messages.success(request, _("Đã mời mô hình."))
            return redirect("manage:meeting", unit_id=unit_id, activity_id=activity.pk)
    met = queries.models_met(activity.pk, actor=request.actor)
    unmatched = practices.ideas_without_model(unit_id, actor=request.actor)
    context = {
        "activity": activity,
        "form": form,
        "met": met,
        "ideas": list(unmatched[:IDEAS_SHOWN]) if met else [],
    }
    status = 422 if form.errors else 200
    return render(request, "activities/manage/meeting.html", context, status=status)


def _done(
    request: Request, unit_id: int, activity_id: int, act: Callable[[], None], said: str
) -> HttpResponse:
    """Try ``act``, say what came of it and go back."""
    try:
        tried(act)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("manage:meeting", unit_id=unit_id, activity_id=activity_id)


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def meeting_drop(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Take a model off the list."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    code = request.POST.get("practice", "")[:40]

    def act() -> None:
        actions.leave_model_out(
            by=request.actor, activity_id=activity.pk, practice_code=code, now=timezone.now()
        )

    return _done(request, unit_id, activity.pk, act, _("Đã bỏ mô hình khỏi danh sách."))


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def meeting_match(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Name the model that shows how an idea is done."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    idea, practice = (request.POST.get(name, "")[:40] for name in ("idea", "practice"))

    def act() -> None:
        actions.match_idea(
            by=request.actor,
            activity_id=activity.pk,
            idea_code=idea,
            practice_code=practice,
            now=timezone.now(),
        )

    return _done(request, unit_id, activity.pk, act, _("Đã ghép ý tưởng với mô hình."))
