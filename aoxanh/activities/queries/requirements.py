"""What an activity still needs before it may open: the list that pages show and opening checks."""

from collections.abc import Sequence

from django.db.models import Sum

from aoxanh.activities.models import Activity, HostAgreement, SafetyItem, Slot, StageStep
from aoxanh.activities.rules.readiness import Check, Step, requirements
from aoxanh.activities.rules.stages import needs_full_path
from aoxanh.activities.types import HostState, Requirement, StagePart, Trait
from aoxanh.kernel.lifecycles import StageUse


def traits_of(activity: Activity) -> frozenset[Trait]:
    """What makes the activity walk the full path."""
    told = {
        Trait.LARGE: activity.is_large,
        Trait.OUTDOOR: activity.is_outdoor,
        Trait.DISASTER: activity.is_disaster,
        Trait.OUTSIDE: activity.is_outside,
    }
    return frozenset(trait for trait, holds in told.items() if holds)


def steps_of(activity: Activity) -> list[Step]:
    """The stages as rules see them, in order."""
    rows = StageStep.objects.filter(activity=activity).order_by("position", "pk")
    return [
        Step(
            code=row.code,
            name=row.name,
            part=StagePart(row.part),
            use=StageUse(row.use),
            done=row.done_on is not None,
        )
        for row in rows
    ]


def requirements_of(activity: Activity, *, with_signups: bool = True) -> tuple[Requirement, ...]:
    """Everything to settle before volunteers may come, met or not: four statements.

    Off the full path stages may be ticked later; ``with_signups`` asks for places to sign up for, too.
    """
    traits = traits_of(activity)
    safety = SafetyItem.objects.filter(activity=activity).order_by("position", "pk")
    hosts = HostAgreement.objects.filter(activity=activity).order_by("pk")
    slots = Slot.objects.filter(shift__activity=activity)
    places = slots.aggregate(places=Sum("capacity"))["places"] if with_signups else None
    return requirements(
        traits=traits,
        steps=steps_of(activity) if needs_full_path(traits) else (),
        checks=[Check(row.text, row.required, row.checked_at is not None) for row in safety],
        hosts=[HostState(row.state) for row in hosts],
        places=(places or 0) if with_signups else None,
    )


def unmet(found: Sequence[Requirement]) -> str:
    """What is missing, as one phrase; empty when all is settled."""
    return "; ".join(str(row.text) for row in found if not row.met)
