"""What a reorganisation does to roles and invitations: who goes along, whose access ends, where nobody is left."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aoxanh.access.models import Invitation, RoleGrant
from aoxanh.access.models.grant import InvitationQuerySet
from aoxanh.access.rules import ROLES, grants_that_appoint
from aoxanh.access.rules.following import role_after
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import Plan, Step, Told, Weight, told_by_unit
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class Following:
    """A role that ends with its unit; ``role`` is the one held at ``at`` from then on, empty when none is.

    ``until`` is the end that the role had.
    """

    grant: RoleGrant
    at: int
    role: str
    until: date

    @property
    def said(self) -> str:
        return f"{self.grant.account.full_name}, {ROLES[self.grant.role].name}"


def followings(plan: Plan) -> list[Following]:
    """Every role at the units that end which reaches past the day, with what follows it: two statements."""
    rows = RoleGrant.objects.filter(unit_id__in=plan.ending, valid_to__gt=plan.on)
    grants = list(rows.select_related("account").order_by("unit_id", "valid_from", "pk"))
    acting = {plan.ending[grant.unit_id].acting_id for grant in grants}
    was = units.versions_at(acting | {grant.unit_id for grant in grants}, plan.on)
    kinds = {pk: (version.kind.family, version.kind.level) for pk, version in was.items()}
    found = []
    for grant in grants:
        step = plan.ending[grant.unit_id]
        goes = _goes(grant, step)
        role = role_after(grant.role, was=kinds[grant.unit_id], becomes=kinds[step.acting_id])
        found.append(Following(grant, step.acting_id, role if goes else "", grant.valid_to))
    return found


def _goes(grant: RoleGrant, step: Step) -> bool:
    is_new = step.acting_id != step.unit_id
    return is_new and grant.account.is_active and step.goes_along(grant.account_id)


def invitations_ending(plan: Plan) -> InvitationQuerySet:
    """Invitations to units that end which nobody has taken up."""
    rows = Invitation.objects.filter(
        unit_id__in=plan.ending, accepted_at=None, revoked_at=None, role_until__gt=plan.on
    )
    return rows.order_by("pk")


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Roles, access lost, units without anybody, invitations: a constant number of statements."""
    following = followings(plan)
    late = _(
        "Có vai trò bắt đầu từ ngày có hiệu lực trở đi. Hãy chọn ngày muộn hơn hoặc thu vai trò đó trước."
    )
    forbidden = _("Bạn không được giao vai trò này ở đơn vị nhận. Hãy nhờ đơn vị cấp trên ghi.")
    return [
        *_people(_late(following, plan.on), Weight.STOPS, late),
        *_people(_forbidden(following, by, plan.on), Weight.STOPS, forbidden),
        *_people(_shut_out(following, plan.on), Weight.WARNS, _("Không còn quyền ở đơn vị nào.")),
        *_empty(plan, following),
        *_people(
            [row for row in following if row.role],
            Weight.CHANGES,
            _("Vai trò ở đơn vị cũ hết hiệu lực; nhận vai trò tương ứng ở đơn vị giữ hồ sơ."),
        ),
        *_people(
            [row for row in following if not row.role],
            Weight.CHANGES,
            _("Vai trò hết hiệu lực, không chuyển sang đơn vị nhận."),
        ),
        *_invited(plan),
    ]


def _people(rows: Iterable[Following], weight: Weight, said: str) -> list[Told]:
    return told_by_unit(((row.grant.unit_id, row.said) for row in rows), weight, said)


def _late(following: Iterable[Following], on: date) -> list[Following]:
    """Roles that begin on the day or later: they cannot end before they began."""
    return [row for row in following if row.grant.valid_from >= on]


def _forbidden(following: Collection[Following], by: Actor, on: date) -> list[Following]:
    """Roles that ``by`` may not hand on at the acting unit, today or on the day."""
    if by.is_system:
        return []
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in following:
        if row.role:
            wanted[row.role].add(row.at)
    given = {
        (role, unit_id)
        for role, unit_ids in wanted.items()
        for day in (by.day, on)
        for unit_id in by.tree.covered(
            grants_that_appoint(by.current_grants, role), unit_ids=unit_ids, day=day
        )
    }
    return [row for row in following if row.role and (row.role, row.at) not in given]


def _shut_out(following: Collection[Following], on: date) -> list[Following]:
    """Holders who have no role anywhere from the day on."""
    ending = {row.grant.unit_id for row in following}
    rows = RoleGrant.objects.filter(account_id__in={row.grant.account_id for row in following})
    elsewhere = rows.filter(valid_from__lte=on, valid_to__gt=on).exclude(unit_id__in=ending)
    kept = set(elsewhere.order_by("pk").values_list("account_id", flat=True))
    kept |= {row.grant.account_id for row in following if row.role}
    found = {
        row.grant.account_id: row
        for row in following
        if row.grant.account_id not in kept and row.grant.account.is_active
    }
    return list(found.values())


def _empty(plan: Plan, following: Iterable[Following]) -> Iterator[Told]:
    """Units that take over and into which nobody gets from the day on."""
    taking = {heir for step in plan.ending.values() for heir in (*step.heirs, step.acting_id)}
    rows = RoleGrant.objects.filter(
        unit_id__in=taking, account__is_active=True, valid_from__lte=plan.on, valid_to__gt=plan.on
    )
    staffed = set(rows.order_by("pk").values_list("unit_id", flat=True))
    staffed |= {row.at for row in following if row.role}
    said = _("Đơn vị nhận chưa có ai vào được cổng từ ngày đó: hãy mời cán bộ trước.")
    for unit_id in sorted(taking - staffed):
        yield Told(unit_id=unit_id, weight=Weight.WARNS, said=said, count=1)


def _invited(plan: Plan) -> list[Told]:
    rows = (
        (row.unit_id, f"{row.full_name}, {ROLES[row.role].name}")
        for row in invitations_ending(plan)
    )
    said = _("Lời mời chưa nhận hết hiệu lực; hãy mời lại ở đơn vị nhận.")
    return told_by_unit(rows, Weight.CHANGES, said)
