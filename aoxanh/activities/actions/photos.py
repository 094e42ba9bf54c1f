"""Choosing which pictures of what was held stand on its public page."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.writing import locked, record, save
from aoxanh.activities.errors import PhotoConsentMissing, PhotoWordsMissing, WrongState
from aoxanh.activities.models import Evidence
from aoxanh.activities.types import HELD_STATES, ActivityState
from aoxanh.activities.types.activity import PhotosPublished
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc


@transaction.atomic(savepoint=False)
def publish_photos(
    *, by: Actor, activity_id: int, captions: Mapping[int, str], agreed: bool, now: datetime
) -> list[Evidence]:
    """Show exactly these pictures, by id of their evidence, each with the words that tell it; the others are taken off.

    ``agreed`` says that those in the pictures, or who answers for them, agreed. Raises ``PhotoConsentMissing``,
    ``PhotoWordsMissing``, ``WrongState`` before it was held, ``Missing`` for what is no picture of it, ``NotAllowed``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_PUBLISH, at=activity.unit_id)
    if activity.state not in HELD_STATES:
        state = ActivityState(activity.state)
        raise WrongState(state=state.label, verb="đăng ảnh")
    if captions and not agreed:
        raise PhotoConsentMissing
    pictures = Evidence.objects.filter(activity=activity, file__kind=FileKind.PHOTO)
    chosen = list(pictures.filter(pk__in=captions).order_by("pk"))
    if len(chosen) != len(captions):
        raise Missing

    for row in chosen:
        row.caption = nfc(captions[row.pk])[:200]
        if not row.caption:
            raise PhotoWordsMissing
        row.published_at = row.published_at or now
    pictures.exclude(pk__in=captions).update(published_at=None)
    Evidence.objects.bulk_update(chosen, ["caption", "published_at"])
    save(activity)
    event = PhotosPublished(activity.pk, tuple(row.pk for row in chosen))
    record(by=by, event=event, activity=activity, now=now)
    return chosen
