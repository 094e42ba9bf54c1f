"""The accounts that the command line prints, each with the person behind it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, texts
from aoxanh.jobs.demo.tree import DemoUnit, Tree
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.periods import FOREVER
from aoxanh.people import actions as people
from aoxanh.people.types import MembershipGiven, MembershipKind, PersonGiven


if TYPE_CHECKING:
    from aoxanh.access.models import Account
    from aoxanh.people.models import Person


PASSWORD = "aoxanh-demo-2026"  # noqa: S105  printed for everybody who starts the demo
_FIRST_NUMBER = 900_000_001


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One printed account, its person and what it holds."""

    account: "Account"
    person: "Person"
    unit: DemoUnit
    told: str
    role: str
    title: str
    is_head: bool
    in_charge: bool
    before: str

    def actor(self, day: date) -> Actor:
        """The account as asker, with its roles."""
        return accounts.actor_of(self.account, day=day)

    def printed(self) -> DemoAccount:
        contact = spoken_phone(self.account.phone or "")
        return DemoAccount(self.told, self.unit.name, contact.replace(" ", ""), PASSWORD)


def make(stage: Stage, made: Tree) -> dict[str, SignedIn]:
    """Register everybody, verify whom a unit knows, and grant the roles."""
    return {
        row["key"]: _one(stage, made, row, number)
        for number, row in enumerate(texts("accounts"), start=_FIRST_NUMBER)
    }


def _one(stage: Stage, made: Tree, row: dict[str, Any], number: int) -> SignedIn:
    unit = made[row["unit"]]
    phone = f"+84{number}"
    account = access.register(
        by=stage.by, contact=phone, full_name=row["name"], password=PASSWORD, now=stage.now
    )
    given = PersonGiven(
        full_name=row["name"], phone=phone, birth_date=row["born"], gender=row["gender"]
    )
    holder = accounts.actor_of(account, day=stage.day)
    person = people.register_volunteer(
        by=holder, unit_id=unit.unit_id, person=given, now=stage.now
    )
    role = row.get("role", "")
    if role:
        access.grant(
            by=stage.by,
            account_id=account.pk,
            role=role,
            unit_id=unit.unit_id,
            since=max(unit.founded_on, date(2022, 10, 15)),
            now=stage.now,
        )
    if row["key"] != "newcomer":
        _take_in(stage, made, unit, person, row.get("before", ""))
    return SignedIn(
        account, person, unit, row["told"], role, row.get("title", ""),
        bool(row.get("head")), bool(row.get("charge")), row.get("before", ""),
    )  # fmt: skip


def _take_in(stage: Stage, made: Tree, unit: DemoUnit, person: "Person", before: str) -> None:
    """The person as a verified member; ``before`` is the district to whose union they belonged earlier."""
    people.verify(by=stage.by, person_id=person.pk, now=stage.now)
    since = max(unit.founded_on, date(2022, 10, 15))
    spells = [(unit.unit_id, since, FOREVER)]
    if before:
        spells.insert(0, (made[before].unit_id, date(2023, 3, 26), REORGANISED_ON))
    for unit_id, valid_from, valid_to in spells:
        given = MembershipGiven(
            kind=MembershipKind.MEMBER, valid_from=valid_from, valid_to=valid_to
        )
        people.join(
            by=stage.by, person_id=person.pk, unit_id=unit_id, membership=given, now=stage.now
        )
