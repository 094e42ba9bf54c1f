"""The recognition file of an activity, made by a job when it is large."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from aoxanh.activities import queries as activities
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.recognition import queries
from aoxanh.recognition.types import FileAsked
from aoxanh.work import actions as work


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile
    from aoxanh.work.models import Job

FILE_JOB: Final = "recognition.file"
_KEPT: Final = timedelta(days=30)


@transaction.atomic(savepoint=False)
def ask_for_file(*, by: Actor, asked: FileAsked, now: datetime) -> "Job":
    """Have the file made in the background. Raises ``Missing``, ``NotAllowed``."""
    activity = activities.activity(activity_id=asked.activity_id, actor=by)
    by.require(Permission.SIGNUP_VIEW, at=activity.unit_id)
    arguments = {
        "activity_id": asked.activity_id,
        "picture_ids": sorted(asked.picture_ids),
        "article": asked.article,
    }
    return work.enqueue(
        by=by, kind=FILE_JOB, arguments=arguments, unit_id=activity.unit_id, now=now
    )


def make_file(
    *,
    by: Actor,
    arguments: Mapping[str, Any],
    unit_id: int,
    report: Callable[[int, int], None],
    now: datetime,
) -> "StoredFile":
    """Do what ``ask_for_file`` asked for and keep the archive for a month.

    Raises ``Missing``, ``NotAllowed`` when who asked may no longer see the activity.
    """
    asked = FileAsked(
        activity_id=arguments["activity_id"],
        picture_ids=frozenset(arguments["picture_ids"]),
        article=arguments["article"],
    )
    content = queries.recognition_file(asked, actor=by, on=now, report=report)
    return files.store(
        by=by,
        unit_id=unit_id,
        kind=FileKind.BUNDLE,
        name=f"ho-so-khen-thuong-{asked.activity_id}.zip",
        content=content,
        keep_until=by.day + _KEPT,
        now=now,
    )
