"""Closing, merging, splitting: heirs, keepers, children, open work."""

from datetime import date, timedelta

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Closure, Hold, Parenthood, Succession, Unit, UnitVersion
from aoxanh.units.types import Decision
from tests.units.conftest import REFORM


BASIS = Decision("45-QĐ/TĐTN", date(2025, 6, 25), "Tỉnh đoàn")
DAY_BEFORE = REFORM - timedelta(days=1)


@pytest.fixture
def closed(system, now):
    def close(unit, **more):
        values = {"by": system, "on": REFORM, "decision": BASIS, "now": now, **more}
        return actions.close(unit_id=unit.pk, **values)

    return close


@pytest.fixture
def merged(system, now):
    def merge(units, into, **more):
        values = {"by": system, "on": REFORM, "decision": BASIS, "now": now, **more}
        return actions.merge(into_id=into.pk, unit_ids=[unit.pk for unit in units], **values)

    return merge


@pytest.fixture
def split(system, now):
    def divide(unit, into, keeper, **more):
        values = {"by": system, "on": REFORM, "decision": BASIS, "now": now, **more}
        heirs = [heir.pk for heir in into]
        return actions.split(unit_id=unit.pk, into_ids=heirs, keeper_id=keeper.pk, **values)

    return divide


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Unit, UnitVersion, Parenthood, Succession, Closure, Hold)
    ]


def test_a_closed_unit_passes_to_its_last_parent_which_keeps_its_books(
    closed, district, communes, province, true_closure
):
    closed(communes[0])

    assert queries.ancestors(unit_id=communes[0].pk, day=REFORM) == [district.pk, province.pk]
    assert queries.heirs(unit_id=communes[0].pk, day=REFORM) == [district.pk]
    assert queries.heirs(unit_id=communes[0].pk, day=DAY_BEFORE) == []
    assert queries.keeper(unit_id=communes[0].pk, day=DAY_BEFORE) == communes[0].pk
    assert queries.keeper(unit_id=communes[0].pk, day=REFORM) == district.pk
    true_closure()


def test_a_closed_unit_keeps_its_last_name(closed, communes, today):
    closed(communes[0])

    assert queries.names_at([communes[0].pk], today) == {communes[0].pk: "Đoàn Bình Lư"}
    assert queries.public_unit(code=communes[0].code, day=today).short_name == "Bình Lư"


def test_a_merger_gives_everything_to_one_heir_with_children_and_work(
    system, now, merged, communes, found, true_closure
):
    first, second, heir = communes
    branch = found("Chi đoàn bản", parent=first, kind="chi_doan")
    actions.hold(by=system, unit_id=first.pk, key="activity:1", until=date(2025, 8, 1), now=now)

    merged([first, second], heir)

    assert queries.keeper(unit_id=first.pk, day=REFORM) == heir.pk
    assert queries.ancestors(unit_id=branch.pk, day=DAY_BEFORE)[0] == first.pk
    assert queries.ancestors(unit_id=branch.pk, day=REFORM)[0] == heir.pk
    assert Hold.objects.get().unit == first
    true_closure()


def test_a_merger_catches_moves_that_were_planned_into_an_ending_unit(
    system, now, merged, communes, found, province, true_closure
):
    first, _, heir = communes
    branch = found("Chi đoàn bản", parent=province, kind="chi_doan")
    actions.move(
        by=system,
        unit_id=branch.pk,
        parent_id=first.pk,
        on=date(2027, 1, 1),
        decision=BASIS,
        now=now,
    )

    merged([first], heir)

    assert queries.ancestors(unit_id=branch.pk, day=date(2027, 1, 1))[0] == heir.pk
    true_closure()


def test_units_that_end_together_may_stand_below_each_other(
    merged, found, province, district, communes, true_closure
):
    heir = found("Mới", parent=province, kind="doan_xa", on=REFORM)

    merged([district, *communes], heir)

    for unit in (district, *communes):
        assert queries.keeper(unit_id=unit.pk, day=REFORM) == heir.pk
    true_closure()


def test_a_keeper_chain_ends_with_the_one_that_still_lives(
    system, now, merged, communes, true_closure
):
    first, second, third = communes

    merged([first], second)
    merged([second], third, on=date(2026, 3, 1))

    assert queries.keeper(unit_id=first.pk, day=date(2026, 2, 1)) == second.pk
    assert queries.keeper(unit_id=first.pk, day=date(2026, 3, 1)) == third.pk
    assert queries.keepers(unit_ids=[first.pk, third.pk], day=date(2026, 3, 1)) == {
        first.pk: third.pk,
        third.pk: third.pk,
    }
    true_closure()


def test_an_abolished_district_is_read_by_all_its_heirs_and_kept_by_one(
    system, now, split, province, district, communes, true_closure
):
    for commune in communes:
        actions.move(
            by=system, unit_id=commune.pk, parent_id=province.pk, on=REFORM, decision=BASIS, now=now
        )

    split(district, communes, communes[1])

    assert queries.heirs(unit_id=district.pk, day=REFORM)[0] == communes[1].pk
    assert set(queries.ancestors(unit_id=district.pk, day=REFORM)) == {
        *(commune.pk for commune in communes),
        province.pk,
    }
    assert queries.keeper(unit_id=district.pk, day=REFORM) == communes[1].pk
    assert queries.parents(unit_ids=[communes[0].pk], day=REFORM) == {communes[0].pk: province.pk}
    true_closure()


def test_a_closing_prepared_ahead_changes_nothing_before_its_day(closed, communes, today, district):
    closed(communes[0], on=date(2027, 1, 1))

    assert queries.keeper(unit_id=communes[0].pk, day=today) == communes[0].pk
    assert queries.keeper(unit_id=communes[0].pk, day=date(2027, 1, 1)) == district.pk


def test_open_work_stands_in_the_way_unless_somebody_takes_it_over(
    system, now, closed, communes, refused
):
    first, heir, _ = communes
    for number in (1, 2):
        key = f"activity:{number}"
        actions.hold(by=system, unit_id=first.pk, key=key, until=date(2025, 8, number), now=now)
    before = everything()

    with refused(errors.OpenWork, "còn 2 việc chưa xong"):
        closed(first)

    assert everything() == before
    closed(first, heir_ids=[heir.pk])
    assert queries.keeper(unit_id=first.pk, day=REFORM) == heir.pk


def test_finished_and_released_work_does_not_hinder(system, now, closed, communes):
    hold = {"by": system, "unit_id": communes[0].pk, "now": now}
    actions.hold(key="activity:1", until=REFORM, **hold)
    actions.hold(key="activity:2", until=date(2026, 1, 1), **hold)
    actions.hold(key="activity:3", until=date(2026, 1, 1), **hold)

    actions.hold(key="activity:2", until=DAY_BEFORE, **hold)
    actions.release(key="activity:3", **hold)

    assert closed(communes[0]).closed_on == REFORM


def test_no_work_is_begun_past_the_end_of_a_unit_that_nobody_follows(
    system, now, closed, communes, refused
):
    first, second, heir = communes
    closed(first)
    closed(second, heir_ids=[heir.pk])

    with refused(errors.WouldBeClosed, "01/07/2025"):
        actions.hold(by=system, unit_id=first.pk, key="activity:1", until=date(2025, 8, 1), now=now)
    actions.hold(by=system, unit_id=second.pk, key="activity:1", until=date(2025, 8, 1), now=now)
    with refused(errors.UnitMissing):
        actions.hold(by=system, unit_id=0, key="activity:1", until=date(2025, 8, 1), now=now)

    assert Hold.objects.get().unit == second


def test_open_children_stand_in_the_way_until_they_have_a_home(
    closed, district, province, communes, refused, true_closure
):
    before = everything()

    with refused(errors.OpenChildren, "còn 3 đơn vị trực thuộc"):
        closed(district)

    assert everything() == before
    closed(district, children_to=province.pk)
    assert queries.ancestors(unit_id=communes[0].pk, day=REFORM) == [province.pk]
    true_closure()


def test_what_cannot_end_is_refused_and_everything_stays(
    system, now, closed, merged, split, communes, found, province, district, refused
):
    first, second, third = communes
    gone = found("Đã kết thúc", parent=province)
    closed(gone)
    actions.rename(
        by=system,
        unit_id=third.pk,
        name="B",
        short_name="B",
        on=date(2026, 1, 1),
        decision=BASIS,
        now=now,
    )
    young = found("Còn mới", parent=province, on=date(2026, 1, 1))
    before = everything()

    with refused(errors.NotOpen):
        closed(gone)
    with refused(errors.NotOpen):
        closed(first, on=date(2004, 1, 1))
    with refused(errors.PlannedLater, "01/01/2026"):
        closed(third)
    with refused(errors.HeirNotOpen):
        merged([first], young)
    with refused(errors.HeirNotOpen):
        merged([first], gone)
    with refused(errors.HeirNotOpen):
        merged([first, second], first)
    with refused(errors.KeeperNotHeir):
        split(first, [second, province], third)
    with refused(errors.KeeperNotHeir):
        closed(first, heir_ids=[second.pk, third.pk])
    with refused(errors.TooFewUnits):
        split(first, [second], second)
    with refused(errors.TooFewUnits):
        merged([], second)
    for above in (province, district):
        with refused(errors.OwnAncestor):
            merged([above], first)

    assert everything() == before


def test_a_commune_officer_may_not_merge_a_sibling(merged, communes, officer, refused):
    with refused(NotAllowed):
        merged([communes[0]], communes[1], by=officer(communes[1]))
