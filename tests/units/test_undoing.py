"""Taking back a change before its day: all is as if it had never been planned."""

from datetime import date

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.units import actions, errors
from aoxanh.units.models import Change, Closure, Parenthood, Succession, Unit, UnitVersion
from aoxanh.units.types import Decision
from tests.units.conftest import REFORM


NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def plan(system, now):
    return {"by": system, "on": NEXT_YEAR, "decision": Decision("9"), "now": now}


def everything():
    return [
        sorted(model.objects.values_list(*columns))
        for model, columns in (
            (Unit, ("pk", "closed_on", "closing")),
            (UnitVersion, ("unit", "name", "kind", "valid_from", "valid_to")),
            (Parenthood, ("unit", "parent", "valid_from", "valid_to")),
            (Succession, ("predecessor", "successor")),
            (Closure, ("ancestor", "descendant", "depth", "keeper", "valid_from", "valid_to")),
        )
    ]


def prepare(verb, plan, province, district, communes):
    first, second, third = (unit.pk for unit in communes)
    match verb:
        case "rename":
            actions.rename(unit_id=first, name="Đoàn xã Mai", short_name="Mai", **plan)
        case "reclassify":
            actions.reclassify(unit_id=first, kind_code="doan_phuong", **plan)
        case "move":
            actions.move(unit_id=first, parent_id=province.pk, **plan)
        case "close":
            actions.close(unit_id=district.pk, children_to=province.pk, **plan)
        case "merge":
            actions.merge(into_id=third, unit_ids=[first, second], **plan)
        case "split":
            actions.split(unit_id=first, into_ids=[second, third], keeper_id=third, **plan)


@pytest.mark.parametrize("verb", ["rename", "reclassify", "move", "close", "merge", "split"])
def test_every_prepared_verb_can_be_taken_back(
    plan, province, district, communes, system, now, verb, true_closure
):
    before = everything()
    prepare(verb, plan, province, district, communes)
    assert everything() != before

    actions.take_back(by=system, change_id=Change.objects.latest("pk").pk, now=now)

    assert everything() == before
    true_closure()


def test_what_is_in_force_or_founds_a_unit_stays(plan, system, now, communes, refused):
    unit_id = communes[0].pk
    actions.rename(unit_id=unit_id, name="Đoàn B", short_name="B", **plan | {"on": REFORM})

    for change_id in (Change.objects.latest("pk").pk, communes[0].founding_id):
        with refused(errors.CannotTakeBack):
            actions.take_back(by=system, change_id=change_id, now=now)
    with refused(errors.UnitMissing):
        actions.take_back(by=system, change_id=0, now=now)


def test_a_change_that_redirected_a_planned_move_stays(
    plan, system, now, communes, found, province, refused
):
    branch = found("Chi đoàn bản", parent=province, kind="chi_doan")
    later = plan | {"on": date(2028, 1, 1)}
    actions.move(unit_id=branch.pk, parent_id=communes[0].pk, **later)
    actions.merge(into_id=communes[1].pk, unit_ids=[communes[0].pk], **plan)

    with refused(errors.CannotTakeBack):
        actions.take_back(by=system, change_id=Change.objects.latest("pk").pk, now=now)


def test_nobody_returns_below_a_unit_that_ends(
    plan, system, now, communes, province, district, refused
):
    for unit in communes:
        actions.move(unit_id=unit.pk, parent_id=province.pk, **plan)
    moved = Change.objects.latest("pk").pk
    actions.close(unit_id=district.pk, **plan)

    with refused(errors.ParentClosed):
        actions.take_back(by=system, change_id=moved, now=now)


def test_a_stranger_takes_nothing_back(plan, now, communes, officer, refused):
    actions.rename(unit_id=communes[0].pk, name="Đoàn B", short_name="B", **plan)

    with refused(NotAllowed):
        actions.take_back(
            by=officer(communes[1]), change_id=Change.objects.latest("pk").pk, now=now
        )
