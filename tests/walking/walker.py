"""One page asked for in every way: any method, any asker, any path, query, form, file, body and header."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from random import Random, SystemRandom

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import encode_multipart
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from tests.access_table.asking import kwargs, named, only_the_database_breaks
from tests.access_table.land import Land
from tests.access_table.table import COLUMNS, PERSON, VISITOR, VOLUNTEER, Row
from tests.walking import values
from tests.walking.learning import MOST_NAMES, listening, offers


LONGEST = 2.0
"""Seconds of this process after which a page is too slow for anybody."""
BOUNDARY = "walked"


@dataclass(frozen=True, repr=False)
class Asked:
    """One request as it was made up."""

    method: str
    column: str
    path: Mapping[str, object]
    query: Sequence[tuple[str, Sequence[str]]]
    form: Sequence[tuple[str, Sequence[str]]]
    files: Sequence[tuple[str, tuple[str, bytes]]]
    body: tuple[str, bytes] | None
    headers: Mapping[str, str]
    english: bool

    def __repr__(self) -> str:
        """Short: a text of 20,000 letters tells nobody anything."""
        return f"{self.method} as {self.column} {str((self.path, self.query, self.form))[:600]} {self.headers}"


class Walker:
    """Asks for the pages of a land; nothing it does stays."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.client = Client()
        self.longest = 0.0
        self.asked = 0
        self._learnt: dict[str, tuple[list[str], dict[str, list[str]]]] = {}

    def things(self, row: Row, column: str) -> Mapping[str, object]:
        if row.about == PERSON:
            return self.land.belongings[column]
        return self.land.spots["own"]

    def drawer(self, row: Row, dice: Random) -> Callable[[], Asked]:
        """Makes up every request there can be for the page of ``row``."""
        names, offered = self.learn(row)
        inside = [column for column in COLUMNS if row.cells[column] & {"own", "none"}] or [VISITOR]

        def draw() -> Asked:
            method = dice.choice((row.method, row.method, "POST", dice.choice(values.METHODS)))
            asks = method in {"GET", "HEAD"} or dice.random() < 1 / 3
            return Asked(
                method=method,
                column=dice.choice(inside if dice.random() < 3 / 4 else COLUMNS),
                path=self._path(row, dice),
                query=values.fields(dice, names, offered) if asks else [],
                form=values.fields(dice, names, offered),
                files=[
                    (dice.choice(names or ["file"]), dice.choice(values.FILES))
                    for _ in range(dice.choice((0, 0, 1, 2)))
                ],
                body=dice.choice(values.BODIES) if dice.random() < 1 / 7 else None,
                headers=dice.choice(values.HEADERS) if dice.random() < 1 / 3 else {},
                english=dice.random() < 1 / 4,
            )

        return draw

    def _path(self, row: Row, dice: Random) -> Mapping[str, object]:
        true = kwargs(row, self.things(row, VOLUNTEER))
        if not true or dice.random() < 4 / 5:
            return true
        strange = dice.choice((values.hostile(dice), dice.randrange(10), dice.randrange(2**70)))
        return {**true, dice.choice(sorted(true)): strange}

    def learn(self, row: Row) -> tuple[list[str], dict[str, list[str]]]:
        """The names for which the page asks its reader's query and form, with what it offers where it is drawn."""
        if row.name not in self._learnt:
            self._learnt[row.name] = self._learn(row)
        return self._learnt[row.name]

    def _learn(self, row: Row) -> tuple[list[str], dict[str, list[str]]]:
        things = self.things(row, VOLUNTEER)
        sent = {name: [str(named(source, things))] for name, source in row.sent.items()}
        offered: dict[str, set[str]] = {name: set(given) for name, given in sent.items()}
        reader = next((each for each in COLUMNS if row.cells[each] & {"own", "none"}), VISITOR)
        names = set(sent)
        for method in ("GET", "POST", "POST"):
            fields = [(name, sorted(offered.get(name, {"1"}))[:1]) for name in sorted(names)]
            true = kwargs(row, self.things(row, reader))
            asked = Asked(method, reader, true, fields, fields, (), None, {}, english=False)
            with listening() as heard:
                answer = self._send(row, asked)
            names |= {name for name in heard if name.isprintable() and len(name) < 60}
            for name, found in offers(_text(answer)).items():
                offered.setdefault(name, set()).update(found)
        names -= {"csrfmiddlewaretoken"}
        few = sorted(names)[:: max(1, len(names) // MOST_NAMES)]
        return few, {name: sorted(found)[:20] for name, found in offered.items() if found}

    def ask(self, row: Row, asked: Asked) -> None:
        """Ask; raises whatever the product does not catch, and when the answer is a fault or slow."""
        seconds = LONGEST + 1
        for _ in range(3):
            began = time.process_time()
            answer = self._send(row, asked)
            seconds = time.process_time() - began
            if seconds < LONGEST:
                break
        if answer is None:
            return
        self.asked += 1
        self.longest = max(self.longest, seconds)
        assert answer.status_code < 500, answer.status_code
        assert seconds < LONGEST, f"{seconds:.1f} s"

    def _send(self, row: Row, asked: Asked):
        try:
            path = reverse(row.name, kwargs=dict(asked.path))
        except NoReverseMatch:
            return None
        self.client.cookies = SimpleCookie()
        if asked.column != VISITOR:
            session = self.land.holders[asked.column].session
            self.client.cookies[settings.SESSION_COOKIE_NAME] = session
        cache.clear()
        mail.outbox = []
        with transaction.atomic(), only_the_database_breaks():
            kind, body = _body(row, asked)
            answer = self.client.generic(
                asked.method,
                f"/en{path}" if asked.english else path,
                body,
                content_type=kind,
                QUERY_STRING=urlencode(asked.query, doseq=True),
                headers={"sec-fetch-site": "same-origin", **asked.headers},
            )
            if answer.streaming:
                answer.getvalue()
            transaction.set_rollback(True)
        return answer


def _text(answer) -> str:
    if answer is None or answer.streaming:
        return ""
    return (
        answer.content.decode(errors="replace") if "html" in answer.get("Content-Type", "") else ""
    )


def _body(row: Row, asked: Asked) -> tuple[str, bytes]:
    if asked.method in {"GET", "HEAD", "TRACE"}:
        return "", b""
    if asked.body is not None:
        return asked.body
    if row.send.startswith("{") and not asked.form:
        return "application/json", row.send.encode()
    if not asked.files:
        return "application/x-www-form-urlencoded", urlencode(asked.form, doseq=True).encode()
    given: dict[str, object] = {name: list(found) for name, found in asked.form}
    for name, (called, content) in asked.files:
        given[name] = SimpleUploadedFile(called or "x", content)
    return f"multipart/form-data; boundary={BOUNDARY}", encode_multipart(BOUNDARY, given)


def walk(row: Row, walker: Walker, *, requests: int, seed: object = None) -> None:
    """Ask for the page of ``row`` so many times, the same for the same ``seed``; raises at the first fault."""
    seed = SystemRandom().randrange(2**32) if seed is None else seed
    draw = walker.drawer(row, Random(seed))  # noqa: S311  makes requests up, keeps no secret
    for number in range(requests):
        asked = draw()
        try:
            walker.ask(row, asked)
        except Exception as fault:
            fault.add_note(f"request {number} of seed {seed!r}: {asked!r}")
            raise
