"""A pasted list of officers, read against the units and the invitations there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from aoxanh.access.models import Invitation, RoleGrant
from aoxanh.access.queries.roles import may_appoint_within
from aoxanh.access.rules.lines import OfficerLine, read_officers
from aoxanh.access.rules.officers import usual_role
from aoxanh.access.types import OfficerRow, RoleCode
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.units import queries as units


_ROLES = {fold(str(role.label)): role for role in RoleCode}
_Key = tuple[str, int, str]


def officer_rows(text: str, *, unit_id: int, actor: Actor) -> list[OfficerRow]:
    """Each line with its unit, at or below ``unit_id``, and its role; or with what is wrong with it.

    Nothing for those who may not invite there. As many statements for one line as for a thousand.
    """
    if not actor.may(Permission.ACCOUNT_INVITE, at=unit_id):
        return []
    book = _Book(unit_id, actor)
    rows = [book.row(line) for line in read_officers(text)]
    return _without_repeats(rows, _standing(rows, actor=actor))


class _Book:
    """The units of a desk by everything they are called."""

    def __init__(self, unit_id: int, actor: Actor) -> None:
        self._desk, self._actor = unit_id, actor
        self._units = {
            row.unit_id: row for row in units.units(actor=actor, day=actor.day, within=unit_id)
        }
        self._named: dict[str, set[int]] = defaultdict(set)
        for pk, row in self._units.items():
            self._named[fold(row.name)].add(pk)
            self._named[fold(row.short_name)].add(pk)

    def row(self, line: OfficerLine) -> OfficerRow:
        unit_id = self._unit(line.unit)
        role = self._role(line.role, unit_id)
        return OfficerRow(
            line=line.line,
            full_name=line.full_name,
            contact=line.contact,
            unit_id=unit_id,
            unit_name=self._units[unit_id].name if unit_id else line.unit,
            role=role,
            fault=self._fault(line, unit_id, role),
        )

    def _unit(self, said: str) -> int | None:
        if not said:
            return self._desk
        wanted = fold(said)
        named = self._named.get(wanted) or {
            pk for name, pks in self._named.items() if f" {wanted} " in f" {name} " for pk in pks
        }
        return next(iter(named)) if len(named) == 1 else None

    def _role(self, said: str, unit_id: int | None) -> str:
        named = _ROLES.get(fold(said))
        if named or unit_id is None:
            return named or ""
        kind = self._units[unit_id].kind
        return usual_role(family=kind.family, level=kind.level).value

    def _fault(self, line: OfficerLine, unit_id: int | None, role: str) -> str:
        if not any(sign.isalpha() for sign in line.full_name):
            return _("Thiếu họ tên.")
        if not _stored(line.contact):
            return _("Thiếu số điện thoại hoặc e-mail đọc được.")
        if unit_id is None:
            return _("Không thấy đúng một đơn vị tên “%(name)s”.") % {"name": line.unit}
        if not may_appoint_within(self._actor, role, unit_id, desk_id=self._desk):
            return _("Bạn không được giao vai trò này ở đơn vị đó.")
        return ""


def _stored(contact: str) -> str:
    try:
        phone, email = read_contact(contact)
    except ValueError:
        return ""
    return phone or email


def _standing(rows: Sequence[OfficerRow], *, actor: Actor) -> Mapping[_Key, str]:
    """Who is invited or works there already, with the sentence that says so."""
    contacts = {_stored(row.contact) for row in rows} - {""}
    unit_ids = {row.unit_id for row in rows if row.unit_id}
    invited = Invitation.objects.filter(
        Q(phone__in=contacts) | Q(email__in=contacts),
        unit_id__in=unit_ids,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        role_until__gt=actor.day,
    ).order_by("pk")
    held = RoleGrant.objects.filter(
        Q(account__phone__in=contacts) | Q(account__email__in=contacts),
        unit_id__in=unit_ids,
        valid_to__gt=actor.day,
    ).order_by("pk")
    found: dict[_Key, str] = {}
    for phone, email, unit_id, role in invited.values_list("phone", "email", "unit_id", "role"):
        found |= {
            (contact, unit_id, role): _("Đã có lời mời đang chờ.") for contact in (phone, email)
        }
    columns = ("account__phone", "account__email", "unit_id", "role")
    for phone, email, unit_id, role in held.values_list(*columns):
        found |= {
            (contact or "", unit_id, role): _("Đang giữ vai trò này.") for contact in (phone, email)
        }
    return found


def _without_repeats(rows: Sequence[OfficerRow], standing: Mapping[_Key, str]) -> list[OfficerRow]:
    seen: dict[_Key, int] = {}
    checked = []
    for row in rows:
        key = (_stored(row.contact), row.unit_id or 0, row.role)
        fault = row.fault or standing.get(key, "")
        if not fault and key in seen:
            fault = _("Trùng với dòng %(line)s.") % {"line": seen[key]}
        if not fault:
            seen[key] = row.line
        checked.append(replace(row, fault=fault))
    return checked
