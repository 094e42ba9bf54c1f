"""Roll-call on paper: who signed is ticked, the photograph goes with it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.activities import actions, queries
from aoxanh.activities.types.ledger import PaperGiven
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.chips import chosen_shift, shift_chips, shift_words
from aoxanh.web.activities.door.forms import PaperRollForm
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import PaperRoll
    from aoxanh.activities.types import ShiftShown


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHECKIN_RUN)
def paper_roll(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Who is not recorded yet, the lists sent so far, and until when a list still counts as roll-call."""
    activity = run_here(request, unit_id, activity_id, Permission.CHECKIN_RUN)
    shifts = queries.shifts_of(activity)
    shift = chosen_shift(shifts, request.GET.get("ca", ""), now=timezone.now())
    shift = shift or (shifts[0] if shifts else None)
    if shift is None:
        raise Http404
    form = (
        PaperRollForm(request.POST, request.FILES) if request.method == "POST" else PaperRollForm()
    )
    if form.is_valid() and (roll := _entered(request, shift, form)) is not None:
        _told(request, roll)
        return redirect("manage:paper_roll", unit_id=unit_id, activity_id=activity_id)
    signups = queries.not_recorded(shift_id=shift.shift.pk, actor=request.actor)
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "shift": shift.shift,
        "shift_words": shift_words(shift),
        "chips": list(shift_chips(request, shifts, shift)[:-1]),
        "people": {row.person_id: row for row in signups}.values(),
        "chosen": form.chosen,
        "rolls": queries.paper_rolls(activity_id=activity.pk, actor=request.actor),
        "until": shift.shift.ends_at + queries.ledger_rules().paper_within,
        "now": timezone.now(),
        "form": form,
    }
    return render(
        request, "activities/door/paper_roll.html", context, status=422 if form.is_bound else 200
    )


def _entered(request: Request, shift: "ShiftShown", form: PaperRollForm) -> "PaperRoll | None":
    sent = form.cleaned_data["paper"]
    try:
        return actions.enter_paper_roll(
            by=request.actor,
            shift_id=shift.shift.pk,
            person_ids=form.chosen,
            paper=PaperGiven(sent.name, sent.read()),
            now=timezone.now(),
        )
    except DomainError as refusal:
        tell(form, refusal)
        return None


def _told(request: Request, roll: "PaperRoll") -> None:
    words = {"count": roll.persons}
    if roll.is_late:
        late = _(
            "Ảnh gửi quá hạn: %(count)s người thành đề nghị bổ sung, chờ người ngoài đơn vị xác nhận."
        )
        messages.warning(request, late % words)
        return
    messages.success(request, _("Đã điểm danh %(count)s người theo danh sách giấy.") % words)
