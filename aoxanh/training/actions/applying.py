"""Which coordination model an activity was run by."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities import queries as activities
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.training import queries
from aoxanh.training.errors import NotACoordinationModel
from aoxanh.training.models import AppliedModel
from aoxanh.training.types import ModelApplied


@transaction.atomic(savepoint=False)
def apply_model(
    *, by: Actor, activity_id: int, practice_code: str, now: datetime
) -> AppliedModel | None:
    """Record the coordination model an activity went by; without a code none (ACT-12).

    Raises ``Missing``, ``NotACoordinationModel``, ``NotAllowed``.
    """
    activity = activities.activity(activity_id=activity_id, actor=by)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    practice = queries.coordination_models().filter(code=practice_code).first()
    if practice_code and practice is None:
        raise NotACoordinationModel

    row = None
    AppliedModel.objects.filter(pk=activity_id).delete()
    if practice is not None:
        row = AppliedModel.objects.create(
            activity_id=activity_id, practice=practice, applied_at=now
        )
    audit.record(
        by=by,
        event=ModelApplied(activity_id, practice.pk if practice else None),
        unit_id=activity.unit_id,
        touches=((activity.unit_id, activity.starts_on),),
        subject=("activity", activity_id),
        now=now,
    )
    return row
