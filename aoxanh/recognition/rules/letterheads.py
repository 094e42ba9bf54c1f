"""The issuer's words as a certificate keeps them."""

from aoxanh.documents.types import Letterhead
from aoxanh.recognition.types import PARTICIPATION_SERIES, RecognitionRule


def wording(head: Letterhead, rule: RecognitionRule | None = None) -> dict[str, object]:
    """Letterhead, board and place as the paper prints them, and what a paper earned by a ``rule`` is called.

    The superior stands only where the unit's own header lines name it.
    """
    series = rule.series if rule else PARTICIPATION_SERIES
    words: dict[str, object] = {
        "issuing_body": [line for line in (head.own_superior, head.body) if line],
        "organisation": head.organisation,
        "document_code": f"{series}/{head.code}" if head.code else series,
        "place_name": head.place_name,
        "board": head.board,
        "on_behalf": [head.on_behalf],
    }
    if rule is not None:
        words |= {
            "paper": rule.name,
            "paper_kind": rule.paper.value,
            "heading": rule.heading,
            "title": rule.title,
            "source": rule.source,
        }
    if rule is not None and rule.collectives is not None:
        words["counts"] = rule.collectives.counts.value
    return words
