"""A volunteer's own account with the first lines of the profile."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from aoxanh.access import actions, queries
from aoxanh.people import actions as people
from aoxanh.people import queries as persons
from aoxanh.people.types import ConsentPurpose, GuardianGiven, PersonGiven
from aoxanh.units import queries as units
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Account


def consent(request: Request) -> str:
    """The words that one agrees to today."""
    return persons.consent_text(ConsentPurpose.PARTICIPATION, request.actor.day).text


def registered(request: Request, given: Mapping[str, str], now: datetime) -> "Account":
    """The account and, once the installation is set up, its person; inside the caller's transaction.

    Without a ``password`` the account signs in by other means.
    """
    account = actions.register(
        by=request.actor,
        contact=given["contact"],
        full_name=given["full_name"],
        password=given.get("password"),
        now=now,
    )
    root_id = units.instance().root_id
    if root_id is not None:
        people.register_volunteer(
            by=queries.actor_of(account, day=request.actor.day),
            unit_id=root_id,
            person=PersonGiven(
                full_name=given["full_name"],
                phone=account.phone or "",
                email=account.email or "",
                birth_year=int(given["birth_year"]),
            ),
            guardian=_guardian(given),
            now=now,
        )
    return account


def _guardian(given: Mapping[str, str]) -> GuardianGiven | None:
    if not given["guardian_full_name"] and not given["guardian_phone"]:
        return None
    return GuardianGiven(full_name=given["guardian_full_name"], phone=given["guardian_phone"])
