"""The picture of a badge, drawn from its rule: what it is called, its level, who gives it."""

import base64
from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aoxanh.documents import queries as documents
from aoxanh.files import queries as files
from aoxanh.kernel.errors import Missing
from aoxanh.recognition.queries.recognition import recognition_rules, recognition_stored
from aoxanh.recognition.types import PARTICIPATION
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile

LAYOUT: Final = "badge"
_TAKING_PART: Final = {"title": "THAM GIA HOẠT ĐỘNG TÌNH NGUYỆN", "level": 0}


def badge(code: str, *, unit: str = "", day: date) -> tuple[str, Callable[[], bytes]]:
    """The badge of an achievement, given by the unit with this code, else by the portal.

    What changes when the picture would, and how to draw it: PNG, 600 × 600. Raises ``Missing``; drawing may raise
    ``FileGone``.
    """
    instance = units.instance()
    giver = units.public_unit(code=unit, day=day).name if unit else instance.name
    shown, own = _shown(code)
    values = {**shown, "unit": giver}
    digest = own.sha256 if own else ""
    drawn_from = (documents.layout_key(LAYOUT), values, digest, instance.is_demo)
    return sha256(repr(drawn_from).encode()).hexdigest(), partial(_drawn, values, own)


def _shown(code: str) -> tuple[dict[str, object], "StoredFile | None"]:
    """What it is called and its level; the picture that was given for it."""
    if code == PARTICIPATION:
        return _TAKING_PART, None
    row = recognition_rules().select_related("picture").filter(pk=code).first()
    if row is None:
        raise Missing
    rule = recognition_stored(row)
    return {"title": rule.title, "level": rule.level}, row.picture


def _drawn(values: dict[str, object], own: "StoredFile | None") -> bytes:
    picture = _as_drawing(files.content(own)) if own else ""
    return documents.draw(LAYOUT, {**values, "picture": picture})


def _as_drawing(photo: bytes) -> str:
    """A stored photo in a drawing, the only way in which a layout takes bytes from outside."""
    inside = base64.b64encode(photo).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        '<image width="100" height="100" preserveAspectRatio="xMidYMid slice" '
        f'href="data:image/jpeg;base64,{inside}"/></svg>'
    )
