"""Founding units: one, a tree at once, and what is refused."""

from datetime import date

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Reach
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Closure, Unit, UnitVersion
from aoxanh.units.types import Decision, Founding
from tests.units.conftest import LONG_AGO


def row(name, **more):
    values = {"kind_code": "doan_xa", "on": LONG_AGO, **more}
    return Founding(name=f"Đoàn xã {name}", short_name=name, **values)


def test_a_tree_of_five_levels_resolves_every_ancestor(system, now, kinds, today):
    rows = [
        row("Trung ương", kind_code="trung_uong_doan", key="1"),
        row("Lai Châu", kind_code="tinh_doan", key="2", parent_key="1"),
        row("Tam Đường", kind_code="huyen_doan", key="3", parent_key="2"),
        row("Tả Lèng", key="4", parent_key="3"),
        row("Lùng Than", kind_code="chi_doan", key="5", parent_key="4"),
    ]

    units = actions.found_many(by=system, rows=rows, now=now)

    above = queries.ancestors(unit_id=units[-1].pk, day=today)
    assert above == [unit.pk for unit in reversed(units[:-1])]


def test_stored_closure_equals_the_rule(system, now, province, district, communes):
    from aoxanh.units.actions.closure import below, rewrite

    assert rewrite(below([province.pk])) == 0
