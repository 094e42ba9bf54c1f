"""Many shifts that open in one moment, and what the tables say of them afterwards: commands of `tests.races.worker`."""

import os
from collections import Counter
from datetime import datetime

from django.db.models import Sum

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Pass, Signup, Slot
from aoxanh.activities.types import SignedUp
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.units.models import Unit
from bench import seed


NOW = datetime.fromisoformat(os.environ.get("AOXANH_RACE_NOW", "2026-11-23T02:00:00+00:00"))
SYSTEM = Actor.system(cause="drill", day=local_day(NOW))


def openings(*, shifts: int, places: int) -> dict:
    """So many shifts, two to an activity; who finds no place is told so."""
    unit = Unit.objects.get(versions__short_name="Tả Lèng")
    ground = seed.Ground(SYSTEM, NOW, unit.pk, unit.versions.get().place_id)
    loaded = seed.open_activities(ground, shifts, capacity=places, keeps_list=False)
    return {
        "codes": [each.activity.code for each in loaded for _ in each.slots],
        "slots": [slot.pk for each in loaded for slot in each.slots],
    }


def filled(*, slots: list[int]) -> dict:
    """Places of ``slots`` and who holds them; ``untold``: passes without an entry, of any activity."""
    rows = Slot.objects.filter(pk__in=slots)
    signups = Signup.objects.filter(slot_id__in=slots)
    held = Counter(signups.holding().values_list("slot_id", flat=True))
    keys = list(signups.active().values_list("slot_id", "contact_key"))
    known = {
        pk: (capacity, taken) for pk, capacity, taken in rows.values_list("pk", "capacity", "taken")
    }
    return rows.aggregate(places=Sum("capacity", default=0), taken=Sum("taken", default=0)) | {
        "holding": held.total(),
        "uneven": sum(taken != held[pk] for pk, (_, taken) in known.items()),
        "overfull": sum(held[pk] > capacity for pk, (capacity, _) in known.items()),
        "doubles": len(keys) - len(set(keys)),
        "untold": Pass.objects.count() - Entry.objects.filter(event=SignedUp.code()).count(),
    }


def resize(*, slot: int, capacity: int) -> dict:
    """So many places from now on, unless more are taken."""
    try:
        actions.change_capacity(by=SYSTEM, slot_id=slot, capacity=capacity, now=NOW)
    except errors.CapacityBelowTaken:
        return {"capacity": None}
    return {"capacity": capacity}


COMMANDS = {"openings": openings, "filled": filled, "resize": resize}
