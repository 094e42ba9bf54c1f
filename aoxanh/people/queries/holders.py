"""Facts never move: whose they are today is followed from the record under which they arose."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from aoxanh.people.models import Person


HOLDER = ("holder_code", "holder_name", "holder_sort_key")


def with_holders(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The rows with what ``HOLDER`` names, of the record that stands for each person."""
    held: QuerySet[Any, Any] = rows.annotate(
        **{
            f"holder_{short}": Coalesce(f"person__merged_into__{column}", f"person__{column}")
            for short, column in (
                ("code", "code"),
                ("name", "full_name"),
                ("sort_key", "sort_key"),
            )
        }
    )
    return held


def records_of(person_ids: Collection[int] | QuerySet[Any, Any]) -> QuerySet[Person, Any]:
    """The ids of every record whose facts count for one of the given ones."""
    rows = Person.objects.filter(Q(pk__in=person_ids) | Q(merged_into__in=person_ids))
    return rows.order_by().values("pk")
