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
            self.offered[at.get("name", "")].add(at.get("value", ""))


def offers(page: str) -> Mapping[str, set[str]]:
    """Values offered by the fields of ``page``, by name."""
    reader = _Offers()
    reader.feed(page)
    reader.offered.pop("", None)
    reader.offered.pop("csrfmiddlewaretoken", None)
    return reader.offered
