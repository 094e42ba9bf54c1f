"""What places are counted as, and for how long."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from aoxanh.kernel.periods import Period
from aoxanh.places.models import Place, PlaceFlag
from aoxanh.places.types import Flag


def traits_of(place_ids: Collection[int]) -> Mapping[tuple[int, Flag], list[Period]]:
    """When each of the places was or will be counted as what: one statement."""
    found: dict[tuple[int, Flag], list[Period]] = defaultdict(list)
    rows = PlaceFlag.objects.filter(place_id__in=place_ids).order_by("valid_from", "pk")
    for place_id, flag, *span in rows.values_list("place_id", "flag", "valid_from", "valid_to"):
        found[place_id, Flag(flag)].append(Period(*span))
    return found


def ancestry(place_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Each place with what it lies in, itself among them: one statement."""
    rows = Place.objects.filter(pk__in=place_ids).order_by("pk")
    return {
        pk: frozenset(each for each in (pk, above, highest) if each)
        for pk, above, highest in rows.values_list("pk", "parent_id", "parent__parent_id")
    }
