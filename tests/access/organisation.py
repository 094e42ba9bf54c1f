"""A small organisation with accounts in it, for the tests of access, people and their pages."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from aoxanh.access import actions, queries
from aoxanh.access.models import Account
from aoxanh.kernel.actors import Actor
from aoxanh.units import actions as units
from aoxanh.units.models import Unit
from aoxanh.units.types import Decision
from tests import reference
from tests.once import once


FOUNDED = date(2010, 3, 26)
PASSWORD = "áo xanh trên núi"


@contextmanager
def refused(error):
    """Expect a refusal and go on: as after a request, what the action began is rolled back."""
    with pytest.raises(error) as refusal, transaction.atomic():
        yield refusal


@dataclass
class Organisation:
    """Tỉnh đoàn Lai Châu with two communes, one of which has a branch."""

    system: Actor
    day: date
    now: object
    province: Unit = None
    ta_leng: Unit = None
    binh_lu: Unit = None
    branch: Unit = None
    opened: int = 0

    def build(self) -> "Organisation":
        return once(self, Organisation._found_all)

    def _found_all(self) -> None:
        reference.kinds_of_units(by=self.system, now=self.now)
        self.province = self.found("Lai Châu", kind="tinh_doan")
        self.ta_leng = self.found("Tả Lèng", parent=self.province)
        self.binh_lu = self.found("Bình Lư", parent=self.province)
        self.branch = self.found("Chi đoàn bản Pho", parent=self.ta_leng, kind="chi_doan")

    def found(self, short_name, *, parent=None, kind="doan_xa", on=FOUNDED):
        return units.found(
            by=self.system,
            kind_code=kind,
            name=f"Đoàn {short_name}",
            short_name=short_name,
            parent_id=parent.pk if parent else None,
            place_id=None,
            on=on,
            decision=Decision("01-QĐ/TĐTN", on, "Ban Thường vụ"),
            now=self.now,
        )

    def account(self, full_name="Giàng A Pháo", contact="") -> Account:
        self.opened += 1
        return actions.register(
            by=self.system,
            contact=contact or f"09120000{self.opened:02d}",
            full_name=full_name,
            password=PASSWORD,
            now=self.now,
        )

    def officer(self, role, unit, *, account=None, **term) -> Actor:
        account = account or self.account()
        actions.grant(
            by=self.system,
            account_id=account.pk,
            role=role,
            unit_id=unit.pk,
            now=self.now,
            **term,
        )
        return queries.actor_of(account, day=self.day)
