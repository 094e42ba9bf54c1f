"""Whom of many one can invite, each with the role to offer, or with the reason why not."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from aoxanh.access.models import Invitation, RoleGrant
from aoxanh.access.queries.roles import may_appoint_within
from aoxanh.access.rules.officers import usual_role
from aoxanh.access.types import OfficerGiven, OfficerRow
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


_Key = tuple[str, int, str]
_ANY_ROLE = ""
"""Where no role is asked for, who works there already is offered none."""


def invitable(given: Sequence[OfficerGiven], *, unit_id: int, actor: Actor) -> list[OfficerRow]:
    """Each of ``given``, whose units lie at or below ``unit_id``, with a role; ``fault`` tells who is left out.

    Nobody for those who may not invite there. As many statements for one as for a thousand.
    """
    if not actor.may(Permission.ACCOUNT_INVITE, at=unit_id):
        return []
    versions = units.versions_at({each.unit_id for each in given}, actor.day)
    rows = []
    for each in given:
        version = versions[each.unit_id]
        kind = version.kind
        role = each.role or usual_role(family=kind.family, level=kind.level).value
        rows.append((each, version.name, role, _stored(each.contact)))
    standing = _standing(rows, actor=actor)
    seen: set[_Key] = set()
    found = []
    for each, unit_name, role, contact in rows:
        key = (contact, each.unit_id, role)
        fault = standing.get(key, "")
        if not each.role and not fault:
            fault = standing.get((contact, each.unit_id, _ANY_ROLE), "")
        if not contact:
            fault = _("Thiếu số điện thoại hoặc e-mail đọc được.")
        elif key in seen:
            fault = _("Đã có trong danh sách này.")
        elif not fault and not may_appoint_within(actor, role, each.unit_id, desk_id=unit_id):
            fault = _("Bạn không được giao vai trò này ở đơn vị đó.")
        seen.add(key)
        found.append(
            OfficerRow(
                line=each.line,
                full_name=each.full_name,
                contact=each.contact,
                unit_id=each.unit_id,
                unit_name=unit_name,
                role=role,
                fault=fault,
            )
        )
    return found


def _stored(contact: str) -> str:
    try:
        phone, email = read_contact(contact)
    except ValueError:
        return ""
    return phone or email


def _standing(
    rows: Sequence[tuple[OfficerGiven, str, str, str]], *, actor: Actor
) -> Mapping[_Key, str]:
    """Who is invited or works there already, with the sentence that says so."""
    contacts = {contact for _given, _name, _role, contact in rows} - {""}
    unit_ids = {given.unit_id for given, _name, _role, _contact in rows}
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
        for each in (role, _ANY_ROLE):
            found |= _said(_("Đã có lời mời đang chờ."), (phone, email), unit_id, each)
    columns = ("account__phone", "account__email", "unit_id", "role")
    for phone, email, unit_id, role in held.values_list(*columns):
        found |= _said(_("Đang giữ vai trò này."), (phone, email), unit_id, role)
        found |= _said(_("Đã có tài khoản ở đơn vị này."), (phone, email), unit_id, _ANY_ROLE)
    return found


def _said(
    words: str, contacts: Sequence[str | None], unit_id: int, role: str
) -> Mapping[_Key, str]:
    return {(contact, unit_id, role): words for contact in contacts if contact}
