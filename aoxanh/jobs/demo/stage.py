"""What every part of the demo shares: the day, who loads it, its dice and its texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import at


TEXTS = Path(__file__).resolve().parent / "texts"
SEED = "áo xanh"
REORGANISED_ON = date(2025, 7, 1)
"""The day from which there are communes below the province, and no districts."""

LAST_OLD_DAY = REORGANISED_ON - timedelta(days=1)

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Stage:
    """The day of the demo, the product as its loader, and where progress is told."""

    now: datetime
    by: Actor
    say: Callable[[str], None]

    @property
    def day(self) -> date:
        return self.by.day

    def on(self, day: date) -> "Stage":
        """The same stage at ten in the morning of ``day``, never later than it is."""
        then = min(self.now, at(day, time(10)))
        return replace(self, now=then, by=replace(self.by, day=min(day, self.day)))


def dice(topic: str, seed: str = SEED) -> Random:
    """The same throws for a topic every time: a change of one part leaves the others as they were."""
    return Random(f"{seed}: {topic}")  # noqa: S311  invented data, no secret


@cache
def texts(name: str) -> Any:  # noqa: ANN401  each file has a shape of its own, known to its reader
    """What the file of texts called ``name`` says."""
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))


def weighted_sample(
    throws: Random, things: Sequence[Thing], weights: Sequence[float], count: int
) -> list[Thing]:
    """``count`` different things, the heavier the likelier; all of them when there are fewer."""
    keys = [throws.random() ** (1 / weight) if weight > 0 else -1.0 for weight in weights]
    order = sorted(range(len(things)), key=lambda index: -keys[index])
    return [things[index] for index in order[:count] if keys[index] >= 0]
