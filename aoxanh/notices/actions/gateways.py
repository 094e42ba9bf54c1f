"""How texts leave the installation: by hand, onto the console, or to a provider's address over HTTP.

Never required. A provider of SMS or ZNS is described by the environment: an address, a token and the JSON it
expects, with ``{phone}``, ``{local_phone}``, ``{text}`` and ``{key}`` where its fields want them.
"""

import json
import logging
from typing import Protocol
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from aoxanh.notices import rules


_log = logging.getLogger(__name__)
_SECONDS = 10


class _Straight(HTTPRedirectHandler):
    """Follows nobody to another address: phones and the token go where the operator said."""

    def redirect_request(self, *_: object) -> None:
        return None


urlopen = build_opener(_Straight).open


class Gateway(Protocol):
    """Something that takes a text for a phone."""

    def send(self, *, phone: str, text: str, key: str) -> bool:
        """Whether it was taken. ``key`` stays the same when the same text is tried again."""
        ...


class Console:
    """Names what would go out in the log, and to whom only by its last digits: for trying out."""

    def send(self, *, phone: str, text: str, key: str) -> bool:
        _log.warning("text %s to …%s, %d letters", key, phone[-3:], len(text))
        return True


class Http:
    """Posts JSON to a provider; any answer of the 200s says that the text was taken."""

    def __init__(self, *, address: str, token: str, body: object) -> None:
        self.address, self.token, self.body = address, token, body

    def send(self, *, phone: str, text: str, key: str) -> bool:
        values = {
            "phone": phone.removeprefix("+"),
            "local_phone": rules.local_phone(phone),
            "text": text,
            "key": key,
        }
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        sent = json.dumps(rules.filled(self.body, values)).encode()
        asked = Request(self.address, data=sent, headers=headers, method="POST")  # noqa: S310  an address of the operator
        try:
            with urlopen(asked, timeout=_SECONDS) as answer:
                return bool(200 <= answer.status < 300)
        except (URLError, OSError, ValueError):
            return False


def gateway() -> Gateway | None:
    """The way of this installation; None when texts wait for a hand."""
    address: str = settings.TEXT_GATEWAY
    if not address:
        return None
    if address == "console":
        return Console()
    return Http(address=address, token=settings.TEXT_GATEWAY_TOKEN, body=settings.TEXT_GATEWAY_BODY)
