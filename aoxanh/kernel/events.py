"""What the trail calls a change: an event type with values that name nobody."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """Base of every event. Fields are ids, codes, numbers and days: never a name, phone or free text."""

    @classmethod
    def code(cls) -> str:
        """``activities.SignupsOpened``: the context and the class."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def values(self) -> dict[str, object]:
        """The fields as JSON can hold them."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return value
