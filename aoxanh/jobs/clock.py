"""The clock of the command line and the worker, and the product acting because of them."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day


Clock = Callable[[], datetime]


def read() -> datetime:
    """The present instant, in UTC."""
    return timezone.now()


def system(cause: str, now: datetime) -> Actor:
    """The product itself on the day of ``now``."""
    return Actor.system(cause=cause, day=local_day(now))
