"""For which of one's units a person takes part."""

from collections.abc import Iterable
from datetime import date

from aoxanh.people.types import MembershipKind


_ORDER = {
    MembershipKind.MEMBER: 0,
    MembershipKind.STUDENT_MEMBER: 1,
    MembershipKind.FEDERATION_MEMBER: 2,
    MembershipKind.VOLUNTEER: 3,
}


def first_choice(held: Iterable[tuple[str, date, int]]) -> int | None:
    """The unit to attribute to among memberships given as (kind, since, unit id).

    Union before association before federation before volunteer list; then the latest; then the lower id.
    """
    ranked = sorted(
        (_ORDER[MembershipKind(kind)], -since.toordinal(), unit_id) for kind, since, unit_id in held
    )
    return ranked[0][2] if ranked else None
