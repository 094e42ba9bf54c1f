"""Whose word counts as one from outside the organising unit: nobody judges what they or their own unit entered.

Of a unit that ended the one that keeps its books is the organiser.
"""

from collections.abc import Collection

from aoxanh.access import queries as access
from aoxanh.activities.errors import ConfirmationFromOutside
from aoxanh.activities.rules.hours import confirming, confirming_grant
from aoxanh.activities.types.late import Confirming
from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.units import queries as units


def is_inside(
    *, by: Actor, organiser_unit_id: int, person_id: int, asked_by: Collection[int | None] = ()
) -> bool:
    """Whether ``by``, under any account, works for the organiser, entered it, or is who it is about."""
    if by.account_id is None:
        return False
    holder = people.same_holder(by.account_id)
    if person_id in holder.person_ids or not holder.account_ids.isdisjoint(asked_by):
        return True
    keeper = units.keeper(unit_id=organiser_unit_id, day=by.day)
    return access.hold_a_role_at(holder.account_ids, unit_ids=(keeper,), day=by.day)


def confirming_from_outside(
    *,
    by: Actor,
    organiser_unit_id: int,
    host_unit_ids: Collection[int],
    sender_unit_id: int | None,
    person_id: int,
    asked_by: int | None,
) -> Confirming:
    """As what ``by`` confirms. Raises ``ConfirmationFromOutside``."""
    found = confirming(
        by,
        organiser_unit_id=units.keeper(unit_id=organiser_unit_id, day=by.day),
        host_unit_ids=host_unit_ids,
        sender_unit_id=sender_unit_id,
    )
    inside = is_inside(
        by=by, organiser_unit_id=organiser_unit_id, person_id=person_id, asked_by=(asked_by,)
    )
    if found is None or inside:
        raise ConfirmationFromOutside
    return found


def superior_from_outside(*, by: Actor, organiser_unit_id: int, person_id: int) -> int | None:
    """The unit above the organiser for which ``by`` may let hours grow; None for who is inside or not above."""
    keeper = units.keeper(unit_id=organiser_unit_id, day=by.day)
    if any(grant.unit_id == keeper for grant in by.current_grants):
        return None
    grant = confirming_grant(by, unit_id=keeper, besides=keeper)
    inside = is_inside(by=by, organiser_unit_id=organiser_unit_id, person_id=person_id)
    return grant.unit_id if grant is not None and not inside else None
