"""Every page of the land asked for by a reader of its own, and how many statements that took."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.access_table.asking import kwargs, named
from tests.access_table.land import Land
from tests.access_table.table import NOBODY, PERSON, TABLE, VISITOR, VOLUNTEER, Row
from tests.conftest import FRAMING


PAGES = tuple(row for row in TABLE if row.method == "GET" and any(row.cells.values()))
"""Pages that let somebody in; those of the first run are shut once a portal stands."""
READERS = (VISITOR, "PROVINCE_OFFICER", "PROVINCE_BOARD", "LOCAL_AUTHORITY", "ADMIN", VOLUNTEER)
"""A stranger asks where anyone may, else who sees most."""

LISTS = {f"cotton/ui/{name}.html" for name in ("pagination", "rows", "table", "timeline", "tree")}


@dataclass(frozen=True, slots=True)
class Asked:
    """One page, drawn once."""

    guard: str
    status: int
    statements: tuple[str, ...]
    is_list: bool
    size: int


def ask(land: Land, row: Row) -> Asked:
    """The page of ``row`` as it is for a reader who has just looked at it."""
    client, path, asking = visit(land, row)
    client.get(path, asking)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, asking)
    drawn = {template.name for template in getattr(answer, "templates", ())}
    return Asked(
        guard=resolve(path).func.guard,
        status=answer.status_code,
        statements=tuple(
            query["sql"] for query in asked.captured_queries if not query["sql"].startswith(FRAMING)
        ),
        is_list=bool(LISTS & drawn),
        size=len(answer.getvalue()),
    )


def visit(land: Land, row: Row) -> tuple[Client, str, dict[str, object]]:
    """The browser of who may see most of the page, its address, and what is asked for with it."""
    reader = _reader(row)
    things = land.belongings[reader] if row.about == PERSON else land.spots["own"]
    client = Client(headers={"sec-fetch-site": "same-origin"})
    if reader != VISITOR:
        client.cookies[settings.SESSION_COOKIE_NAME] = land.holders[reader].session
    asking = {name: named(source, things) for name, source in row.sent.items()}
    return client, reverse(row.name, kwargs=kwargs(row, things)), asking


def _reader(row: Row) -> str:
    if row.name.startswith("mine:"):
        return VOLUNTEER
    relation = "none" if row.about == NOBODY else "own"
    return next(each for each in READERS if relation in row.cells[each])


def ask_all(land: Land) -> Mapping[str, Asked]:
    return {row.name: ask(land, row) for row in PAGES}
