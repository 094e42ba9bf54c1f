"""A small organisation: a province, its districts and communes, and who may do what in it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.periods import BEGINNING, Period
from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.units import actions, queries
from aoxanh.units.actions.closure import rewrite
from aoxanh.units.models import Unit
from aoxanh.units.types import Decision, Founding


LONG_AGO = date(2004, 1, 1)
REFORM = date(2025, 7, 1)


@pytest.fixture
def kinds(db, system, now):
    return actions.load_kinds(by=system, now=now)


@pytest.fixture
def found(kinds, system, now):
    """Found a unit by its short name: ``found("Tả Lèng", parent=district, kind="doan_xa")``."""

    def make(short_name, *, parent=None, kind="doan_xa", on=LONG_AGO, place_id=None, decision=None):
        row = Founding(
            kind_code=kind,
            name=f"Đoàn {short_name}",
            short_name=short_name,
            on=on,
            parent_id=parent.pk if parent else None,
            place_id=place_id,
            decision=decision or Decision("01-QĐ/TĐTN", on, "Ban Thường vụ"),
        )
        return actions.found_many(by=system, rows=[row], now=now)[0]

    return make


@pytest.fixture
def province(found):
    return found("Lai Châu", kind="tinh_doan")


@pytest.fixture
def district(found, province):
    return found("Tam Đường", parent=province, kind="huyen_doan")


@pytest.fixture
def communes(found, district):
    return [found(name, parent=district) for name in ("Bình Lư", "Tả Lèng", "Thèn Sin")]


@pytest.fixture
def officer(today):
    """An account that holds ``permission`` at a unit with a reach."""

    def make(unit, reach=Reach.SUBTREE, *, permission=Permission.UNIT_EDIT, day=today):
        allows = {permission: reach, Permission.UNIT_VIEW: reach}
        grant = Grant("TOY", unit.pk, Period(BEGINNING), allows)
        return Actor(
            kind=ActorKind.ACCOUNT,
            day=day,
            account_id=7,
            grants=(grant,),
            tree=queries.ClosureTree(),
        )

    return make


@pytest.fixture
def refused(db):
    """Assert that a block raises ``error``, and let its transaction be undone as a request's would."""

    @contextmanager
    def check(error, saying=None):
        with pytest.raises(error, match=saying), transaction.atomic():
            yield

    return check


@pytest.fixture
def true_closure():
    """Assert that the stored closure of everything equals what the rule says."""

    def check():
        assert rewrite(Unit.objects.values_list("pk", flat=True)) == 0

    return check
