"""When a message is tried again, which links it may hold, how a text is written for a gateway."""

from collections.abc import Mapping
from datetime import timedelta

from aoxanh.notices.types import Channel, Receiver


MAX_ATTEMPTS = 5
_FIRST_PAUSE = timedelta(minutes=2)


def pause_before_retry(attempts: int) -> timedelta:
    """After the attempt numbered ``attempts`` (from 1): 2, 4, 8, 16 minutes."""
    return _FIRST_PAUSE * (1 << (attempts - 1))


def leads_home(path: str) -> bool:
    """Whether ``path`` is empty or a path of this portal: never another host."""
    return not path or (path.startswith("/") and not path.startswith(("//", "/\\")))


def has_receiver(receiver: Receiver) -> bool:
    """Whether the message can reach somebody; a text without a phone is told in person."""
    if receiver.channel == Channel.IN_APP:
        return receiver.account_id is not None
    return bool(receiver.address) or receiver.channel == Channel.TEXT


def with_link(body: str, link: str) -> str:
    return f"{body}\n\n{link}" if link else body


def local_phone(phone: str) -> str:
    """``+84912345678`` → ``0912345678``."""
    return f"0{phone[3:]}" if phone.startswith("+84") else phone.removeprefix("+")


def filled(body: object, values: Mapping[str, str]) -> object:
    """``body`` with ``{name}`` in its strings replaced by ``values``, wherever they stand in it."""
    if isinstance(body, str):
        for name, value in values.items():
            body = body.replace(f"{{{name}}}", value)
        return body
    if isinstance(body, list):
        return [filled(each, values) for each in body]
    if isinstance(body, dict):
        return {key: filled(each, values) for key, each in body.items()}
    return body
