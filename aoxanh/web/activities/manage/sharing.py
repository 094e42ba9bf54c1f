"""“Chia sẻ”: the short link, its preview, the poster and ready messages of an activity."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aoxanh.activities import queries
from aoxanh.activities.types import HELD_STATES
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import seen
from aoxanh.web.activities.pictures import card_address
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


@require_safe
@needs(Permission.ACTIVITY_VIEW)
def activity_share(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Everything an officer sends or prints; of what was held, its results with who came."""
    activity = seen(request, activity_id)
    try:
        shown = queries.public_activity(code=activity.code, day=request.actor.day)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    came = None
    if activity.state in HELD_STATES:
        came = queries.turnout(activity_id=activity.pk, actor=request.actor)
    facts = queries.told(shown, came)
    context = {
        "unit_id": unit_id,
        "activity": activity,
        "told": facts,
        "card_address": card_address(queries.told(shown)),
        "short_message": queries.short_message(facts),
        "message": queries.ready_message(facts),
        "texts": queries.texts_of(activity, facts),
    }
    return render(request, "activities/manage/share.html", context)
