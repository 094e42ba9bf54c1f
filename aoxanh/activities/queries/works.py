"""The register of youth works within reach."""

from django.db.models import QuerySet

from aoxanh.activities.models import Criterion, Work
from aoxanh.activities.models.works import WorkQuerySet
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def criteria() -> QuerySet[Criterion]:
    return Criterion.objects.order_by("position", "pk")


def works(*, actor: Actor, unit_id: int, year: int, stage: str = "") -> WorkQuerySet:
    """Works of a unit and those below it begun in a year or not handed over before it, latest first."""
    span = units.subtree_ids(unit_id=unit_id, day=actor.day)
    rows = Work.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit__in=span)
    rows = rows.filter(started_on__year__lte=year).exclude(handed_over_on__year__lt=year)
    if stage:
        rows = rows.filter(stage=stage)
    return rows.select_related("criterion", "place").order_by("-started_on", "pk")


def work(pk: int, *, actor: Actor, unit_id: int) -> Work:
    """One work of the unit. Raises ``Missing``."""
    rows = Work.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(unit=unit_id)
    found = rows.select_related("criterion", "place", "activity").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found
