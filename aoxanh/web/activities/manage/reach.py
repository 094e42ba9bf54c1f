"""Finding the activity or campaign of a page, or answering 404; trying an action as one piece."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.http import Http404

from aoxanh.activities import queries
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign

Done = TypeVar("Done")


def seen(request: Request, activity_id: int) -> "Activity":
    """An activity the officer may read; others answer 404."""
    try:
        return queries.activity(activity_id=activity_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def campaign_seen(request: Request, unit_id: int, campaign_id: int) -> "Campaign":
    """A campaign that the desk works with; others answer 404."""
    try:
        return queries.campaign(campaign_id=campaign_id, unit_id=unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def campaign_led(request: Request, unit_id: int, campaign_id: int) -> "Campaign":
    """A campaign whose unit the officer acts for; others answer 404."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    if not request.actor.may(Permission.ACTIVITY_EDIT, at=campaign.unit_id):
        raise Http404
    return campaign


def owned(request: Request, activity_id: int, permission: Permission) -> "Activity":
    """An activity at whose unit the officer holds ``permission``; others answer 404."""
    activity = seen(request, activity_id)
    if not request.actor.may(permission, at=activity.unit_id):
        raise Http404
    return activity


def tried(action: Callable[[], Done]) -> Done:
    """What ``action`` gives; all of it is undone when it refuses."""
    with transaction.atomic():
        return action()
