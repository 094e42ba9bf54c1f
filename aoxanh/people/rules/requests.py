"""Reading what an officer tells of a request that came on paper."""

from collections.abc import Iterable
from datetime import date, timedelta

from aoxanh.kernel.text import fold, nfc
from aoxanh.people.errors import PaperNamesPerson, PaperNeeded, RequestDayImplausible
from aoxanh.people.types import PaperRequest


LONGEST_PAPER = 120
ANSWERED_WITHIN = timedelta(days=366)
"""How old a request may be."""


def read_request(given: PaperRequest, *, names: Iterable[str], day: date) -> PaperRequest:
    """The request in stored form, naming none of ``names``.

    Raises ``RequestDayImplausible``, ``PaperNeeded``, ``PaperNamesPerson``.
    """
    if not day - ANSWERED_WITHIN <= given.received_on <= day:
        raise RequestDayImplausible
    paper = " ".join(nfc(given.paper).split())
    if not paper or len(paper) > LONGEST_PAPER:
        raise PaperNeeded(longest=LONGEST_PAPER)
    words = f" {fold(paper)} "
    if any(f" {fold(name)} " in words for name in names):
        raise PaperNamesPerson
    return PaperRequest(received_on=given.received_on, paper=paper)
