"""Topics are loaded from files; loading again writes nothing."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.training import rules
from aoxanh.training.errors import TopicFileRefused
from aoxanh.training.models import Topic
from aoxanh.training.types import REFERENCE, TopicsLoaded


SHIPPED: Final = REFERENCE / "topics.yaml"


@transaction.atomic(savepoint=False)
def load_topics(*, by: Actor, path: Path = SHIPPED, now: datetime) -> int:
    """Load the topics of a file; returns how many rows were written. Courses keep the share they were declared with.

    Only the system loads (``NotAllowed``). Raises ``TopicFileRefused``; then nothing is loaded.
    """
    if not by.is_system:
        raise NotAllowed
    rows = [
        Topic(**columns, position=position)
        for position, columns in enumerate(rules.read_topics(_text(path), file=path.name))
    ]
    known = Topic.objects.in_bulk([row.code for row in rows])
    created = [row for row in rows if row.code not in known]
    changed = [row for row in rows if row.code in known and _differs(row, known[row.code])]
    for row in (*created, *changed):
        row.save()
    if created or changed:
        audit.record(by=by, event=TopicsLoaded(len(created), len(changed)), unit_id=None, now=now)
    return len(created) + len(changed)


def _differs(row: Topic, known: Topic) -> bool:
    columns = ("name", "is_coordination", "share", "valid_months", "position")
    return any(getattr(row, column) != getattr(known, column) for column in columns)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        reason = _("không phải văn bản UTF-8")
        raise TopicFileRefused(file=path.name, line=1, reason=reason) from fault
