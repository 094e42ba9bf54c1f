"""What others sent and a unit's word is missing: obstacles, amendments, facts, estimates (Việc cần làm)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.programmes.models import Estimate, RecordedFact
from aoxanh.programmes.queries.amending import amendments_to_decide
from aoxanh.programmes.queries.following import obstacles_to_answer
from aoxanh.programmes.types.budget import EstimateState
from aoxanh.programmes.types.duties import WaitingMatter
from aoxanh.programmes.types.recorded import FactState
from aoxanh.units import queries as units


def matters_waiting(unit_id: int, *, actor: Actor) -> Mapping[WaitingMatter, QuerySet[Any]]:
    """What of each waits for the unit, to be counted; nothing for whoever may answer nothing there.

    Facts are told to the unit right above the one that answers for them; whoever lies higher may accept them as well.
    """
    rows: dict[WaitingMatter, QuerySet[Any]] = {}
    if actor.may(Permission.OBSTACLE_ANSWER, at=unit_id):
        rows[WaitingMatter.OBSTACLES] = obstacles_to_answer(unit_id, actor=actor)
    if actor.may(Permission.PLAN_DECIDE, at=unit_id):
        rows[WaitingMatter.AMENDMENTS] = amendments_to_decide(unit_id, actor=actor)
        right_below = units.others_below(unit_id=unit_id, day=actor.day, depth=1)
        rows[WaitingMatter.FACTS] = RecordedFact.objects.filter(
            unit_id__in=right_below, state=FactState.SENT
        )
        rows[WaitingMatter.ESTIMATES] = Estimate.objects.filter(
            budget__programme__unit_id=unit_id, state=EstimateState.SENT
        ).exclude(unit_id=unit_id)
    return rows
