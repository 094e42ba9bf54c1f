"""What inspections and declarations of IT use ask of a unit now (Việc cần làm)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from aoxanh.inspections.queries.declarations import declarations_waiting
from aoxanh.inspections.queries.visits import open_remedies, visits
from aoxanh.inspections.types import InspectionMatter, VisitState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission


def matters_waiting(unit_id: int, *, actor: Actor) -> Mapping[InspectionMatter, QuerySet[Any]]:
    """What of each there is to do, to be counted: remedies that are due, visits of this year, declarations sent.

    Remedies are told to who inspected and to who has to mend.
    """
    rows: dict[InspectionMatter, QuerySet[Any]] = {}
    if actor.may(Permission.ACTIVITY_EDIT, at=unit_id):
        remedies = open_remedies(actor=actor, unit_id=unit_id)
        rows[InspectionMatter.REMEDIES] = remedies.due(actor.day)
    if actor.may(Permission.INSPECTION_RUN, at=unit_id):
        planned = visits(actor=actor, unit_id=unit_id, year=actor.day.year)
        rows[InspectionMatter.VISITS] = planned.filter(state=VisitState.PLANNED)
    if actor.may(Permission.DECLARATION_REVIEW, at=unit_id):
        rows[InspectionMatter.DECLARATIONS] = declarations_waiting(unit_id, actor=actor)
    return rows
