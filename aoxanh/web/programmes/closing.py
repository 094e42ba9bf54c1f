"""“Kết thúc chương trình”: who issued a programme ends it for good."""

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import actions
from aoxanh.web.guards import needs
from aoxanh.web.programmes.following import found_programme
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


@needs(Permission.UNIT_EDIT)
def programme_close(request: Request, unit_id: int, code: str) -> HttpResponse:
    """End one of the unit's own programmes; what that means is told first."""
    found = found_programme(request, unit_id, code)
    if found.unit_id != unit_id:
        raise Http404
    sends = request.method == "POST"
    form = Form(request.POST if sends else None)
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.close_programme(by=request.actor, programme_id=found.pk, now=timezone.now())
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã kết thúc chương trình."))
            return redirect("manage:programme", unit_id=unit_id, code=code)
    context = {"programme": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "programmes/close.html", context, status=status)
