"""From a typed name, old or new, to today's units: nothing is decided that the text does not say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import Period
from aoxanh.places.models import Place, PlaceSuccession
from aoxanh.places.queries.lookup import reference, today_of_each, with_parents_of
from aoxanh.places.queries.search import begins
from aoxanh.places.rules.meaning import provinces_first, weigh, within_province
from aoxanh.places.rules.names import (
    bare_name,
    names_a_unit,
    parts,
    readings,
    same_spelling,
    widened,
)
from aoxanh.places.types import Match, Outcome, PlaceLevel, Resolution


@dataclass(frozen=True, slots=True)
class _Meant:
    """Places a text can mean, and the parts of it that named none."""

    places: list[Place]
    unread: tuple[str, ...]


def resolve(*, text: str, day: date, within: str | None = None) -> Resolution:
    """What “xã A”, “xã A, huyện B” or “xã A, huyện B, tỉnh C” is on ``day``.

    A part that names a unit which is not there makes the outcome UNKNOWN: the rest is shown, never filled in.
    ``within`` is the code of a province of ``day``: only what lies there today is considered.
    """
    names = parts(text)
    meant = _meant(names, day)
    matches = _matches(meant.places, day)
    if len(names) == 1 and len(readings(names[0])) == 1:
        matches = provinces_first(matches)
    if within is not None:
        matches = within_province(matches, within, _inside(matches, within))
    outcome, left = weigh(matches, day)
    if any(names_a_unit(part) for part in meant.unread):
        outcome = Outcome.UNKNOWN
    return Resolution(
        typed=text,
        outcome=outcome,
        matches=left,
        note=_note(outcome, left),
        unread=", ".join(meant.unread),
    )


def _meant(names: tuple[str, ...], day: date) -> _Meant:
    """The smallest part that names a unit within the parts after it; parts before it are hamlets and streets."""
    for start, name in enumerate(names):
        candidates = _named(name, day)
        if not candidates:
            continue
        contexts = {part: _bearers(part) for part in names[start + 1 :]}
        known = [ids for ids in contexts.values() if ids]
        found = _lying_in(candidates, known) or _lying_loosely_in(candidates, known)
        if found:
            nameless = tuple(part for part, ids in contexts.items() if not ids)
            return _Meant(_best_spelled(name, found), names[:start] + nameless)
    return _Meant([], names)


def _named(name: str, day: date) -> list[Place]:
    """Units of any time with this name; of another kind of the level only when none is of the kind typed."""
    rows = Place.objects.filter(valid_from__lte=day).with_parents().sorted()
    wanted = readings(name)
    exact = list(rows.filter(begins(wanted, whole=True)))
    return exact or list(rows.filter(begins(widened(wanted), whole=True)))


def _bearers(name: str) -> set[int]:
    """Provinces and districts of any time that bear the name."""
    rows = Place.objects.exclude(level=PlaceLevel.COMMUNE).order_by("pk")
    wanted = readings(name)
    exact = set(rows.filter(begins(wanted, whole=True)).values_list("pk", flat=True))
    return exact or set(
        rows.filter(begins(widened(wanted), whole=True)).values_list("pk", flat=True)
    )


def _ancestry(place: Place) -> set[int]:
    above = place.parent
    return {place.pk, *((above.pk, above.parent_id or 0) if above else ())}


def _lying_in(candidates: list[Place], contexts: list[set[int]]) -> list[Place]:
    return [place for place in candidates if all(_ancestry(place) & ids for ids in contexts)]


def _lying_loosely_in(candidates: list[Place], contexts: list[set[int]]) -> list[Place]:
    """Old and new names mixed: a former commune with today's province, today's commune with a former district."""
    found = candidates
    for ids in contexts:
        steps = PlaceSuccession.objects.order_by("pk")
        after = steps.filter(predecessor__in=ids).values_list("successor", flat=True)
        before = steps.filter(successor__in=ids).values_list("predecessor", flat=True)
        kin = ids | set(after) | set(before)
        came = steps.filter(successor__in=[place.pk for place in found])
        from_there = came.filter(predecessor__parent__in=ids) | came.filter(
            predecessor__parent__parent__in=ids
        )
        arrived = set(from_there.values_list("successor", flat=True))
        found = [place for place in found if _ancestry(place) & kin or place.pk in arrived]
    return found


def _best_spelled(name: str, places: list[Place]) -> list[Place]:
    """“Tân Thành” typed with its marks does not mean Tân Thạnh, unless nothing else is left."""
    typed = [bare_name(name, reading) for reading in readings(name)]
    exact = [
        place for place in places if any(same_spelling(spelling, place.name) for spelling in typed)
    ]
    return exact or places


def _matches(places: list[Place], day: date) -> tuple[Match, ...]:
    became = today_of_each(places=places, day=day)
    return tuple(
        Match(
            as_was=reference(place),
            today=tuple(reference(target) for target in became[place.pk]),
        )
        for place in with_parents_of(places, day)
    )


def _inside(matches: tuple[Match, ...], province: str) -> set[int]:
    ids = {place.id for match in matches for place in match.today}
    rows = Place.objects.filter(pk__in=ids, parent__code=province)
    return set(rows.values_list("pk", flat=True).order_by("pk"))


def _note(outcome: Outcome, matches: tuple[Match, ...]) -> str:
    if outcome == Outcome.CURRENT:
        return ""
    if outcome == Outcome.PROPOSED:
        return _proposal(matches[0])
    if outcome == Outcome.ASK_PART:
        return _question(matches[0])
    if outcome == Outcome.AMBIGUOUS:
        return _("Có nhiều nơi mang tên này. Hãy chọn đúng nơi.")
    return _(
        "Chưa nhận ra đơn vị hành chính này. Nguyên văn vẫn được giữ; hãy chọn đơn vị hiện nay."
    )


def _proposal(match: Match) -> str:
    return _("%(former)s nay là %(today)s (từ %(day)s).") % {
        "former": match.as_was.label,
        "today": match.today[0].label,
        "day": vn_date(match.as_was.valid_to),
    }


def _question(match: Match) -> str:
    ended = Period(match.as_was.valid_from, match.as_was.valid_to)
    count = len(match.today)
    text = ngettext(
        "%(former)s có đến hết %(day)s, nay thuộc %(count)s đơn vị. Hãy chọn phần đúng.",
        "%(former)s có đến hết %(day)s, nay thuộc %(count)s đơn vị. Hãy chọn phần đúng.",
        count,
    )
    return text % {"former": match.as_was.label, "day": vn_date(ended.last_day), "count": count}
