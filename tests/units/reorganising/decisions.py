"""What the tests of reorganisations share: a decision, a line, all that may change, and what was told."""

from datetime import date

from aoxanh.access.models import Invitation, RoleGrant
from aoxanh.people.models import FocalPoint, Membership, Post
from aoxanh.units.models import (
    Change,
    Closure,
    Parenthood,
    Succession,
    Unit,
    UnitVersion,
)
from aoxanh.units.types import Decision, LineGiven, Verb


ON = date(2027, 1, 1)
DECISION = Decision("218-QĐ/TĐTN", date(2026, 11, 20), "Ban Thường vụ Tỉnh đoàn")


def merge(unit, into, **given):
    return LineGiven(unit_id=unit.pk, verb=Verb.MERGE, heir_ids=(into.pk,), **given)


def everything():
    """All that a reorganisation may touch."""
    return [
        sorted(model.objects.values_list(*columns))
        for model, columns in (
            (Unit, ("pk", "closed_on", "closing")),
            (UnitVersion, ("unit", "name", "valid_from", "valid_to")),
            (Parenthood, ("unit", "parent", "valid_from", "valid_to")),
            (Succession, ("predecessor", "successor", "keeper")),
            (Closure, ("ancestor", "descendant", "depth", "keeper", "valid_from", "valid_to")),
            (RoleGrant, ("account", "unit", "role", "valid_from", "valid_to", "ended_reason")),
            (Post, ("person", "unit", "valid_from", "valid_to")),
            (FocalPoint, ("person", "unit", "valid_from", "valid_to")),
            (Membership, ("person", "unit", "valid_from", "valid_to")),
            (Invitation, ("pk", "valid_until", "role_until")),
            (Change, ("pk", "verb", "on")),
        )
    ]


def said(report, code, weight):
    """(count, names) of what a context says with this weight."""
    groups = [
        group
        for chapter in report.chapters
        if chapter.code == code
        for group in chapter.groups
        if group.weight == weight
    ]
    return [(group.count, [name for told in group.told for name in told.names]) for group in groups]


def grants(unit, day=ON):
    rows = RoleGrant.objects.filter(unit=unit, valid_from__lte=day, valid_to__gt=day)
    return sorted(rows.values_list("account__full_name", "role"))
