"""What a typed name means once its matches are known."""

from collections.abc import Sequence
from datetime import date

from aoxanh.places.types import Match, Outcome, PlaceLevel


def weigh(matches: Sequence[Match], day: date) -> tuple[Outcome, tuple[Match, ...]]:
    """The outcome, and the matches left to show.

    A unit of today wins only when every older unit of the name became part of it; otherwise the user is asked,
    because old papers may mean the older one.
    """
    current = [match for match in matches if match.as_was.valid_to > day]
    former = [match for match in matches if match.as_was.valid_to <= day]
    if len(current) == 1 and all(current[0].as_was in match.today for match in former):
        return Outcome.CURRENT, (current[0],)

    known = [match for match in (*current, *former) if match.today]
    covered = {match.as_was for match in current}
    left = tuple(match for match in known if match in current or not set(match.today) <= covered)
    reached = {place for match in left for place in match.today}
    if not reached:
        return Outcome.UNKNOWN, tuple(matches)
    if len(reached) == 1:
        return Outcome.PROPOSED, left
    return (Outcome.ASK_PART if len(left) == 1 else Outcome.AMBIGUOUS), left


def provinces_first(matches: Sequence[Match]) -> tuple[Match, ...]:
    """A bare name that a province bears, or bore, means the province: so reports name them."""
    provinces = tuple(match for match in matches if match.as_was.level == PlaceLevel.PROVINCE)
    return provinces or tuple(matches)


def within_province(matches: Sequence[Match], code: str, inside: set[int]) -> tuple[Match, ...]:
    """Matches with what lies in one province of today: ``inside`` holds the ids of its communes."""
    narrowed = (
        Match(
            as_was=match.as_was,
            today=tuple(
                place
                for place in match.today
                if place.id in inside or (place.level == PlaceLevel.PROVINCE and place.code == code)
            ),
        )
        for match in matches
    )
    return tuple(match for match in narrowed if match.today)
