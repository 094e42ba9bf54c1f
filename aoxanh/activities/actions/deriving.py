"""Presences from all scans that count, for many persons at once: the same whatever the order in which scans came."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet

from aoxanh.activities.actions.attendance import counted
from aoxanh.activities.actions.understanding import Meant
from aoxanh.activities.models import Activity, HoursEntry, Participation
from aoxanh.activities.rules.checkin import presence
from aoxanh.activities.types import Direction
from aoxanh.kernel import bulk
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.dates import local_day
from aoxanh.people import queries as people


Pair = tuple[int, int]
"""(person, shift)."""

_COLUMNS = ("checked_in_at", "checked_out_at", "method", "device_id", "witness_account_id")


class _Counted(NamedTuple):
    """What a presence needs to know of a scan that counts."""

    person_id: int
    shift_id: int
    direction: str
    happened_at: datetime
    method: str
    device_id: str
    account_id: int | None


@dataclass(slots=True)
class NewPresence:
    """A presence that came to be known, as it is written."""

    shift_id: int
    activity_id: int
    person_id: int
    signup_id: int | None
    organiser_unit_id: int
    participant_unit_id: int | None
    place_id: int
    day: date
    checked_in_at: datetime
    checked_out_at: datetime | None
    method: str
    device_id: str
    witness_account_id: int | None


_WRITTEN = tuple(each.name for each in fields(NewPresence))


@dataclass(slots=True)
class Derived:
    """What became of the presences."""

    new: list[NewPresence] = field(default_factory=list)
    changed: list[Participation] = field(default_factory=list)
    gone: list[Participation] = field(default_factory=list)
    waiting: list[Pair] = field(default_factory=list)
    """Of whom no check-in is known: their check-outs wait for it."""

    def taken_by(self, pairs: Collection[Pair]) -> "Derived":
        """What concerns these, each presence only once however often it is asked for."""
        found = Derived(waiting=[pair for pair in self.waiting if pair in pairs])
        self.new, found.new = _parted(self.new, pairs)
        self.changed, found.changed = _parted(self.changed, pairs)
        self.gone, found.gone = _parted(self.gone, pairs)
        return found


Known = TypeVar("Known", NewPresence, Participation)


def _parted(rows: list[Known], pairs: Collection[Pair]) -> tuple[list[Known], list[Known]]:
    """The others, and those of ``pairs``."""
    parts: tuple[list[Known], list[Known]] = ([], [])
    for row in rows:
        parts[(row.person_id, row.shift_id) in pairs].append(row)
    return parts


class _Presence(NamedTuple):
    """What the scans of one person at one shift add up to (``_COLUMNS``); the first check-in is its witness."""

    checked_in_at: datetime
    checked_out_at: datetime | None
    method: str
    device_id: str
    witness_account_id: int | None


def derive(activity: Activity, meant: Mapping[Pair, Meant | None]) -> Derived:
    """Bring the presences of ``meant`` up to date: six statements at most, whatever their number.

    The caller holds the activity. A presence whose minutes are in the ledger keeps its witness.
    """
    there, added = _there(meant), _added_up(meant)
    derived = Derived()
    for pair, who in meant.items():
        row, found = there.get(pair), added.get(pair)
        if row is None and found is None:
            derived.waiting.append(pair)
        elif row is None and found is not None and who is not None:
            derived.new.append(_new(activity, who, found))
        elif row is not None and found is None:
            derived.gone.append(row)
        elif row is not None and found is not None and _set(row, found):
            derived.changed.append(row)
    _attribute(derived.new)
    _write(derived)
    return derived


def _known(person_ids: list[int], shift_ids: list[int]) -> QuerySet[Participation]:
    credits_ = HoursEntry.objects.filter(participation_id=OuterRef("pk"))
    rows = Participation.objects.annotate(credited=Exists(credits_)).order_by("pk")
    return rows.filter(Among(F("person_id"), person_ids), Among(F("shift_id"), shift_ids))


def _seen(person_ids: list[int], shift_ids: list[int]) -> QuerySet[Any, Any]:
    rows = counted().filter(Among(F("person_id"), person_ids), Among(F("shift_id"), shift_ids))
    found: QuerySet[Any, Any] = rows.order_by("happened_at", "uuid").values_list(*_Counted._fields)
    return found


# Neither names the activity: while its rows are new, PostgreSQL takes it for small and would read all of them.
_KNOWN = Compiled(
    _known, "FOR NO KEY UPDATE OF activities_participation", person_ids=list, shift_ids=list
)
_SEEN = Compiled(_seen, person_ids=list, shift_ids=list)


def _there(pairs: Collection[Pair]) -> dict[Pair, Participation]:
    rows = _KNOWN.rows(**_apart(pairs))
    return {(row.person_id, row.shift_id): row for row in rows}


def _added_up(pairs: Collection[Pair]) -> dict[Pair, _Presence]:
    scans = defaultdict(list)
    for row in _SEEN.rows(**_apart(pairs)):
        scan = _Counted(*row)
        scans[scan.person_id, scan.shift_id].append(scan)
    return {pair: found for pair in pairs if (found := _sum(scans[pair])) is not None}


def _apart(pairs: Collection[Pair]) -> Mapping[str, list[int]]:
    return {
        "person_ids": list({person for person, _shift in pairs}),
        "shift_ids": list({shift for _person, shift in pairs}),
    }


def _sum(scans: Sequence[_Counted]) -> _Presence | None:
    ins = [scan for scan in scans if scan.direction == Direction.IN]
    outs = [scan.happened_at for scan in scans if scan.direction == Direction.OUT]
    found = presence((scan.happened_at for scan in ins), outs)
    if found is None:
        return None
    return _Presence(*found, ins[0].method, ins[0].device_id, ins[0].account_id)


def _new(activity: Activity, who: Meant, found: _Presence) -> NewPresence:
    return NewPresence(
        who.shift_id,
        activity.pk,
        who.person_id,
        who.signup_id or None,
        activity.unit_id,
        who.participant_unit_id,
        activity.place_id,
        local_day(who.starts_at),
        *found,
    )


def _set(row: Participation, found: _Presence) -> bool:
    """Whether anything changed."""
    credited: bool = row.credited  # type: ignore[attr-defined]  # annotated above
    names = _COLUMNS[:2] if credited else _COLUMNS
    changed = [name for name in names if getattr(row, name) != getattr(found, name)]
    for name in changed:
        setattr(row, name, getattr(found, name))
    return bool(changed)


def _attribute(rows: Collection[NewPresence]) -> None:
    """The participant's unit on the day, where the pass names none: one statement for each day."""
    open_ = defaultdict(list)
    for row in rows:
        if row.participant_unit_id is None:
            open_[row.day].append(row)
    for day, of_day in open_.items():
        units = people.participant_units([row.person_id for row in of_day], day)
        for row in of_day:
            row.participant_unit_id = units.get(row.person_id)


def _write(derived: Derived) -> None:
    bulk.insert(Participation, _WRITTEN, map(attrgetter(*_WRITTEN), derived.new))
    if derived.changed:
        Participation.objects.bulk_update(derived.changed, _COLUMNS)
    if derived.gone:
        Participation.objects.filter(pk__in=[row.pk for row in derived.gone]).delete()
