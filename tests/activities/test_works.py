"""Youth works: taken on, finished, handed over with a paper; what is refused and what counts."""

from datetime import date, timedelta

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import ChoiceUnknown, PlaceMissing
from aoxanh.activities.errors.works import (
    ReceiverMissing,
    WorkAmountInvalid,
    WorkDayInvalid,
    WorkMovedOn,
    WorkUnnamed,
)
from aoxanh.activities.models import Work
from aoxanh.activities.types.works import WorkGiven, WorkKind
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.places.models import PlaceFlag
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries as figures
from tests.activities.world import refused


STARTED, FINISHED = date(2026, 3, 26), date(2026, 9, 2)


@pytest.fixture
def given(world):
    def work(**changes):
        plain = {
            "name": "Đường hoa thanh niên",
            "kind": WorkKind.WORK,
            "place_id": world.places["Tả Lèng"].pk,
            "started_on": STARTED,
            "amount": "1.250",
            "unit_name": "m",
            "value_vnd": 45_000_000,
        }
        return WorkGiven(**(plain | changes))

    return work


@pytest.fixture
def take_on(world, officer, given):
    def act(*, by=None, unit=None, **changes):
        return actions.take_on(
            by=by or officer,
            unit_id=(unit or world.ta_leng).pk,
            work=given(**changes),
            now=world.now,
        )

    return act


def finish(world, work, by, day=FINISHED):
    return actions.finish_work(by=by, work_id=work.pk, day=day, now=world.now)


def hand_over(world, work, by, **changes):
    kept = {"day": date(2026, 10, 1), "receiver": "UBND xã Tả Lèng", "paper": "BB 12/BB-UBND"}
    return actions.hand_over_work(by=by, work_id=work.pk, now=world.now, **(kept | changes))


def test_a_work_goes_from_hand_to_hand_in_order_and_each_step_once(world, officer, take_on):
    work = take_on()
    with refused(WorkMovedOn):
        hand_over(world, work, officer)
    with refused(WorkDayInvalid):
        finish(world, work, officer, STARTED - timedelta(days=1))
    with refused(WorkDayInvalid):
        finish(world, work, officer, world.day + timedelta(days=1))
    finish(world, work, officer)
    with refused(WorkMovedOn):
        finish(world, work, officer)
    for lacking in ({"receiver": ""}, {"paper": " "}):
        with refused(ReceiverMissing):
            hand_over(world, work, officer, **lacking)
    with refused(WorkDayInvalid):
        hand_over(world, work, officer, day=FINISHED - timedelta(days=1))

    done = hand_over(world, work, officer)

    assert (done.stage, done.amount, done.receiver) == ("HANDED_OVER", 1250, "UBND xã Tả Lèng")


def test_what_cannot_be_is_refused_and_nothing_is_kept(world, take_on, officer):
    others = world.opened(unit=world.binh_lu, place="Bình Lư")

    for wrong, error in (
        ({"name": "  "}, WorkUnnamed),
        ({"amount": "nhiều"}, WorkAmountInvalid),
        ({"started_on": world.day + timedelta(days=1)}, WorkDayInvalid),
        ({"criterion": "khac"}, ChoiceUnknown),
        ({"activity_id": others.pk}, ChoiceUnknown),
        ({"place_id": 0}, PlaceMissing),
        ({"by": world.officer(world.binh_lu)}, NotAllowed),
    ):
        with refused(error):
            take_on(**wrong)

    assert not Work.objects.exists()
    with refused(Missing):
        actions.finish_work(by=officer, work_id=0, day=FINISHED, now=world.now)


def test_a_work_is_described_anew_until_it_is_handed_over(world, officer, take_on, given):
    work = finish(world, take_on(), officer)
    edit = {"by": officer, "work_id": work.pk, "now": world.now}
    with refused(WorkDayInvalid):
        actions.edit_work(**edit, work=given(started_on=FINISHED + timedelta(days=1)))
    actions.edit_work(**edit, work=given(name="Tuyến đường sáng", amount=""))

    hand_over(world, work, officer)

    work.refresh_from_db()
    assert (work.name, work.amount) == ("Tuyến đường sáng", None)
    with refused(WorkMovedOn):
        actions.edit_work(**edit, work=given())


def test_works_count_on_the_days_they_were_finished_and_handed_over(
    world, officer, take_on, monkeypatch
):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    hand_over(world, finish(world, take_on(), officer), officer)
    finish(world, take_on(value_vnd=None), officer)
    take_on()
    while programmes.follow(by=world.system, now=world.now):
        pass

    codes = ("works_finished", "works_handed_over", "works_value_vnd")
    found = figures.flow_by_month(
        actor=world.system, codes=codes, unit_id=world.province.pk, period=Period.year(2026)
    )
    assert [sum(found[code].values()) for code in codes] == [2, 1, 45_000_000]
    assert figures.mismatches() == []


def test_only_communes_building_a_rural_area_count_with_works_for_a_criterion(world, take_on):
    PlaceFlag.objects.create(
        place=world.places["Tả Lèng"], flag="NEW_RURAL", valid_from=date(2026, 5, 1)
    )
    take_on()
    binh_lu = world.officer(world.binh_lu)
    take_on(by=binh_lu, unit=world.binh_lu, criterion="giao_thong")

    def at(code, day):
        asked = {"actor": world.system, "unit_id": world.province.pk, "day": day}
        return figures.stock_at(code=code, **asked)

    day = date(2026, 6, 1)
    assert (at("communes_with_rural_works", day), at("communes_building_rural", day)) == (0, 1)
    take_on(criterion="giao_thong")
    assert at("communes_with_rural_works", day) == 1
    assert at("communes_with_rural_works", date(2026, 4, 1)) == 0
    assert at("communes_building_rural", date(2026, 4, 1)) == 0


def test_works_are_seen_by_their_unit_and_those_above_in_the_years_they_last(
    world, officer, take_on
):
    work = hand_over(world, finish(world, take_on(), officer), officer)
    above = world.officer(world.province, "PROVINCE_OFFICER")
    asked = {"actor": above, "unit_id": world.province.pk}

    assert list(queries.works(**asked, year=2026)) == [work]
    assert not queries.works(**asked, year=2027)
    assert not queries.works(**asked, year=2026, stage="RUNNING")
    neighbour = world.officer(world.binh_lu)
    with pytest.raises(Missing):
        queries.work(work.pk, actor=neighbour, unit_id=world.ta_leng.pk)
