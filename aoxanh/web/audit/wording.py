"""Entries of the trail as people read them: the sentence, who did it, where, and what it leads to."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.access.types import MeansChange, RoleCode, SignInMeans
from aoxanh.activities import queries as activities
from aoxanh.files.types import FileKind
from aoxanh.kernel import numbers, retention
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.periods import FOREVER
from aoxanh.notices.types import Channel
from aoxanh.people import queries as people
from aoxanh.people.types import ConsentPurpose
from aoxanh.units import queries as units
from aoxanh.units.types import BeginningStep, Verb
from aoxanh.web.audit.sentences import SENTENCES, WHEN_NOT
from aoxanh.web.templatetags.aoxanh import job_name, list_name


if TYPE_CHECKING:
    from aoxanh.audit.models import Entry

NAMED_AT_MOST = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNIT_IDS = frozenset(
    {
        "unit_id",
        "counterpart_id",
        "root_id",
        "parent_id",
        "into_id",
        "host_unit_id",
        "decided_unit_id",
    }
)
_UNIT_LISTS = frozenset({"unit_ids", "into_ids", "heirs"})
_LABELS: Mapping[str, Mapping[str, Any]] = {
    "role": dict(RoleCode.choices),
    "means": dict(SignInMeans.choices),
    "change": dict(MeansChange.choices),
    "step": dict(BeginningStep.choices),
    "verb": dict(Verb.choices),
    "purpose": dict(ConsentPurpose.choices),
    "channel": dict(Channel.choices),
    "kind": dict(FileKind.choices),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that the entries of one page name, each fetched in one statement."""

    units: Mapping[int, str]
    accounts: Mapping[int, str]
    activities: Mapping[int, str]
    persons: Mapping[int, tuple[str, str]]
    """Code and name of the persons whom the reader may see."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a line of the trail."""

    entry_id: int
    event: str
    sentence: str
    actor: str
    unit: str
    thing: str
    href: str
    at: datetime


def _unit_ids(entry: "Entry") -> set[int]:
    found = {entry.unit_id}
    for name, value in entry.values.items():
        if name in _UNIT_LISTS:
            found |= set(value[:NAMED_AT_MOST])
        elif name in _UNIT_IDS:
            found.add(value)
    return {unit_id for unit_id in found if isinstance(unit_id, int)}


def names_for(entries: Iterable["Entry"], *, actor: Actor) -> Names:
    """Four statements, however many entries."""
    rows = list(entries)
    unit_ids = {unit_id for entry in rows for unit_id in _unit_ids(entry)}
    titles = activities.activities(actor=actor).filter(
        pk__in={entry.values.get("activity_id") or 0 for entry in rows}
    )
    shown = people.persons_by_id(
        {entry.subject_id or 0 for entry in rows if entry.subject_type == "person"}, actor=actor
    )
    return Names(
        units=units.names_at(unit_ids, actor.day),
        accounts=access.names_of(
            {entry.account_id for entry in rows if entry.account_id}, actor=actor
        ),
        activities=dict(titles.values_list("pk", "title")),
        persons={pk: (person.code, person.full_name) for pk, person in shown.items()},
    )


def line(entry: "Entry", names: Names, *, unit_id: int) -> Line:
    """One entry in words; links lead to pages of the desk ``unit_id``."""
    thing, href = _thing(entry, names, unit_id)
    return Line(
        entry_id=entry.pk,
        event=entry.event,
        sentence=sentence(entry.event, entry.values, names.units),
        actor=_who(entry, names),
        unit=names.units.get(entry.unit_id or 0, ""),
        thing=thing,
        href=href,
        at=entry.at,
    )


def sentence(event: str, values: Mapping[str, Any], unit_names: Mapping[int, str]) -> str:
    """What happened; the code itself for events of a version that no longer exists."""
    said = SENTENCES.get(event, event)
    if event in WHEN_NOT and not values.get(WHEN_NOT[event][0]):
        said = WHEN_NOT[event][1]
    written = {name: _written(event, name, value, unit_names) for name, value in values.items()}
    return str(said) % written if values else str(said)


def _written(event: str, name: str, value: Any, unit_names: Mapping[int, str]) -> str:  # noqa: ANN401  JSON
    if name in _UNIT_LISTS:
        return _listed(value, unit_names)
    if name in _UNIT_IDS and not (name == "into_id" and event.startswith("people.")):
        return unit_names.get(value, _("một đơn vị"))
    if (event.partition(".")[0], name) == ("work", "kind"):
        return list_name(value) if event.startswith("work.List") else job_name(value)
    if name in _WRITERS:
        return _WRITERS[name](value)
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:  # noqa: ANN401  JSON
    """Lists as their length, numbers with points between thousands, days as they are read, codes by their label."""
    if isinstance(value, list):
        return numbers.number(len(value))
    if isinstance(value, int):
        return numbers.number(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _day(value)
    return str(_labels(name).get(value, value))


def _labels(name: str) -> Mapping[str, Any]:
    if name == "holding":
        return {each.code: each.label for each in retention.holdings()}
    return _LABELS.get(name, {})


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return _("nay") if day == FOREVER else vn_date(day)


def _way(value: str) -> str:
    return _("ra") if value == "OUT" else _("vào")


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("year", "number", "first_number", "version"), str),
    "minutes": numbers.hours,
    "direction": _way,
}


def _listed(unit_ids: list[int], unit_names: Mapping[int, str]) -> str:
    named = [unit_names.get(pk, _("một đơn vị")) for pk in unit_ids[:NAMED_AT_MOST]]
    more = len(unit_ids) - len(named)
    listed = ", ".join(named)
    if not more:
        return listed
    return _("%(listed)s và %(more)s đơn vị khác") % {"listed": listed, "more": more}


def _who(entry: "Entry", names: Names) -> str:
    if entry.actor_kind == ActorKind.SYSTEM:
        return _("Hệ thống")
    if entry.account_id is None:
        return _("Khách có mã") if entry.pass_id else _("Khách")
    return names.accounts.get(entry.account_id, _("Tài khoản %(id)s") % {"id": entry.account_id})


def _thing(entry: "Entry", names: Names, unit_id: int) -> tuple[str, str]:
    """(name, address) of what the entry is about, when the reader may open it."""
    activity_id = entry.values.get("activity_id")
    if activity_id in names.activities:
        href = reverse("manage:activity", args=[unit_id, activity_id])
        return names.activities[activity_id], href
    subject_id = entry.subject_id or 0
    if entry.subject_type == "person" and subject_id in names.persons:
        code, name = names.persons[subject_id]
        return name, reverse("manage:person", args=[unit_id, code])
    if entry.subject_type == "unit":
        return _("Mở đơn vị"), reverse("manage:unit", args=[unit_id, subject_id])
    if entry.subject_type == "certificate":
        return _("Mở giấy chứng nhận"), reverse("manage:certificate", args=[unit_id, subject_id])
    return "", ""
