"""Which coordination model an activity, or a whole campaign, was run by."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities import queries as activities
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.training import queries
from aoxanh.training.errors import NotACoordinationModel
from aoxanh.training.models import AppliedModel
from aoxanh.training.types import CampaignModelApplied, ModelApplied


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


@transaction.atomic(savepoint=False)
def apply_to_campaign(
    *, by: Actor, campaign_id: int, unit_id: int, practice_code: str, now: datetime
) -> int:
    """Record the model for the activities of a campaign at a desk that name none yet; how many they were (ACT-12).

    Sent twice, or beside somebody who names one at the same moment, it changes nothing that is named.
    Raises ``Missing``, ``NotACoordinationModel``, ``NotAllowed``.
    """
    by.require(Permission.ACTIVITY_EDIT, at=unit_id)
    campaign = activities.campaign(campaign_id=campaign_id, unit_id=unit_id, actor=by)
    practice = queries.coordination_models().filter(code=practice_code).first()
    if practice is None:
        raise NotACoordinationModel

    found = queries.without_model(campaign_id=campaign_id, unit_id=unit_id, actor=by)
    rows = list(found.values_list("pk", "unit_id", "starts_on"))
    AppliedModel.objects.bulk_create(
        (AppliedModel(activity_id=pk, practice=practice, applied_at=now) for pk, *_at in rows),
        ignore_conflicts=True,
    )
    audit.record(
        by=by,
        event=CampaignModelApplied(campaign_id, practice.pk, len(rows)),
        unit_id=campaign.unit_id,
        touches=tuple(sorted({(unit, day) for _pk, unit, day in rows})),
        subject=("campaign", campaign_id),
        now=now,
    )
    return len(rows)
