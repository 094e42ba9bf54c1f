"""How long things are kept, and the day on which they go."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import QuerySet

from aoxanh.kernel import retention
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.retention import KeptKey
from aoxanh.work.types import HoldingKept, LineKept


_PERIODS = Path(__file__).parents[1] / "reference" / "retention.yaml"


@lru_cache(maxsize=1)
def periods() -> Mapping[str, timedelta]:
    """How long each holding is kept after it has served, by its code."""
    raw = yaml.safe_load(_PERIODS.read_text("utf-8"))
    return {code: timedelta(days=int(days)) for code, days in raw.items()}


def kept(*, unit_ids: QuerySet[Any, Any], day: date, within: timedelta) -> list[HoldingKept]:
    """What units still keep of each holding and when it goes: a statement for each, whatever there is.

    The caller has made sure that the asker may know of the units.
    """
    found = []
    for each in retention.holdings():
        period = periods()[each.code]
        soon = day + within
        still = each.kept(unit_ids=unit_ids, before=soon - period)
        rows = [(since + period, number) for since, number in still]
        going = [number for on, number in rows if on <= soon]
        first = min((on for on, _number in rows), default=None)
        found.append(
            HoldingKept(
                code=each.code,
                label=each.label,
                since=each.since,
                period=period,
                number=sum(number for _on, number in rows),
                going=sum(going),
                first_on=first and max(first, day),
            )
        )
    return found


def kept_keys(
    code: str, *, unit_ids: QuerySet[Any, Any], day: date, within: timedelta
) -> "Sequence[KeptKey] | QuerySet[Any, KeptKey]":
    """What units keep of one holding, line by line, the first to go first. Raises ``Missing``.

    The caller has made sure that the asker may know of the units.
    """
    return holding(code).keys(unit_ids=unit_ids, before=day + within - periods()[code])


def lines_kept(
    code: str, keys: Sequence[KeptKey], *, day: date, within: timedelta
) -> list[LineKept]:
    """A page of ``kept_keys`` in words, each with the day on which it goes: two statements at most."""
    period = periods()[code]
    return [
        LineKept(line=line, on=max(since + period, day), soon=since + period <= day + within)
        for line, (since, _key, _number) in zip(holding(code).lines(keys), keys, strict=True)
    ]


def holding(code: str) -> retention.Holding:
    """What is called so. Raises ``Missing``."""
    found = next((each for each in retention.holdings() if each.code == code), None)
    if found is None:
        raise Missing
    return found


def goes_on(holding: str, served_until: date) -> date:
    """The day on which something goes that was of use until ``served_until``."""
    return served_until + periods()[holding]
