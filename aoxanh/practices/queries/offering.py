"""The models that are offered for a handbook."""

from collections.abc import Sequence

from aoxanh.practices.models import Practice
from aoxanh.practices.queries.hits import Hits
from aoxanh.practices.queries.registry import PracticeFilter, most_taken_up, registry


def offered_for_handbook(text: str, *, chosen: Sequence[str], most: int) -> list[Practice]:
    """What may be chosen: what is chosen already, then what the words find, or what was taken up most."""
    kept = {each.code: each for each in registry().filter(code__in=chosen)}
    rows = Hits(PracticeFilter(text=text))[:most] if text else most_taken_up()
    others = [each for each in rows[:most] if each.code not in kept]
    return [*(kept[code] for code in chosen if code in kept), *others]
