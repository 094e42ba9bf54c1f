"""A picture of one's own for the badge of a rule."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.recognition.errors import RecognitionRuleUnknown
from aoxanh.recognition.models import RecognitionRuleRow
from aoxanh.recognition.types import BadgePictureSet
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def set_badge_picture(*, by: Actor, code: str, name: str, content: bytes, now: datetime) -> None:
    """Draw the badge of a rule with this picture, JPEG, PNG or WebP; without ``content`` as before.

    Only the system does (``NotAllowed``). Raises ``RecognitionRuleUnknown`` and what ``files.store`` raises.
    """
    if not by.is_system:
        raise NotAllowed
    rows = RecognitionRuleRow.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=code).first()
    if row is None:
        raise RecognitionRuleUnknown

    old_id = row.picture_id
    row.picture = None
    if content:
        row.picture = files.store(
            by=by,
            unit_id=units.instance().root_id or 0,
            kind=FileKind.PHOTO,
            name=name,
            content=content,
            now=now,
        )
    row.save(update_fields=["picture"])
    if old_id is not None:
        files.drop(by=by, file_id=old_id, now=now)
    event = BadgePictureSet(row.code, is_own=bool(content))
    audit.record(by=by, event=event, unit_id=None, now=now)
