"""Which of the two maps a page of figures is read on: its address says so (``?doc=hien-nay``)."""

from typing import Final

from aoxanh.programmes import queries
from aoxanh.programmes.types import TodaysMap
from aoxanh.web.request import Request


TODAYS_MAP: Final = "hien-nay"


def asked_map(request: Request, unit_id: int) -> TodaysMap | None:
    """What the unit carries today, or None for “theo thời điểm đó”."""
    if request.GET.get("doc") != TODAYS_MAP:
        return None
    return queries.todays_map(actor=request.actor, unit_id=unit_id)
