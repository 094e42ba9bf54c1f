"""Loading a programme from its file: another province's plan needs no code (house decision 7)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.lined import Lined, LinedFault, at_line, read_lined
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries, rules
from aoxanh.programmes.actions.plan_rows import write_rows
from aoxanh.programmes.errors import ProgrammeFileInvalid, ProgrammeIsClosed
from aoxanh.programmes.models import Edition, Programme
from aoxanh.programmes.types import ProgrammeClosed, ProgrammeLoaded


@transaction.atomic(savepoint=False)
def load(*, by: Actor, unit_id: int, path: Path, now: datetime) -> Programme:
    """Load the programme in ``path`` for its owner ``unit_id``, or its next edition.

    Loading what already holds changes nothing. Raises ``ProgrammeFileInvalid`` naming the file, the place and
    the reason; then nothing is loaded.
    """
    by.require(Permission.UNIT_EDIT, at=unit_id)
    raw = read_plan(path)
    _load_parent(raw, by=by, unit_id=unit_id, now=now)
    return put_edition(by=by, unit_id=unit_id, raw=raw, now=now)[0]


def put_edition(
    *, by: Actor, unit_id: int, raw: Lined, in_force_on: date | None = None, now: datetime
) -> tuple[Programme, Edition]:
    """Make a checked document the newest edition of its programme; one that says what holds already stays.

    The caller has checked that ``by`` may, and holds the transaction.
    """
    document = plain_document(raw)
    programme = _programme(raw, unit_id=unit_id)
    last = Edition.objects.filter(programme=programme).order_by("-number").first()
    if last is not None and last.document == document:
        return programme, last
    edition = Edition.objects.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        document=document,
        in_force_on=in_force_on if last else None,
        account_id=by.account_id,
        loaded_at=now,
    )
    editions = Edition.objects.filter(programme=programme).order_by("number", "pk")
    told = rules.targets_in_force(list(editions.values_list("in_force_on", "document")))
    write_rows(programme, raw, targets=told, day=by.day)
    audit.record(
        by=by,
        event=ProgrammeLoaded(programme.pk, len(raw["indicators"]), edition.number),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return programme, edition


def _load_parent(raw: Lined, *, by: Actor, unit_id: int, now: datetime) -> None:
    """A parent that is shipped comes along by itself."""
    path = queries.shipped_plans().get(raw.get("parent", "").lower())
    if path and not Programme.objects.filter(code=raw["parent"]).exists():
        load(by=by, unit_id=unit_id, path=path, now=now)


def read_plan(path: Path) -> Lined:
    """The checked document of a file. Raises ``ProgrammeFileInvalid``."""
    try:
        raw = read_lined(path.read_text(encoding="utf-8"), file=path.name)
    except (OSError, UnicodeDecodeError) as fault:
        raise ProgrammeFileInvalid(
            file=path.name, where=_("toàn tệp"), reason=_("không đọc được.")
        ) from fault
    except LinedFault as fault:
        raise ProgrammeFileInvalid(
            file=path.name, where=at_line(fault.line), reason=_unread(fault)
        ) from fault
    for found in rules.plan_faults(raw, queries.plan_world()):
        raise ProgrammeFileInvalid(file=path.name, where=at_line(found.line), reason=found.reason)
    return cast("Lined", raw)


def _unread(fault: LinedFault) -> str:
    if fault.day:
        return _("không có ngày %(day)s.") % {"day": fault.day}
    if fault.key:
        return _("mục %(key)s ghi hai lần.") % {"key": fault.key}
    return _("không đọc được, hãy xem lại dấu thụt đầu dòng và dấu hai chấm.")


def plain_document(raw: Lined) -> dict[str, Any]:
    """A checked document as its edition keeps it."""
    return cast("dict[str, Any]", _plain(raw))


def _plain(value: object) -> object:
    """A document as JSON keeps it: days as texts."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _programme(raw: Lined, *, unit_id: int) -> Programme:
    scope = raw.get("scope", {})
    parent = Programme.objects.filter(code=raw.get("parent", "")).first()
    programme, _is_new = Programme.objects.update_or_create(
        code=raw["code"],
        defaults={
            "unit_id": unit_id,
            "parent": parent,
            "name": raw["name"],
            "number": raw.get("number", ""),
            "issuer": raw.get("issuer", ""),
            "issued_on": raw.get("issued_on"),
            "scope_kind_id": scope.get("unit_kind"),
            "territory": scope.get("territory", ""),
            "subjects": raw.get("subjects", ""),
            "bases": _plain(raw.get("bases", [])),
            "budget_sources": _plain(raw.get("budget_sources", [])),
            "budgeting": _plain(raw.get("budgeting", {})),
            "valid_from": raw["from"],
            "valid_to": raw["to"],
        },
    )
    return programme


@transaction.atomic(savepoint=False)
def close_programme(*, by: Actor, programme_id: int, now: datetime) -> Programme:
    """End a programme for good: it is read, no longer amended. Raises ``NotAllowed``, ``ProgrammeIsClosed``."""
    locked = Programme.objects.select_for_update(of=("self",), no_key=True)
    programme = locked.get(pk=programme_id)
    by.require(Permission.UNIT_EDIT, at=programme.unit_id)
    if programme.closed_on is not None:
        raise ProgrammeIsClosed(name=programme.name)

    programme.closed_on = by.day
    programme.save(update_fields=["closed_on"])
    audit.record(
        by=by,
        event=ProgrammeClosed(programme.pk),
        unit_id=programme.unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return programme
