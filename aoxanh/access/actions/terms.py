"""Warning of roles that end with their term: the holder and the superior, once each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access.models import RoleGrant
from aoxanh.access.queries.terms import ending_soon
from aoxanh.access.rules import ROLES
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel
from aoxanh.units import queries as units


_INVITING = tuple(code for code, role in ROLES.items() if Permission.ACCOUNT_INVITE in role.allows)


@transaction.atomic(savepoint=False)
def warn_of_ending(*, by: Actor, now: datetime) -> int:
    """Tell the holder of each role that ends within thirty days, and who answers for the unit above; once each.

    Returns how many roles that were. Raises ``NotAllowed`` unless the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    ending = list(ending_soon(by.day))
    above = units.parents(unit_ids={grant.unit_id for grant in ending}, day=by.day)
    superiors = _superiors(by, set(above.values()))
    names = units.names_at({grant.unit_id for grant in ending}, by.day)
    for grant in ending:
        said = {
            "role": ROLES[grant.role].name,
            "unit": names[grant.unit_id],
            "day": vn_date(grant.valid_to - timedelta(days=1)),
        }
        key = f"role:{grant.pk}:ends:{grant.valid_to}"
        told = {grant.account_id: (key, grant.unit_id)}
        parent = above.get(grant.unit_id)
        for account_id in superiors.get(parent or 0, ()):
            told.setdefault(account_id, (f"{key}:{account_id}", parent or 0))
        for account_id, (own_key, unit_id) in told.items():
            notices.post(
                by=by,
                key=own_key,
                channel=Channel.IN_APP,
                account_id=account_id,
                unit_id=unit_id,
                subject=_("Sắp hết nhiệm kỳ"),
                body=_(
                    "Vai trò %(role)s ở %(unit)s hết sau ngày %(day)s. Hãy bàn giao hoặc gia hạn."
                )
                % said,
                path=f"/dieu-phoi/{unit_id}/ban-giao/",
                now=now,
            )
    return len(ending)


def _superiors(by: Actor, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """Accounts that hand on roles at each of the units."""
    rows = RoleGrant.objects.filter(
        unit_id__in=list(unit_ids),
        role__in=_INVITING,
        valid_from__lte=by.day,
        valid_to__gt=by.day,
    ).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, account_id in rows.values_list("unit_id", "account_id"):
        found[unit_id].append(account_id)
    return found
