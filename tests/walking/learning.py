"""What a page asks a request for, learnt by listening, and what its own pages offer for it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from unittest import mock

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


MOST_NAMES = 60
"""A form that asks for more names than this asks for rows of a table: some of them stand for all."""


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names for which anybody asks a query, a form or its files meanwhile."""
    heard: set[str] = set()

    def hears(real):
        def asked(self, key, *default):
            if isinstance(key, str):
                heard.add(key)
            return real(self, key, *default)

        return asked

    with (
        mock.patch.multiple(
            MultiValueDict,
            get=hears(MultiValueDict.get),
            getlist=hears(MultiValueDict.getlist),
            __getitem__=hears(MultiValueDict.__getitem__),
        ),
        mock.patch.object(QueryDict, "__contains__", hears(QueryDict.__contains__), create=True),
    ):
        yield heard


_USUAL = {
    "date": "2026-11-24",
    "time": "07:30",
    "number": "2",
    "email": "a@b.vn",
    "tel": "0912345678",
}
_MODES = {"numeric": "2", "decimal": "2"}
_KEPT = {"hidden", "checkbox", "radio", "submit", "file", "password"}


def _usual(at: Mapping[str, str]) -> str:
    """What somebody would type into a field that offers nothing."""
    kind = at.get("type", "text")
    typed = _MODES.get(at.get("inputmode", "")) or _USUAL.get(kind, "Lò Thị Ón")
    return "" if kind in _KEPT else typed


class _Offers(HTMLParser):
    """Values that the fields of a drawn page offer, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: dict[str, set[str]] = defaultdict(set)
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.select = at.get("name", "")
        elif tag == "option":
            self.offered[self.select].add(at.get("value", ""))
        elif tag in {"input", "button", "textarea"}:
            self.offered[at.get("name", "")].add(at.get("value", "") or _usual(at))


def offers(page: str) -> Mapping[str, set[str]]:
    """Values offered by the fields of ``page``, by name."""
    reader = _Offers()
    reader.feed(page)
    reader.offered.pop("", None)
    reader.offered.pop("csrfmiddlewaretoken", None)
    return reader.offered
