"""Setting up the instance: whose system this is, from a file or the first-run page (ORG-13)."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.lined import Lined, at_line
from aoxanh.places import queries as places
from aoxanh.places.errors import PlaceUnknown
from aoxanh.units.actions.changes import locked_units
from aoxanh.units.actions.founding import found_many
from aoxanh.units.actions.kinds import read_yaml
from aoxanh.units.errors import DemoAndReal, InstanceElsewhere
from aoxanh.units.models import Beginning, Instance, Unit
from aoxanh.units.queries.instance import KEY
from aoxanh.units.rules.reading import Place, choice, flag, mapping, text, year_themes
from aoxanh.units.types import (
    Decision,
    Founding,
    InstanceSettings,
    InstanceSetUp,
    Scale,
    SecondFactor,
)


_SETTINGS = (
    "scale", "name", "short_name", "portal_label", "place_name", "document_code", "support_phone",
    "theme", "year_themes", "second_factor", "is_demo", "place_id",
)  # fmt: skip


@transaction.atomic(savepoint=False)
def set_up_instance(
    *, by: Actor, root_id: int, settings: InstanceSettings, now: datetime
) -> Instance:
    """Say that this installation serves the unit ``root_id`` under these names; again to change them.

    Raises ``NotAllowed`` unless the system asks, ``UnitMissing``, ``InstanceElsewhere``, ``DemoAndReal``.
    """
    if not by.is_system:
        raise NotAllowed
    locked_units([root_id])
    row = Instance.objects.filter(pk=1).first()
    if row and row.root_id != root_id:
        raise InstanceElsewhere
    if row and row.is_demo != settings.is_demo:
        raise DemoAndReal

    if row is None and not settings.is_demo:
        Beginning.objects.get_or_create(pk=1, defaults={"created_at": now})
    row = row or Instance(pk=1, root_id=root_id, created_at=now)
    for name in _SETTINGS:
        setattr(row, name, getattr(settings, name))
    row.save()
    transaction.on_commit(forget)
    forget()
    event = InstanceSetUp(root_id, settings.scale)
    audit.record(by=by, event=event, unit_id=root_id, now=now)
    return row


@transaction.atomic(savepoint=False)
def load_instance(*, by: Actor, path: Path, now: datetime, is_demo: bool | None = None) -> Instance:
    """Set up the instance a file describes and found its root unit; again to change the settings.

    ``is_demo`` overrides what the file says. Kinds and the territory must have been loaded. Raises
    ``FileRefused``, ``KindUnknown`` and what ``set_up_instance`` raises.
    """
    at = Place(path.name, at_line(1))
    raw = mapping(read_yaml(path), at)
    root = mapping(raw.get("root"), at)
    place_id = _place_id(raw, by.day, path)
    settings = _settings(raw, at, place_id=place_id, is_demo=is_demo)
    existing = Instance.objects.filter(pk=1).first()
    root_id = existing.root_id if existing else _founded_root(by, root, path, place_id, now).pk
    return set_up_instance(by=by, root_id=root_id, settings=settings, now=now)


def forget() -> None:
    """Let pages read the instance anew."""
    cache.delete(KEY)


def _place_id(raw: Mapping[str, Any], day: date, path: Path) -> int | None:
    at = Place(path.name, "place")
    code = text(raw, "place", at, optional=True)
    if not code:
        return None
    try:
        return places.by_code(code=code, day=day).pk
    except PlaceUnknown as fault:
        raise at.refuse(str(fault)) from fault


def _settings(
    raw: Mapping[str, Any], at: Place, *, place_id: int | None, is_demo: bool | None
) -> InstanceSettings:
    return InstanceSettings(
        scale=choice(raw, "scale", Scale, at),
        name=text(raw, "name", at),
        short_name=text(raw, "short_name", at),
        place_name=text(raw, "place_name", at),
        portal_label=text(raw, "portal_label", at),
        document_code=text(raw, "document_code", at, optional=True),
        support_phone=text(raw, "support_phone", at, optional=True),
        theme=text(raw, "theme", at),
        year_themes=year_themes(raw, "year_themes", at),
        second_factor=choice(raw, "second_factor", SecondFactor, at),
        is_demo=flag(raw, "is_demo", at) if is_demo is None else is_demo,
        place_id=place_id,
    )


def _founded_root(
    by: Actor, root: Mapping[str, Any], path: Path, place_id: int | None, now: datetime
) -> Unit:
    at = Place(path.name, at_line(root.line if isinstance(root, Lined) else 1))
    founded_on = root.get("founded_on")
    if not isinstance(founded_on, date):
        raise at.refuse(_("thiếu hoặc sai “founded_on”"))
    signed_on = root.get("decision_signed_on")
    row = Founding(
        kind_code=text(root, "kind", at),
        name=text(root, "name", at),
        short_name=text(root, "short_name", at),
        on=founded_on,
        place_id=place_id,
        header_superior=text(root, "header_superior", at, optional=True),
        header_body=text(root, "header_body", at, optional=True),
        decision=Decision(
            number=text(root, "decision_number", at, optional=True),
            signed_on=signed_on if isinstance(signed_on, date) else None,
            issuer=text(root, "decided_by", at, optional=True),
        ),
    )
    return found_many(by=by, rows=[row], now=now)[0]
