"""Places by the words of lists, each text looked up once."""

from datetime import date

from django.utils.translation import gettext as _

from aoxanh.places.errors import PlaceUnclear
from aoxanh.places.queries.resolving import resolve
from aoxanh.places.types import Resolution


_OFFERED = 6
"""Units that a sentence names when a text leaves several."""


class PlaceNames:
    """Today's places for texts as people write them, former names included."""

    def __init__(self, *, day: date) -> None:
        self._day = day
        self._known: dict[str, Resolution] = {}

    def one(self, text: str) -> int:
        """The one place that ``text`` means. Raises ``PlaceUnclear`` with the question and what may be answered."""
        found = self._resolved(text)
        if found.proposed is None:
            raise PlaceUnclear(note=_asked(found))
        return found.proposed.id

    def told(self, text: str) -> str:
        """What is to be said of a text that means one place: which it is, and what it was called. No statement."""
        found = self._resolved(text)
        if found.note or found.proposed is None:
            return found.note
        return _("Là %(place)s.") % {"place": found.proposed.label}

    def _resolved(self, text: str) -> Resolution:
        if text not in self._known:
            self._known[text] = resolve(text=text, day=self._day)
        return self._known[text]


def _asked(found: Resolution) -> str:
    """The question, with the units among which one is to be named."""
    labels = [place.label for place in found.candidates]
    if not labels:
        return found.note
    offered = "; ".join(labels[:_OFFERED])
    if len(labels) > _OFFERED:
        offered += "; …"
    return _("%(question)s Ghi rõ: %(offered)s.") % {
        "question": found.note,
        "offered": offered,
    }
