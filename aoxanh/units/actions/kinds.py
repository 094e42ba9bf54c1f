"""Loading the kinds of units, which are data."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.lined import LinedFault, at_line, read_lined
from aoxanh.units.errors import FileRefused
from aoxanh.units.models import UnitKind
from aoxanh.units.rules.reading import kind_rows
from aoxanh.units.types import REFERENCE, KindsLoaded


_REFRESHED = ("family", "level", "name", "prefix", "is_sector", "is_territorial", "position")


def read_yaml(path: Path) -> object:
    """What a file of reference data says. Raises ``FileRefused`` with the line of a fault."""
    try:
        return read_lined(path.read_text(encoding="utf-8"), file=path.name)
    except FileNotFoundError as fault:
        raise FileRefused(
            file=path.name, where=path.parent, reason=_("không có tệp này")
        ) from fault
    except UnicodeDecodeError as fault:
        reason = _("không phải văn bản UTF-8")
        raise FileRefused(file=path.name, where=at_line(1), reason=reason) from fault
    except LinedFault as fault:
        reason = _("sai cú pháp YAML")
        if fault.key:
            reason = _("mục “%(key)s” ghi hai lần") % {"key": fault.key}
        raise FileRefused(file=path.name, where=at_line(fault.line), reason=reason) from fault


@transaction.atomic(savepoint=False)
def load_kinds(*, by: Actor, path: Path = REFERENCE / "kinds.yaml", now: datetime) -> int:
    """Write the kinds of a file, those that exist anew, and return how many it names.

    Raises ``NotAllowed`` unless the system itself asks, ``FileRefused``.
    """
    if not by.is_system:
        raise NotAllowed
    rows = kind_rows(read_yaml(path), file=path.name)

    kinds = [UnitKind(**row._asdict(), position=position) for position, row in enumerate(rows)]
    UnitKind.objects.bulk_create(
        kinds, update_conflicts=True, unique_fields=("code",), update_fields=_REFRESHED
    )
    audit.record(by=by, event=KindsLoaded(len(kinds)), unit_id=None, now=now)
    return len(kinds)
