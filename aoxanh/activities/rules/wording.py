"""The text by which an activity is found and sorted."""

from collections.abc import Iterable

from aoxanh.kernel.text import fold, sort_key


SEARCH_LENGTH = 700


def search_text(parts: Iterable[str]) -> str:
    """Everything an activity is searched by, folded, each part once."""
    folded = dict.fromkeys(filter(None, (fold(part) for part in parts)))
    return " ".join(folded)[:SEARCH_LENGTH]


def title_key(title: str) -> str:
    return sort_key(title)
