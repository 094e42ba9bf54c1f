"""Facts never move: whose they are today is followed from the record under which they arose."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from aoxanh.people.models import Person
from aoxanh.people.queries.consents import UNNAMED_KEY, gone_holders


HOLDER = ("holder_code", "holder_name", "holder_key")
"""By ``holder_key``, then by code, a list sorts what ``named_holders`` shows: hidden names stand last."""


def with_holders(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The rows with what ``HOLDER`` names, of the record that stands for each person."""
    held = rows.annotate(
        **{
            f"holder_{short}": Coalesce(f"person__merged_into__{column}", f"person__{column}")
            for short, column in (
                ("pk", "pk"),
                ("code", "code"),
                ("name", "full_name"),
                ("sort_key", "sort_key"),
            )
        }
    )
    gone = When(holder_pk__in=gone_holders(), then=Value(UNNAMED_KEY))
    told: QuerySet[Any, Any] = held.annotate(
        holder_key=Case(gone, default=F("holder_sort_key")),
    )
    return told


def records_of(person_ids: Collection[int] | QuerySet[Any, Any]) -> QuerySet[Person, Any]:
    """The ids of every record whose facts count for one of the given ones."""
    rows = Person.objects.filter(Q(pk__in=person_ids) | Q(merged_into__in=person_ids))
    return rows.order_by().values("pk")
