"""Loading by the million: checks put off, not left out; rows taken straight from a query."""

import tracemalloc

import pytest
from django.db import IntegrityError, connection, transaction

from aoxanh.kernel import bulk
from aoxanh.places.models import Place, PlaceAlias


ON_POSTGRES = connection.vendor == "postgresql"


def _guards(table):
    """The names of indexes and constraints that stand on a table."""
    with connection.cursor() as cursor:
        return {
            name
            for name, told in connection.introspection.get_constraints(cursor, table).items()
            if told["index"] or told["unique"] or told["foreign_key"] or told["primary_key"]
        }


@pytest.fixture
def place(today):
    return Place.objects.create(
        level="PROVINCE", code="12", kind="PROVINCE", name="Lai Châu", full_name="tỉnh Lai Châu",
        search_text="lai chau", sort_key="lai chau", valid_from=today,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_keys_and_indexes_stand_again_after_a_load():
    before = _guards("places_placealias")

    with bulk.unguarded(PlaceAlias):
        during = _guards("places_placealias")

    assert _guards("places_placealias") == before
    assert (during < before) == ON_POSTGRES


@pytest.mark.django_db(transaction=True)
def test_a_row_that_breaks_a_key_is_refused_in_the_end(place):
    columns = ("place_id", "alias")

    with pytest.raises(IntegrityError), transaction.atomic(), bulk.unguarded(PlaceAlias):
        bulk.insert(PlaceAlias, columns, [(place.pk + 1, "Tên cũ")])

    assert not PlaceAlias.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_load_that_failed_within_leaves_keys_and_indexes_as_they_were(place):
    before = _guards("places_placealias")

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        bulk.unguarded(PlaceAlias),
        transaction.atomic(savepoint=False),
    ):
        bulk.insert(PlaceAlias, ("place_id", "alias"), [(place.pk, None)])

    assert _guards("places_placealias") == before


@pytest.mark.django_db
def test_rows_are_taken_straight_from_a_query(place):
    rows = Place.objects.order_by().values_list("pk", "name")

    bulk.insert_from(PlaceAlias, ("place_id", "alias"), rows)

    alias = PlaceAlias.objects.get()
    assert (alias.place_id, alias.alias) == (place.pk, "Lai Châu")


@pytest.mark.django_db
def test_what_is_written_is_not_held_until_the_end(place):
    peaks = []
    for count in (bulk.AT_ONCE, 6 * bulk.AT_ONCE):
        tracemalloc.start()
        bulk.insert(
            PlaceAlias, ("place_id", "alias"), ((place.pk, f"{count} {n}") for n in range(count))
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert PlaceAlias.objects.count() == 7 * bulk.AT_ONCE
    assert peaks[1] < 3 * peaks[0]


@pytest.mark.django_db
def test_rows_written_in_bulk_know_their_keys(place):
    rows = [PlaceAlias(place=place, alias=name) for name in ("a", "b")]

    bulk.create(PlaceAlias, rows)

    assert [row.alias for row in PlaceAlias.objects.order_by("pk")] == ["a", "b"]
    assert {row.pk for row in rows} == set(PlaceAlias.objects.values_list("pk", flat=True))
