"""Lists narrowed by several things at once: each a choice, each in the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aoxanh.web.request import Request


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to narrow by: (value, words, whether it is chosen)."""

    name: str
    label: str
    anything: str
    options: Sequence[tuple[str, str, bool]]


def choice(
    request: Request, name: str, label: str, anything: str, options: Iterable[tuple[str, str]]
) -> Choice:
    """What the address may say as ``name``: (value, words); ``anything`` is said where it says nothing."""
    asked = request.GET.get(name, "")
    return Choice(
        name, label, anything, [(value, words, value == asked) for value, words in options]
    )


def kept(request: Request, *without: str) -> list[tuple[str, str]]:
    """What the address says besides ``without`` and the number of the page."""
    asked = request.GET
    return [(key, asked.get(key, "")) for key in asked if key not in {*without, "trang"}]
