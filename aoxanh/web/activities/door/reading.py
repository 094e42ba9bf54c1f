"""What devices at the door send as JSON, field by field. Readers raise ``ValueError`` for what none of ours sends."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, RawPostDataException


FIRST_YEAR, LAST_YEAR = 1970, 2090
"""What the clock of a phone may show, however wrong it is."""


def body_of(request: HttpRequest) -> bytes:
    """What was sent, whole. A form is nothing of ours: by now it was read piece by piece."""
    try:
        return request.body
    except RawPostDataException as fault:
        raise ValueError from fault


def read_body(body: bytes) -> Any:  # noqa: ANN401  whatever was sent
    """A body of JSON, nested as deep as anything of ours."""
    try:
        return json.loads(body)
    except RecursionError as fault:
        raise ValueError from fault


def text_in(sent: object, most: int) -> str:
    """At most so many letters, without signs that no column holds: NUL, halves of others."""
    found = str(sent or "")[:most]
    if "\0" in found:
        raise ValueError
    found.encode()  # raises ``UnicodeEncodeError``, which is a ``ValueError``
    return found


def instant_in(sent: object) -> datetime:
    """An instant with its zone."""
    read = datetime.fromisoformat(str(sent))
    if read.tzinfo is None or not FIRST_YEAR <= read.year < LAST_YEAR:
        raise ValueError
    return read
