"""Two readings of every series: “theo thời điểm đó” and “quy về đơn vị hiện nay” (must hold e)."""

from datetime import date, timedelta

import pytest

from aoxanh.kernel.permissions import Permission, Reach
from aoxanh.places.models import Place
from aoxanh.units import actions, queries
from aoxanh.units.models import Closure, Unit
from aoxanh.units.types import Decision, Destination
from tests.units.conftest import REFORM


BASIS = Decision("45-QĐ/TĐTN", date(2025, 6, 25), "Tỉnh đoàn")
SPRING, SUMMER, AUTUMN = date(2025, 3, 26), date(2025, 7, 27), date(2025, 10, 15)


def as_at(facts):
    """Sums per unit over what lay within it on each fact's own day."""
    sums = {}
    for unit_id, _, day, value in facts:
        above = Closure.objects.on(day).filter(descendant_id=unit_id)
        for ancestor in above.values_list("ancestor_id", flat=True):
            sums[ancestor] = sums.get(ancestor, 0) + value
    return sums


def restated(facts, *, day, place_today=None):
    """Sums of ``facts`` per unit and whether they are allocated to it, on the map of ``day``."""
    targets = queries.destinations(
        [(unit, place) for unit, place, _, _ in facts], day=day, place_today=place_today
    )
    sums = {}
    for unit, place, _, value in facts:
        target = targets[unit, place]
        key = (target.unit_id, target.is_allocated)
        sums[key] = sums.get(key, 0) + value
    return sums


@pytest.fixture
def basis(system, now):
    return {"by": system, "on": REFORM, "decision": BASIS, "now": now}


@pytest.fixture
def map_of(db):
    """Old and new places: ``map_of("A", until=REFORM)``."""

    def make(name, *, since=date(1900, 1, 1), until=date(9999, 12, 31)):
        province, _ = Place.objects.get_or_create(
            level="PROVINCE", code="12", kind="PROVINCE", name="Lai Châu", full_name="tỉnh Lai Châu",
            search_text="lai chau", sort_key="a", valid_from=date(1900, 1, 1),
        )  # fmt: skip
        code = f"{Place.objects.count():05d}"
        return Place.objects.create(
            parent=province, level="COMMUNE", code=code, kind="COMMUNE", name=name, full_name=name,
            search_text=name, sort_key=name, valid_from=since, valid_to=until,
        )  # fmt: skip

    return make


def test_a_merger_leaves_the_past_as_it_was_and_restates_to_the_heir(basis, communes, district):
    first, second, heir = communes
    facts = [
        (first.pk, None, SPRING, 10),
        (second.pk, None, SPRING, 20),
        (heir.pk, None, SPRING, 40),
        (heir.pk, None, AUTUMN, 80),
    ]
    before = as_at(facts[:3])

    actions.merge(into_id=heir.pk, unit_ids=[first.pk, second.pk], **basis)

    assert as_at(facts[:3]) == before
    assert as_at(facts)[first.pk] == 10
    assert as_at(facts)[district.pk] == 150
    assert restated(facts, day=AUTUMN) == {(heir.pk, True): 150}
    spring = {(first.pk, True): 10, (second.pk, True): 20, (heir.pk, True): 40}
    assert restated(facts[:3], day=SPRING) == spring


def test_a_fact_after_the_closing_day_counts_to_the_heirs_as_at_its_day(basis, communes):
    first, heir, _ = communes
    actions.merge(into_id=heir.pk, unit_ids=[first.pk], **basis)

    assert as_at([(first.pk, None, REFORM, 1)])[heir.pk] == 1
    assert heir.pk not in as_at([(first.pk, None, REFORM - timedelta(days=1), 1)])


def test_a_closed_unit_without_heirs_restates_to_its_last_parent(basis, communes, district):
    actions.close(unit_id=communes[0].pk, **basis)

    found = queries.destinations([(communes[0].pk, None)], day=AUTUMN)

    assert found == {(communes[0].pk, None): Destination(district.pk)}


def test_a_chain_of_mergers_is_followed_to_its_end(basis, communes):
    first, second, third = communes
    actions.merge(into_id=second.pk, unit_ids=[first.pk], **basis)
    actions.merge(into_id=third.pk, unit_ids=[second.pk], **basis | {"on": date(2026, 1, 1)})

    facts = [(first.pk, None, SPRING, 5)]

    assert restated(facts, day=AUTUMN) == {(second.pk, True): 5}
    assert restated(facts, day=date(2026, 1, 1)) == {(third.pk, True): 5}


@pytest.fixture
def abolished(basis, province, district, communes, found, map_of):
    """A district that ended on the reform in favour of two communes of the new map."""
    heirs = [
        found(name, parent=province, on=REFORM, place_id=map_of(name, since=REFORM).pk)
        for name in ("Mới Một", "Mới Hai")
    ]
    actions.close(
        unit_id=district.pk, heir_ids=[heir.pk for heir in heirs], keeper_id=heirs[0].pk,
        children_to=heirs[0].pk, **basis,
    )  # fmt: skip
    return heirs


def place_of(unit):
    return unit.versions.get().place_id


def test_what_a_split_leaves_is_told_apart_by_the_place_of_each_fact(
    abolished, province, district, map_of
):
    one, two = abolished
    old_one, old_two, divided, lost = (map_of(name, until=REFORM).pk for name in "abcd")
    today = {
        old_one: frozenset({place_of(one)}),
        old_two: frozenset({place_of(two)}),
        divided: frozenset({place_of(one), place_of(two)}),
        lost: frozenset(),
    }
    facts = [(district.pk, place, SPRING, 2**n) for n, place in enumerate(today)]
    facts += [(district.pk, None, SPRING, 16), (district.pk, place_of(two), SPRING, 32)]

    found = restated(facts, day=AUTUMN, place_today=today)

    assert found == {(one.pk, True): 1, (two.pk, True): 34, (province.pk, False): 4 + 8 + 16}


def test_the_territory_register_answers_when_no_map_is_given(abolished, district, province, map_of):
    _, two = abolished
    old = map_of("cũ", until=REFORM)
    old.successions_after.create(successor_id=place_of(two), on=REFORM, share="WHOLE")

    found = queries.destinations([(district.pk, old.pk), (district.pk, None)], day=AUTUMN)

    assert found == {
        (district.pk, old.pk): Destination(two.pk),
        (district.pk, None): Destination(province.pk, is_allocated=False),
    }


def test_heirs_that_became_one_leave_nothing_unallocated(abolished, basis, district):
    one, two = abolished
    actions.merge(into_id=two.pk, unit_ids=[one.pk], **basis | {"on": date(2026, 1, 1)})

    found = queries.destinations([(district.pk, None)], day=date(2026, 1, 1))

    assert found == {(district.pk, None): Destination(two.pk)}


def test_heirs_without_a_common_ancestor_leave_it_unallocated_with_the_first(
    basis, found, kinds, today
):
    old, one, two = (found(name, kind="tinh_doan") for name in ("Cũ", "Một", "Hai"))
    actions.split(unit_id=old.pk, into_ids=[one.pk, two.pk], keeper_id=two.pk, **basis)

    found_at = queries.destinations([(old.pk, None)], day=today)

    assert found_at == {(old.pk, None): Destination(one.pk, is_allocated=False)}


def test_restating_many_facts_costs_as_much_as_restating_few(abolished, district, statements):
    with statements() as few:
        queries.destinations([(district.pk, place_of(abolished[0]))], day=AUTUMN)
    with statements() as many:
        queries.destinations([(district.pk, place_of(abolished[0]))] * 5000, day=AUTUMN)

    assert many.count == few.count <= 10


def visible(actor):
    rows = Unit.objects.visible_to(actor, Permission.UNIT_VIEW)
    return set(rows.values_list("pk", flat=True))


def test_what_a_closed_district_left_stays_visible_to_its_heirs_and_the_province(
    abolished, province, district, communes, officer, found
):
    stranger = found("Người ngoài", parent=province)

    assert all(district.pk in visible(officer(heir)) for heir in (*abolished, province))
    assert district.pk not in visible(officer(stranger))
    assert district.pk not in visible(officer(communes[2]))


def test_only_the_keeper_and_those_above_write_for_a_closed_district(
    abolished, province, district, officer
):
    keeper, reader = abolished

    assert officer(keeper, Reach.OWN).may(Permission.UNIT_EDIT, at=district.pk)
    assert not officer(reader, Reach.OWN).may(Permission.UNIT_EDIT, at=district.pk)
    assert officer(province, Reach.SUBTREE).may(Permission.UNIT_EDIT, at=district.pk)


def test_before_the_reform_the_heirs_saw_nothing_of_the_district(abolished, district, officer):
    day_before = REFORM - timedelta(days=1)

    assert district.pk not in visible(officer(abolished[0], day=day_before))


@pytest.mark.parametrize(
    ("reach", "reached"),
    [
        (Reach.OWN, {"province"}),
        (Reach.CHILDREN, {"province", "district"}),
        (Reach.SUBTREE, {"province", "district", "commune"}),
    ],
)
def test_reach_is_the_same_for_one_unit_and_for_a_list(
    province, district, communes, officer, reach, reached
):
    named = {"province": province, "district": district, "commune": communes[0]}
    actor = officer(province, reach)

    may = {name for name, unit in named.items() if actor.may(Permission.UNIT_VIEW, at=unit.pk)}
    seen = {name for name, unit in named.items() if unit.pk in visible(actor)}

    assert may == seen == reached
