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
from aoxanh.kernel.keys import key_of
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
    sent = _sent_alone(request, activity.pk)
    if sent is not None:
        shift = next(each for each in shifts if each.shift.pk == sent.shift_id)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperRollForm(*given, has_picture=sent is not None)
    if form.is_valid() and (roll := _entered(request, shift, form, sent)) is not None:
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
        "sent": sent,
    }
    return render(
        request, "activities/door/paper_roll.html", context, status=422 if form.is_bound else 200
    )


def _sent_alone(request: Request, activity_id: int) -> "PaperRoll | None":
    """The picture whose names are to be entered, if the address names one that waits for them."""
    wanted = key_of(request.GET.get("anh", ""))
    if wanted is None:
        return None
    rolls = queries.paper_rolls(activity_id=activity_id, actor=request.actor)
    return rolls.filter(pk=wanted, persons=0).first()


def _entered(
    request: Request, shift: "ShiftShown", form: PaperRollForm, sent: "PaperRoll | None"
) -> "PaperRoll | None":
    by, now, picture = request.actor, timezone.now(), form.cleaned_data["paper"]
    try:
        if sent is not None:
            return actions.name_on_paper(by=by, roll_id=sent.pk, person_ids=form.chosen, now=now)
        paper, shift_id = PaperGiven(picture.name, picture.read()), shift.shift.pk
        if "alone" in request.POST:
            return actions.photograph_paper(by=by, shift_id=shift_id, paper=paper, now=now)
        return actions.enter_paper_roll(
            by=by, shift_id=shift_id, person_ids=form.chosen, paper=paper, now=now
        )
    except DomainError as refusal:
        tell(form, refusal)
        return None


def _told(request: Request, roll: "PaperRoll") -> None:
    words = {"count": roll.persons}
    if not roll.persons:
        messages.success(request, _("Đã giữ ảnh danh sách. Tên ghi sau, ở Danh sách đã gửi."))
        return
    if roll.is_late:
        late = _(
            "Ảnh gửi quá hạn: %(count)s người thành đề nghị bổ sung, chờ người ngoài đơn vị xác nhận."
        )
        messages.warning(request, late % words)
        return
    messages.success(request, _("Đã điểm danh %(count)s người theo danh sách giấy.") % words)
