"""What officers read of the activities within their reach."""

from django.db.models import Prefetch, Q

from aoxanh.activities.models import (
    Activity,
    DeclaredTotal,
    Evidence,
    HostAgreement,
    Output,
    SafetyItem,
    StageStep,
)
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.models.declarations import DeclaredTotalQuerySet
from aoxanh.activities.models.stages import HostAgreementQuerySet
from aoxanh.activities.queries.requirements import requirements_of
from aoxanh.activities.types import Requirement
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold


def activities(*, actor: Actor, unit_id: int | None = None, text: str = "") -> ActivityQuerySet:
    """Activities within the actor's reach, drafts included, latest first."""
    rows = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    rows = rows.select_related("kind", "primary_field", "place")
    return rows.order_by("-starts_on", "sort_key", "pk")


def activity(*, activity_id: int, actor: Actor) -> Activity:
    """One activity with its stages, safety items, hosts, results and evidence fetched. Raises ``Missing``.

    A host that was asked may read it, too.
    """
    mine = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW).filter(pk=activity_id)
    asked = HostAgreement.objects.visible_to(actor, Permission.HOST_ANSWER)
    as_host = Q(pk__in=asked.filter(activity=activity_id).order_by().values("activity"))
    rows = Activity.objects.filter(Q(pk__in=mine.order_by().values("pk")) | as_host)
    found = (
        rows.select_related("unit", "kind", "template", "primary_field", "place__parent", "leader")
        .prefetch_related(
            Prefetch("stages", StageStep.objects.order_by("position", "pk")),
            Prefetch("safety_items", SafetyItem.objects.order_by("position", "pk")),
            Prefetch("hosts", HostAgreement.objects.order_by("pk")),
            Prefetch("outputs", Output.objects.select_related("metric").order_by("pk")),
            Prefetch("evidence", Evidence.objects.select_related("file").order_by("pk")),
        )
        .order_by("pk")
        .first()
    )
    if found is None:
        raise Missing
    return found


def readiness(*, activity_id: int, actor: Actor) -> tuple[Requirement, ...]:
    """What must be settled before sign-ups open, met or not. Raises ``Missing``."""
    rows = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    found = rows.filter(pk=activity_id).order_by("pk").first()
    if found is None:
        raise Missing
    return requirements_of(found)


def host_agreements(*, actor: Actor) -> HostAgreementQuerySet:
    """What other units ask of those the actor may answer for, unanswered first."""
    rows = HostAgreement.objects.visible_to(actor, Permission.HOST_ANSWER)
    rows = rows.select_related("activity__place")
    return rows.order_by("answered_at", "-asked_at", "pk")


def declared_totals(*, actor: Actor, unit_id: int | None = None) -> DeclaredTotalQuerySet:
    """What units within reach declared, latest period first."""
    rows = DeclaredTotal.objects.visible_to(actor, Permission.INDICATOR_VIEW)
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    return rows.order_by("-valid_from", "pk")
