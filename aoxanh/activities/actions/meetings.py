"""Models of work invited to a meeting, and ideas matched there with a model that shows how (EVT-09)."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.writing import locked, record
from aoxanh.activities.errors import ModelInvited, ModelNotInvited
from aoxanh.activities.models import MeetingModel
from aoxanh.activities.types.meetings import ModelInvitedTo, ModelLeftOut
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import actions as practices
from aoxanh.practices import queries as registry


@transaction.atomic(savepoint=False)
def invite_model(*, by: Actor, activity_id: int, practice_code: str, now: datetime) -> MeetingModel:
    """Let a model of the registry take part. Raises ``Missing``, ``NotAllowed``, ``ModelInvited``."""
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    practice = registry.registered(practice_code)
    row, is_new = MeetingModel.objects.get_or_create(activity=activity, practice_id=practice.pk)
    if not is_new:
        raise ModelInvited

    event = ModelInvitedTo(activity.pk, practice.pk)
    record(by=by, event=event, activity=activity, now=now)
    return row


@transaction.atomic(savepoint=False)
def leave_model_out(*, by: Actor, activity_id: int, practice_code: str, now: datetime) -> None:
    """Take a model off the list. Raises ``Missing``, ``NotAllowed``, ``ModelNotInvited``."""
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    found = MeetingModel.objects.filter(activity=activity, practice__code=practice_code).first()
    if found is None:
        raise ModelNotInvited

    event = ModelLeftOut(activity.pk, found.practice_id)
    found.delete()
    record(by=by, event=event, activity=activity, now=now)


@transaction.atomic(savepoint=False)
def match_idea(
    *, by: Actor, activity_id: int, idea_code: str, practice_code: str, now: datetime
) -> None:
    """Name the model of the meeting that shows how an accepted idea is done.

    Raises ``Missing``, ``NotAllowed``, ``ModelNotInvited``, ``IdeaMatched``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    invited = MeetingModel.objects.filter(activity=activity, practice__code=practice_code)
    if not invited.exists():
        raise ModelNotInvited
    practices.name_model(by=by, idea_code=idea_code, practice_code=practice_code, now=now)
