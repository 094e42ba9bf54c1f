"""What an installation says of its own health: read by `aoxanh doctor`, by the pages for monitors and by metrics.

A context registers a probe for what it keeps; a probe gives readings, each a number with the limit beyond which
somebody should look, and a sentence that says what to do then. Nothing in them is about a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Reading:
    """One number: ``name`` as metrics call it (with its unit), ``label`` and ``advice`` as people read them."""

    name: str
    value: float
    label: str | Promise
    limit: float | None = None
    advice: str | Promise = ""

    @property
    def is_over(self) -> bool:
        """Whether somebody should look."""
        return self.limit is not None and self.value > self.limit


Probe = Callable[[datetime], Sequence[Reading]]
"""Readings as of an instant, in a few statements whatever the size of the tables."""

_PATHS: dict[str, str] = {}


def register(**paths: str) -> None:
    """Called from ``apps.ready()``: a name and where its probe stands. Raises ``ValueError`` on a second owner."""
    for name, path in paths.items():
        if name in _PATHS:
            msg = f"probe registered twice: {name}"
            raise ValueError(msg)
        _PATHS[name] = path


def readings(now: datetime) -> list[Reading]:
    """What every context says, in the order of registration."""
    found: list[Reading] = []
    for path in _PATHS.values():
        probe: Probe = import_string(path)
        found += probe(now)
    return found


def seconds_since(then: datetime | None, now: datetime) -> float:
    """How long ago in seconds; 0 for what never was or lies ahead."""
    return max(0.0, (now - then).total_seconds()) if then else 0.0
