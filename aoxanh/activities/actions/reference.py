"""Loads fields, kinds, lifecycles, safety rules, metrics, templates, types of campaign; again writes nothing."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from aoxanh.activities.errors import ReferenceFileRefused, ReferenceFolderEmpty
from aoxanh.activities.models import (
    ActivityKind,
    CampaignType,
    Criterion,
    FieldOfWork,
    Force,
    LifecycleRow,
    LinkDimension,
    OutputMetric,
    ReminderRule,
    SafetyRule,
    Template,
)
from aoxanh.activities.rules import reference as rules
from aoxanh.activities.rules import stages
from aoxanh.activities.rules.reference import TABLES, Entry
from aoxanh.activities.types import REFERENCE, ActivityMode, LoadReport
from aoxanh.activities.types.activity import ReferenceLoaded
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed


Rows = Mapping[str, Mapping[str, Any]]

_ROWS: Mapping[str, models.Manager[Any]] = {
    "fields": FieldOfWork.objects,
    "kinds": ActivityKind.objects,
    "lifecycles": LifecycleRow.objects,
    "safety": SafetyRule.objects,
    "metrics": OutputMetric.objects,
    "reminders": ReminderRule.objects,
    "templates": Template.objects,
    "campaigns": CampaignType.objects,
    "forces": Force.objects,
    "links": LinkDimension.objects,
    "criteria": Criterion.objects,
}
_CHECKS: Mapping[str, Callable[[Entry], None]] = {
    "kinds": rules.check_kind,
    "safety": rules.check_safety,
    "reminders": rules.check_reminder,
    "metrics": rules.check_metric,
    "forces": rules.check_force,
}
"""What entries of a table are checked by that lean on no other table."""

_SHOWN_COLUMNS = ("code", "name", "kind", "lifecycle", "field", "scene", "summary")


@transaction.atomic(savepoint=False)
def load_reference(*, by: Actor, folder: Path = REFERENCE, now: datetime) -> LoadReport:
    """Bring the reference rows to what ``folder``, or one file, says; rows they do not name stay.

    Only the system loads (``NotAllowed``). Raises ``ReferenceFolderEmpty`` and ``ReferenceFileRefused`` before
    anything is written.
    """
    if not by.is_system:
        raise NotAllowed
    found = _read(folder)
    _check(found)

    created = changed = 0
    for table in TABLES:
        made, mended = _write(_ROWS[table], _rows(table, found[table]))
        created, changed = created + made, changed + mended
    if created or changed:
        audit.record(by=by, event=ReferenceLoaded(created, changed), unit_id=None, now=now)
    return LoadReport(created, changed)


def _read(source: Path) -> dict[str, list[Entry]]:
    """The entries of a folder or of one file, by table."""
    found: dict[str, list[Entry]] = {table: [] for table in TABLES}
    for table in TABLES:
        for file in _files(source, table):
            found[table] += rules.read(table, file.name, _text(file))
    if not any(found.values()):
        raise ReferenceFolderEmpty(folder=source)
    return found


def _files(source: Path, table: str) -> list[Path]:
    wanted = f"{table}*.yaml"
    if source.is_file():
        return [source] if source.match(wanted) else []
    return sorted(source.glob(wanted))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        reason = _("không phải văn bản UTF-8")
        raise ReferenceFileRefused(file=file.name, line=1, reason=reason) from fault


def _check(found: Mapping[str, list[Entry]]) -> None:
    for entries in found.values():
        rules.check_once(entries)
    for table, check in _CHECKS.items():
        for entry in found[table]:
            check(entry)
    stored = LifecycleRow.objects.order_by("pk")
    paths = {row.code: stages.Path.parse(row.definition) for row in stored}
    paths |= {entry["code"]: rules.path_of(entry) for entry in found["lifecycles"]}
    full = {row.code for row in stored if row.is_full_path}
    rules.check_full_path(found["lifecycles"], full)
    known = rules.Known(
        kinds=_codes("kinds", found["kinds"]),
        fields=_codes("fields", found["fields"]),
        metrics=_codes("metrics", found["metrics"]),
        reminders=_codes("reminders", found["reminders"]),
        paths=paths,
    )
    for entry in found["templates"]:
        rules.check_template(entry, known)
    for entry in found["campaigns"]:
        rules.check_campaign(entry, known)


def _codes(table: str, entries: Iterable[Entry]) -> set[str]:
    stored = set(_ROWS[table].order_by("pk").values_list("pk", flat=True))
    return stored | {entry["code"] for entry in entries}


def _rows(table: str, entries: list[Entry]) -> Rows:
    return {
        entry["code"]: _columns(table, entry, position) for position, entry in enumerate(entries)
    }


def _columns(table: str, entry: Entry, position: int) -> Mapping[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(entry))
    if table == "lifecycles":
        is_full_path = bool(plain.pop("full_path", False))
        return {"name": entry["name"], "definition": plain, "is_full_path": is_full_path}
    if table == "templates":
        return _template_columns(plain) | {"position": position}
    if table == "campaigns":
        return _campaign_columns(plain) | {"position": position}
    if table == "kinds":
        plain = {"trains": False, "meets": False, "evidence": []} | plain
    if table == "links":
        plain = {"hint": ""} | plain
    if table == "metrics":
        flags = dict.fromkeys(("is_money", "is_beneficiaries", "is_work"), False)
        plain = {**flags, "counted": "", **plain}
    return {key: value for key, value in plain.items() if key != "code"} | {"position": position}


def _campaign_columns(plain: dict[str, Any]) -> dict[str, Any]:
    """A campaign's shown columns; its season, branches and metrics stay together."""
    shown = {key: plain.pop(key, "") for key in ("name", "summary", "scene")}
    plain.pop("code")
    return shown | {"definition": plain}


def _template_columns(plain: dict[str, Any]) -> dict[str, Any]:
    definition = {key: value for key, value in plain.items() if key not in _SHOWN_COLUMNS}
    definition.setdefault("mode", ActivityMode.REGULAR.value)
    return {
        "name": plain["name"],
        "kind_id": plain["kind"],
        "lifecycle_id": plain["lifecycle"],
        "primary_field_id": plain["field"],
        "scene": plain["scene"],
        "summary": plain.get("summary", ""),
        "definition": definition,
    }


def _write(manager: models.Manager[Any], rows: Rows) -> tuple[int, int]:
    """How many rows were created and changed."""
    stored = manager.in_bulk(list(rows))
    new, mended = [], []
    for code, columns in rows.items():
        row = stored.get(code)
        if row is None:
            new.append(manager.model(code=code, **columns))
        elif any(getattr(row, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(row, name, value)
            mended.append(row)
    manager.bulk_create(new)
    if mended:
        names = [name.removesuffix("_id") for name in next(iter(rows.values()))]
        manager.bulk_update(mended, names)
    return len(new), len(mended)
