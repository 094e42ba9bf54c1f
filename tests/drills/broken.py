"""The product with one guard taken away, for the twins: `bench.served tests.drills.broken:application`.

``AOXANH_BROKEN`` names what is missing, with commas between (``place``: the guard of the last place; ``transaction``: a
sign-up is one; ``gate``: what holds back more than can be answered; ``pool``: what shares few connections among all
threads; ``version``: a look at how old the database is), ``AOXANH_DIES_AT`` the sign-up in whose midst the process is
killed.
"""

import os
import signal
import time
from contextlib import nullcontext
from types import SimpleNamespace

import django


django.setup()

from django.db import connection  # noqa: E402  Django must be set up first

from aoxanh.activities.actions import places, signups  # noqa: E402
from aoxanh.activities.models import Signup, Slot  # noqa: E402
from aoxanh.config.wsgi import application  # noqa: E402
from aoxanh.web import errors  # noqa: E402


__all__ = ["application"]

_BROKEN = os.environ.get("AOXANH_BROKEN", "").split(",")
_DIES_AT = int(os.environ.get("AOXANH_DIES_AT", "0"))
_guarded = places.take_place
_taken = 0


def _count_then_take(slot_id: int) -> bool:
    """What code without the guard does: it counts, and believes what it counted."""
    capacity = Slot.objects.values_list("capacity", flat=True).get(pk=slot_id)
    free = Signup.objects.holding().filter(slot_id=slot_id).count() < capacity
    time.sleep(0.02)
    return free


def _take_until_killed(slot_id: int) -> bool:
    global _taken  # noqa: PLW0603  this process's own count
    _taken += 1
    if _taken == _DIES_AT:
        os.kill(os.getpid(), signal.SIGKILL)
    return _guarded(slot_id)


if "place" in _BROKEN:
    places.take_place = _count_then_take
elif _DIES_AT:
    places.take_place = _take_until_killed
if "version" in _BROKEN:
    errors._is_older = lambda: False
if "gate" in _BROKEN:
    application = application.application
if "transaction" in _BROKEN:
    signups.transaction = SimpleNamespace(atomic=nullcontext)
if "pool" in _BROKEN:
    del connection.settings_dict["OPTIONS"]["pool"]
    connection.settings_dict["CONN_MAX_AGE"] = None
