"""What a place field offers while the user types: today's units first, then former ones with what they became."""

from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import Period
from aoxanh.places.models import Place
from aoxanh.places.queries.lookup import reference, today_of_each
from aoxanh.places.queries.search import find, ranked
from aoxanh.places.types import PlaceLevel, PlaceRef


class Choice(TypedDict):
    """A unit of today to fill in."""

    id: int
    code: str
    label: str


class Suggestion(TypedDict):
    """One line of the list. ``today`` with one choice fills the field; with several, ask which part."""

    code: str
    label: str
    detail: str
    today: list[Choice]


def suggest(
    *, text: str, day: date, within_province: str | None = None, limit: int = 8
) -> list[Suggestion]:
    """At most ``limit`` lines for a half typed name; ``within_province`` is a province code of ``day``."""
    current = find(text=text, day=day, within=within_province, limit=limit)
    lines = [_current(place) for place in current]
    if len(lines) < limit:
        lines += _former(text, day, within_province, {place.pk for place in current})
    return lines[:limit]


def _current(place: Place) -> Suggestion:
    shown = reference(place)
    return Suggestion(
        code=place.code, label=place.full_name, detail=_above(shown), today=[_choice(shown)]
    )


def _former(text: str, day: date, province: str | None, offered: set[int]) -> list[Suggestion]:
    """Former units, without those that only repeat the name of what is offered already."""
    places = ranked(Place.objects.filter(valid_to__lte=day), text, 40)
    became = today_of_each(places=places, day=day)
    lines = []
    for place in places:
        today = [
            target
            for target in became[place.pk]
            if province is None or province in {target.code, target.parent and target.parent.code}
        ]
        repeats = len(today) == 1 and today[0].pk in offered and today[0].name == place.name
        if today and not repeats:
            lines.append(_as_was(place, [reference(target) for target in today]))
    return lines


def _as_was(place: Place, today: list[PlaceRef]) -> Suggestion:
    shown = reference(place)
    last = vn_date(Period(place.valid_from, place.valid_to).last_day)
    detail = _("%(above)s (đến %(day)s)") % {"above": _above(shown), "day": last}
    return Suggestion(
        code=place.code,
        label=place.full_name,
        detail=detail.strip(),
        today=[_choice(target) for target in today],
    )


def _above(shown: PlaceRef) -> str:
    return shown.label.removeprefix(shown.full_name).removeprefix(", ")


def _choice(shown: PlaceRef) -> Choice:
    label = shown.full_name if shown.level == PlaceLevel.PROVINCE else shown.label
    return Choice(id=shown.id, code=shown.code, label=label)
