"""Checklists and ways of using IT are loaded from files; loading again writes nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.inspections import rules
from aoxanh.inspections.errors import InspectionFileRefused
from aoxanh.inspections.models import Checklist, ItUse
from aoxanh.inspections.types import REFERENCE, ReferenceLoaded
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed


@transaction.atomic(savepoint=False)
def load_reference(*, by: Actor, folder: Path = REFERENCE, now: datetime) -> int:
    """Load ``checklists.yaml`` and ``it_uses.yaml`` of a folder; returns how many rows were written.

    Only the system loads (``NotAllowed``). Raises ``InspectionFileRefused``; then nothing is loaded.
    """
    if not by.is_system:
        raise NotAllowed
    checklists, uses = folder / "checklists.yaml", folder / "it_uses.yaml"
    lists = rules.read_checklists(_text(checklists), file=checklists.name)
    ways = rules.read_uses(_text(uses), file=uses.name)

    created, changed = map(
        sum, zip(_write(Checklist.objects, lists), _write(ItUse.objects, ways), strict=True)
    )
    if created or changed:
        audit.record(by=by, event=ReferenceLoaded(created, changed), unit_id=None, now=now)
    return created + changed


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        reason = _("không phải văn bản UTF-8")
        raise InspectionFileRefused(file=path.name, line=1, reason=reason) from fault


def _write(manager: models.Manager[Any], rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many rows were created and changed."""
    created = changed = 0
    for position, columns in enumerate(rows):
        wanted = {**columns, "position": position}
        known = manager.filter(pk=columns["code"]).values(*wanted).first()
        if known == wanted:
            continue
        created, changed = created + (known is None), changed + (known is not None)
        manager.model(**wanted).save()
    return created, changed
