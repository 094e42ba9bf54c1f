"""One message of a plan to the officers of a unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from aoxanh.kernel.actors import Actor
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel, Receiver


@dataclass(frozen=True, slots=True)
class Message:
    """``key`` keeps it from being told twice; ``page`` is where it leads, below the unit's tasks."""

    key: str
    subject: str
    body: str
    page: str


def tell(
    *, by: Actor, unit_id: int, accounts: Collection[int], message: Message, now: datetime
) -> None:
    """Post it to each of the accounts."""
    notices.post_all(
        by=by,
        receivers=[
            Receiver(key=f"{message.key}:{each}", channel=Channel.IN_APP, account_id=each)
            for each in accounts
        ],
        unit_id=unit_id,
        subject=message.subject,
        body=message.body,
        path=f"/dieu-phoi/{unit_id}/nhiem-vu/{message.page}",
        now=now,
    )
