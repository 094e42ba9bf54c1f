"""The extra questions of an activity: chosen from the bank or written, at most eight."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.activities.manage_forms.questions import MOST, QuestionForm, question_forms
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


@needs(Permission.ACTIVITY_EDIT)
def questions(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """What is asked of everybody who signs up; what nobody may ask is refused with a sentence that says why."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    data = request.POST if request.method == "POST" else None
    bank = queries.question_bank()
    rows = question_forms(data, queries.questions_of(activity), bank)
    refusal = ""
    if data is not None and "add" not in data and all(row.is_valid() for row in rows):
        try:
            tried(lambda: _set(request, activity.pk, rows))
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Đã lưu câu hỏi."))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    asked = {row["code"].value() for row in rows}
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "rows": rows,
        "refusal": refusal,
        "bank": [each for each in bank if each.code not in asked],
        "is_full": sum(bool(row["text"].value()) for row in rows) >= MOST,
    }
    status = 422 if data is not None and "add" not in data else 200
    return render(request, "activities/manage/questions.html", context, status=status)


def _set(request: Request, activity_id: int, rows: list[QuestionForm]) -> object:
    given = [question for row in rows if (question := row.question()) is not None]
    return actions.set_questions(
        by=request.actor, activity_id=activity_id, questions=given, now=timezone.now()
    )
