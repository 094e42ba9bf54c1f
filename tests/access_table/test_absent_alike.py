"""What belongs to somebody else is answered as what is not there: the same words, the same headers, the same work.

The pages are drawn. What may differ is the address itself, and what is drawn by lot: tokens of forms.
"""

import os
import re
import statistics
import time
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aoxanh.config.settings import TEMPLATES  # noqa: TID251  pages are drawn, against the rule of this package
from aoxanh.kernel.scoping import ScopedQuerySet
from tests.access_table.asking import Asker, borrowed, kwargs, only_the_database_breaks
from tests.access_table.table import PERSON, ROLES, TABLE, UNIT, VOLUNTEER, Row
from tests.access_table.test_foreign_objects import PUBLIC


pytestmark = pytest.mark.django_db

ROUNDS = int(os.environ.get("AOXANH_ROUNDS", "7"))
"""Tries at what is somebody else's and at what is not there, in turns."""
CLOSE = 0.003 if ROUNDS > 7 else 0.01
"""Seconds of the processor by which the two may differ, as medians; more where other tests run beside."""
TIMED = TABLE if ROUNDS > 7 else TABLE[::12]

GUARDED = TABLE[::8]
"""Pages asked for at a unit of others and at none: one guard answers for all."""
HISTORY = {"manage:change_take_back": {"change.pk"}}
"""What became of units stands on their public pages; a change of others is looked at further before it is refused."""

DRAWN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"')


class Absent:
    """A thing that is not there: its columns have values of the same shape that nobody holds."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __getattr__(self, column: str) -> object:
        value = getattr(self._thing, column)
        if isinstance(value, int):
            return value + (50 if column == "year" else 5_000_000)
        return uuid4() if isinstance(value, UUID) else f"{value[:-2]}ZZ"


@dataclass(frozen=True, slots=True)
class Pair:
    """One address of somebody else, and one of nobody, asked for by the same asker."""

    what: str
    column: str
    foreign: tuple[str, Mapping[str, object]]
    absent: tuple[str, Mapping[str, object]]


def _pairs(row: Row, asker: Asker) -> Iterator[Pair]:
    """Each thing that the page is about, exchanged by itself."""
    if row.about == UNIT:
        yield from _of_units(row, asker)
    elif row.about == PERSON:
        own, other = (asker.things(row, VOLUNTEER, relation) for relation in ("own", "other"))
        for source in row.objects:
            name = source.partition(".")[0]
            asked = (
                ChainMap({name: each[name]}, own) for each in (other, {name: Absent(own[name])})
            )
            foreign, absent = (
                (reverse(row.name, kwargs=kwargs(row, each)), each) for each in asked
            )
            yield Pair(source, VOLUNTEER, foreign, absent)


def _of_units(row: Row, asker: Asker) -> Iterator[Pair]:
    column = next((role for role in ROLES if "own" in row.cells[role]), ROLES[0])
    own, sibling = asker.land.spots["own"], asker.land.spots["sibling"]

    def address(things: Mapping[str, object], unit: object) -> tuple[str, Mapping[str, object]]:
        return reverse(row.name, kwargs=kwargs(row, things) | {"unit_id": unit.pk}), things

    if row in GUARDED:
        units = (sibling["unit"], Absent(own["unit"]))
        yield Pair("unit", column, *(address(own, unit) for unit in units))
    for source, things in borrowed(row, asker.land):
        if source in PUBLIC.get(row.name, ()) or source in HISTORY.get(row.name, ()):
            continue
        name = source.partition(".")[0]
        absent = ChainMap({name: Absent(own[name])}, own)
        yield Pair(source, column, address(things, own["unit"]), address(absent, own["unit"]))


@dataclass(frozen=True, slots=True)
class Heard:
    """What an asker can hear of an answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes
    statements: int


def _heard(row: Row, pair: Pair, address: tuple[str, Mapping[str, object]], asker: Asker) -> Heard:
    path, things = address
    with CaptureQueriesContext(connection) as asked:
        answer = asker.answer(row, path, pair.column, things=things)
    body = DRAWN.sub(rb"\1", answer.content.replace(path.encode(), b"/"))
    headers = {
        name: value.replace(path, "/")
        for name, value in answer.items()
        if name not in {"Content-Length", "X-Request-ID"}
    }
    return Heard(
        answer.status_code, tuple(headers.items()), tuple(answer.cookies), body, len(asked)
    )


def _told_apart(row: Row, asker: Asker) -> dict[str, list[str]]:
    """By which of its traits each pair is told apart; empty where everything is answered alike."""
    found = {}
    pairs = list(_pairs(row, asker))
    for pair in pairs[:1]:
        _heard(row, pair, pair.absent, asker)  # what is remembered from now on
    for pair in pairs:
        foreign, absent = (_heard(row, pair, each, asker) for each in (pair.foreign, pair.absent))
        unlike = [
            f"{each.name}: {getattr(foreign, each.name)!r:.200}, {getattr(absent, each.name)!r:.200}"
            for each in fields(Heard)
            if getattr(foreign, each.name) != getattr(absent, each.name)
        ]
        if unlike:
            found[pair.what] = unlike
    return found


@pytest.fixture(scope="module", autouse=True)
def _drawn() -> Iterator[None]:
    with override_settings(TEMPLATES=TEMPLATES), only_the_database_breaks():
        yield


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_what_is_of_others_is_answered_as_what_is_not_there(row, asker):
    assert _told_apart(row, asker) == {}


BATCHES = import_module("aoxanh.work.queries.batches")
LIST = next(row for row in TABLE if row.name == "manage:list")


def _looks_further(monkeypatch, work) -> None:
    """What lists may be brought into a unit is asked where a list was found alone, and takes ``work()``."""
    real = BATCHES.kinds_at

    def kinds_at(unit_id, *, actor):
        if not unit_id:
            return []
        work()
        return real(unit_id, actor=actor)

    monkeypatch.setattr(BATCHES, "kinds_at", kinds_at)


def test_a_look_that_goes_on_when_there_is_something_is_noticed(asker, monkeypatch):
    _looks_further(monkeypatch, lambda: None)

    assert list(_told_apart(LIST, asker)) == ["batch.code"]


def test_other_words_are_noticed(asker, monkeypatch):
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda self, *_: self)

    assert any(_told_apart(row, asker) for row in TABLE[::12])


def _longer(row: Row, pair: Pair, asker: Asker) -> float:
    """Seconds of the processor that an answer about somebody else's takes more than one about nobody's; medians."""

    def taken(address: tuple[str, Mapping[str, object]]) -> float:
        path, things = address
        began = time.process_time()
        asker.answer(row, path, pair.column, things=things)
        return time.process_time() - began

    taken(pair.foreign), taken(pair.absent)
    tries = [(taken(pair.foreign), taken(pair.absent)) for _ in range(ROUNDS)]
    foreign, absent = (statistics.median(each) for each in zip(*tries, strict=True))
    return foreign - absent


def test_the_time_of_an_answer_does_not_tell_what_is_there(asker, told):
    longer = {
        (row.name, pair.what): _longer(row, pair, asker)
        for row in TIMED
        for pair in _pairs(row, asker)
    }

    apart = {what: more for what, more in longer.items() if abs(more) > CLOSE}
    assert apart == {}
    told(
        "A2 ids of others, time",
        f"{len(longer)} ids of others and as many of nobody, {ROUNDS} tries each, in turns",
        f"{max(map(abs, longer.values())) * 1000:.1f} ms apart at most (medians, time of the processor)",
        f"the same words, headers and statements, at most {CLOSE * 1000:g} ms apart",
    )


def test_more_work_for_what_is_there_is_noticed(asker, monkeypatch):
    def work():
        until = time.process_time() + 2 * CLOSE
        while time.process_time() < until:
            pass

    _looks_further(monkeypatch, work)
    (pair,) = [each for each in _pairs(LIST, asker) if each.what == "batch.code"]

    assert _longer(LIST, pair, asker) > CLOSE
