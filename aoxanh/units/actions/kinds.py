"""Loading the kinds of units, which are data."""

from datetime import datetime
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.units.errors import FileRefused
from aoxanh.units.models import UnitKind
from aoxanh.units.rules.reading import kind_rows
from aoxanh.units.types import REFERENCE, KindsLoaded


_REFRESHED = ("family", "level", "name", "prefix", "is_sector", "is_territorial", "position")


def read_yaml(path: Path) -> object:
    """What a file of reference data says. Raises ``FileRefused`` with the line of a fault."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise FileRefused(
            file=path.name, where=path.parent, reason=_("không có tệp này")
        ) from fault
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        where = _("dòng %(line)s") % {"line": line}
        raise FileRefused(file=path.name, where=where, reason=_("sai cú pháp YAML")) from fault


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
