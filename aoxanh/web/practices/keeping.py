"""Whether a model goes on: somebody looks, and says what they found."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions
from aoxanh.practices.types import Continuity
from aoxanh.web.guards import needs
from aoxanh.web.practices.manage import found
from aoxanh.web.practices.round_forms import CheckForm
from aoxanh.web.practices.saving import saved, status_of
from aoxanh.web.request import Request


@needs(Permission.PRACTICE_EDIT)
def practice_check(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Note how the model was found."""
    practice = found(request, code)
    form = CheckForm(request.POST or None, initial={"checked_on": request.actor.day})

    def act() -> None:
        typed = form.cleaned_data
        actions.check_continuity(
            by=request.actor,
            practice_id=practice.pk,
            checked_on=typed["checked_on"],
            found=Continuity(typed["found"]),
            note=typed["note"],
            now=timezone.now(),
        )

    if saved(request, form, act):
        messages.success(request, _("Đã ghi lần kiểm tra."))
        return redirect("manage:practice", unit_id=unit_id, code=code)
    page = {"form": form, "practice": practice, "unit_id": unit_id}
    return render(request, "practices/manage/check.html", page, status=status_of(form))
