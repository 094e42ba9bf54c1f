"""What a search of the registry found, as far as anybody turns pages."""

from dataclasses import replace

from aoxanh.practices.models import Practice
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.queries.registry import PracticeFilter, registry
from aoxanh.practices.types import PracticeState


MOST_FOUND = 1000
"""So many models at most does a search by words tell apart: what finds more has to be narrowed."""


class Hits:
    """What was found in the registry, latest first, counted as far as anybody turns pages."""

    ordered = True

    def __init__(self, asked: PracticeFilter) -> None:
        listed = replace(asked, state=PracticeState.LISTED)
        self._found = listed.narrow(Practice.objects.all(), most=MOST_FOUND + 1)
        self._is_counted_whole = not asked.text

    def count(self) -> int:
        """How many; one more than ``MOST_FOUND`` where a text stands in more than these."""
        rows = self._found if self._is_counted_whole else self._found[: MOST_FOUND + 1]
        return rows.count()

    def __getitem__(self, part: slice) -> PracticeQuerySet:
        """Some of them; what belongs to a model is read for these alone."""
        keys = self._found.order_by("-listed_at", "-pk").values("pk")[part]
        return registry().filter(pk__in=keys)
