"""What a unit is asked by another, and what it keeps or asks about one of its people."""

from datetime import datetime, timedelta

from aoxanh.activities.models import Activity, Quota, Slot
from aoxanh.people.models import Consent, Guardian, MergeProposal, Merger, Person
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


def proposals_of(world: World, unit: Unit, below: Unit) -> dict[str, MergeProposal]:
    """What ``below`` asks the unit about one of its people, and the unit ``below``."""
    return {
        "asked_about": _proposal(world, below, unit),
        "asked_others": _proposal(world, unit, below),
    }


def _proposal(world: World, asking: Unit, asked: Unit) -> MergeProposal:
    person = Person.objects.create(
        unit=asking,
        full_name="Lý A Chu",
        search_text="ly a chu",
        sort_key="",
        state="VERIFIED",
        created_at=world.now,
    )
    return MergeProposal.objects.create(
        person=person,
        from_unit=asking,
        to_unit=asked,
        open_until=world.day + timedelta(days=30),
        proposed_at=world.now,
    )


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
