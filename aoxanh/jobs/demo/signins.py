"""The accounts that the command line prints, each with the person behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.demo.folk import Folk, Member
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, texts
from aoxanh.jobs.demo.tree import BODY, DemoUnit, Tree
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


class Spell(NamedTuple):
    """A time in one unit's list."""

    unit: DemoUnit
    since: date
    until: date


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
    spells: tuple["Spell", ...]
    zeal: float

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
    person = people.register_volunteer(by=holder, unit_id=unit.unit_id, person=given, now=stage.now)
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
    spells = _spells(made, unit, row)
    if spells:
        people.verify(by=stage.by, person_id=person.pk, now=stage.now)
    for spell in spells:
        membership = MembershipGiven(
            kind=MembershipKind.MEMBER, valid_from=spell.since, valid_to=spell.until
        )
        people.join(
            by=stage.by,
            person_id=person.pk,
            unit_id=spell.unit.unit_id,
            membership=membership,
            now=stage.now,
        )
    return SignedIn(
        account, person, unit, row["told"], role, row.get("title", ""),
        bool(row.get("head")), bool(row.get("charge")), spells, row.get("zeal", 0.0),
    )  # fmt: skip


def _spells(made: Tree, unit: DemoUnit, row: dict[str, Any]) -> tuple[Spell, ...]:
    """Where they belong; ``before`` is the district to whose union they belonged earlier."""
    if row.get("unverified") or unit.sort == BODY:
        return ()
    spells = [Spell(unit, max(unit.founded_on, date(2022, 10, 15)), FOREVER)]
    if "before" in row:
        spells.insert(0, Spell(made[row["before"]], date(2023, 3, 26), REORGANISED_ON))
    return tuple(spells)


def join_in(folk: Folk, signed_in: Mapping[str, SignedIn]) -> None:
    """Count those who also serve themselves among their units' people."""
    for account in signed_in.values():
        for spell in account.spells if account.zeal else ():
            member = Member(account.person, spell.unit, spell.since, spell.until, account.zeal)
            folk.add(member)
