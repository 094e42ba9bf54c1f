"""Asking for a page as one role, and reading from the answer whether it let the asker in."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from unittest import mock

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from tests.access_table.land import Land
from tests.access_table.table import LINK, NOBODY, PERSON, UNIT, VISITOR, Row


IN, MISSING, SIGN_IN, SECOND_FACTOR = "in", "missing", "sign in", "second factor"
_REFUSED = {403: "forbidden", 404: MISSING, 405: "method", 410: MISSING}


def verdict(response) -> str:
    """Whether the page let the asker in: anything that is not a refusal does, a refused form too."""
    if response.status_code >= 500:
        return f"broken ({response.status_code})"
    if response.status_code in _REFUSED:
        return _REFUSED[response.status_code]
    target = response.headers.get("Location", "")
    if target.startswith(f"{reverse('account_login')}?next="):
        return SIGN_IN
    return SECOND_FACTOR if target == reverse("mfa_activate_totp") else IN


class Asker:
    """A browser without script that asks as whoever it is told to be; nothing it does stays."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.client = Client(
            raise_request_exception=False, headers={"sec-fetch-site": "same-origin"}
        )

    def ask(self, row: Row, column: str, relation: str) -> str:
        """What the page of ``row`` says to ``column`` about something in ``relation`` to them."""
        things = self.things(row, column, relation)
        path = reverse(row.name, kwargs=kwargs(row, things, relation))
        return self.send(row, path, column, things=things, former=relation == "none")

    def send(
        self,
        row: Row,
        path: str,
        column: str,
        *,
        things: Mapping[str, object],
        former: bool = False,
    ) -> str:
        """Ask for ``path``; with ``former`` as somebody whose role ended yesterday."""
        return verdict(self.answer(row, path, column, things=things, former=former))

    def answer(
        self,
        row: Row,
        path: str,
        column: str,
        *,
        things: Mapping[str, object],
        former: bool = False,
    ):
        """As ``send``, and the answer itself."""
        self.client.cookies = SimpleCookie()
        if column != VISITOR:
            holder = self.land.former if former and row.about == UNIT else self.land.holders
            self.client.cookies[settings.SESSION_COOKIE_NAME] = holder[column].session
        cache.clear()
        with transaction.atomic():
            answer = self._sent(row, path, things)
            transaction.set_rollback(True)
        return answer

    def _sent(self, row: Row, path: str, things: Mapping[str, object]):
        if row.send.startswith("{"):
            kind = "application/json"
            return self.client.generic(row.method, path, row.send, content_type=kind)
        data = {name: named(source, things) for name, source in row.sent.items()}
        if row.method == "POST":
            return self.client.post(path, data)
        return self.client.get(path, data)

    def things(self, row: Row, column: str, relation: str) -> Mapping[str, object]:
        """What belongs to a unit, or a person, in ``relation`` to the holder of ``column``."""
        if row.about == PERSON:
            return self.land.belongings[column if relation == "own" else VISITOR]
        if row.about in {LINK, NOBODY} or relation == "none":
            return self.land.spots["own"]
        return self.land.spots[relation]


@contextmanager
def only_the_database_breaks() -> Iterator[None]:
    """A refusal inside the one transaction of a land is none of the database's: a real request has none around it."""
    with mock.patch.object(BaseDatabaseWrapper, "validate_no_broken_transaction"):
        yield


def kwargs(row: Row, things: Mapping[str, object], relation: str = "own") -> dict[str, object]:
    """The parts of the path, taken from ``things``."""
    found = {name: named(source, things) for name, source in row.path.items()}
    if row.about == LINK and relation == "other":
        found = {name: _forged(value) for name, value in found.items()}
    if row.about == UNIT:
        found["unit_id"] = things["unit"].pk
    return found


def named(source: str, things: Mapping[str, object]) -> object:
    """“activity.pk” as what it stands for; a word without a dot stands for itself."""
    name, dot, column = source.partition(".")
    return getattr(things[name], column) if dot else source


def borrowed(row: Row, land: Land) -> Iterator[tuple[str, Mapping[str, object]]]:
    """(what was exchanged, the things) with one thing of the sibling's at a time."""
    own, sibling = land.spots["own"], land.spots["sibling"]
    for source in row.objects:
        if named(source, own) != named(source, sibling):
            name = source.partition(".")[0]
            yield source, ChainMap({name: sibling[name]}, own)


def _forged(value: object) -> object:
    """A link that nobody was given, of the same shape."""
    return f"{value}"[::-1] if isinstance(value, str) else value
