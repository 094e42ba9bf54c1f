"""Who meets at a meeting of models: the models, the ideas they answer, the projects that came of them (EVT-09)."""

from collections import defaultdict

from django.db.models import Q

from aoxanh.activities.models import Activity, MeetingModel
from aoxanh.activities.types.meetings import ModelMet
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import queries as practices
from aoxanh.units import queries as units


def models_met(activity_id: int, *, actor: Actor) -> list[ModelMet]:
    """The models at a meeting by title: four statements however many they are."""
    rows = MeetingModel.objects.all().visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(activity_id=activity_id).select_related("practice")
    found = [row.practice for row in rows.order_by("practice__sort_key", "pk")]
    ids = {each.pk for each in found}
    named = practices.ideas_answered_by(ids, actor=actor) if ids else []
    ideas: dict[int, list[str]] = defaultdict(list)
    practice_of: dict[int, int] = {}
    for idea in named:
        if idea.practice_id is not None:
            ideas[idea.practice_id].append(idea.title)
            practice_of[idea.pk] = idea.practice_id
    begun = Q(practice_id__in=ids) | Q(idea_id__in=practice_of)
    projects: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for each in Activity.objects.all().public().filter(begun).order_by("-starts_on", "pk"):
        of = each.practice_id or practice_of.get(each.idea_id or 0)
        if of is not None:
            projects[of].append((each.code, each.title))
    names = units.names_at({each.unit_id for each in found}, actor.day)
    return [
        ModelMet(
            code=each.code,
            title=each.title,
            unit=names[each.unit_id],
            ideas=tuple(ideas[each.pk]),
            projects=tuple(projects[each.pk]),
        )
        for each in found
    ]
