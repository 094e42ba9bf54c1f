"""The issuer's words as a certificate keeps them."""

from aoxanh.documents.types import Letterhead


def wording(head: Letterhead) -> dict[str, object]:
    """Letterhead, board and place as the paper prints them.

    The superior stands only where the unit's own header lines name it.
    """
    return {
        "issuing_body": [line for line in (head.own_superior, head.body) if line],
        "organisation": head.organisation,
        "document_code": f"CN/{head.code}" if head.code else "CN",
        "place_name": head.place_name,
        "board": head.board,
        "on_behalf": [head.on_behalf],
    }
