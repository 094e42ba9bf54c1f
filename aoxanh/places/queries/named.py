"""Places by the words of lists, each text looked up once."""

from datetime import date

from aoxanh.places.errors import PlaceUnclear
from aoxanh.places.queries.resolving import resolve


class PlaceNames:
    """Today's places for texts as people write them, former names included."""

    def __init__(self, *, day: date) -> None:
        self._day = day
        self._known: dict[str, int | str] = {}

    def one(self, text: str) -> int:
        """The one place that ``text`` means. Raises ``PlaceUnclear`` with the question to answer."""
        if text not in self._known:
            answer = resolve(text=text, day=self._day)
            self._known[text] = answer.proposed.id if answer.proposed else answer.note
        found = self._known[text]
        if isinstance(found, str):
            raise PlaceUnclear(note=found)
        return found
