"""What a unit is asked by another, and what it keeps about one of its people."""

from datetime import datetime

from aoxanh.activities.models import Activity, Quota, Slot
from aoxanh.people.models import Consent, Guardian, Merger, Person
from aoxanh.units.models import Unit
from tests.activities.world import World


def asked_of(world: World, unit: Unit, *, organiser: Unit) -> Activity:
    """An activity of ``organiser`` for which ``unit`` is asked to send people."""
    organised = world.opened(unit=organiser, by=world.system, title="Ra quân")
    Activity.objects.filter(pk=organised.pk).update(state="OPEN", opened_at=world.now)
    Quota.objects.create(
        slot=Slot.objects.get(shift__activity=organised),
        unit=unit,
        number=2,
        due_on=world.day,
        given_at=world.now,
    )
    return organised


def kept_of(person: Person, *, now: datetime) -> dict[str, object]:
    """A guardian, a consent and a merged record of ``person``."""
    return {
        "guardian": Guardian.objects.create(
            person=person, full_name="Lý Thị Dợ", phone="+84912000111"
        ),
        "merger": _merged_into(person, now=now),
        "consent": Consent.objects.create(
            person=person, purpose="CONTACT", version=1, given_by="UNIT", given_at=now
        ),
    }


def _merged_into(person: Person, *, now: datetime) -> Merger:
    merged = Person.objects.create(
        unit=person.unit,
        full_name=person.full_name,
        search_text="",
        sort_key="",
        state="ENDED",
        merged_into=person,
        created_at=now,
    )
    return Merger.objects.create(person=merged, into=person, state_before="VERIFIED", merged_at=now)
