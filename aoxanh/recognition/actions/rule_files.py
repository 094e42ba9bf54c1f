"""What loading a file of rules shares, of service and of recognition."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.recognition.errors import ServiceRuleRefused
from aoxanh.recognition.models import RecognitionRuleRow, ServiceRuleRow


_OF_THE_FILE = ("name", "source", "definition", "position")
Row = TypeVar("Row", ServiceRuleRow, RecognitionRuleRow)


def text(*, by: Actor, path: Path) -> str:
    """The file, for the system alone. Raises ``NotAllowed``, ``ServiceRuleRefused``."""
    if not by.is_system:
        raise NotAllowed
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        reason = _("không phải văn bản UTF-8")
        raise ServiceRuleRefused(file=path.name, line=1, reason=reason) from fault


def plain(entry: Mapping[str, Any]) -> dict[str, object]:
    """An entry as a column keeps it."""
    found: dict[str, object] = json.loads(json.dumps(entry))
    return found


def write(
    rows: Sequence[Row], stored: Mapping[Any, Row], *, check_free: Callable[[Row], None]
) -> tuple[int, int]:
    """How many rows were created and changed. ``check_free`` refuses to change what somebody goes by."""
    created = changed = 0
    for row in rows:
        known = stored.get(row.code)
        if known is None:
            row.save()
            created += 1
        elif (known.definition, known.position) != (row.definition, row.position):
            if known.definition != row.definition:
                check_free(known)
            row.save(update_fields=_OF_THE_FILE)
            changed += 1
    return created, changed
