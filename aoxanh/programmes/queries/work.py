"""How the bodies of a programme stand with its tasks in a year."""

from dataclasses import dataclass

from django.db.models import Count, Q

from aoxanh.kernel.actors import Actor
from aoxanh.programmes.models import Body, Programme
from aoxanh.programmes.types import TaskRole


@dataclass(frozen=True, slots=True)
class BodyWork:
    """A body with the number of tasks it leads and helps with, and of those it leads the reports of the year."""

    name: str
    leads: int
    helps: int
    reported: int


def body_work(programme: Programme, *, year: int, actor: Actor) -> list[BodyWork]:
    """The bodies of a programme by the tasks they lead, most first: one statement. Who must do what is no secret."""
    del actor
    lead = Q(tasks__role=TaskRole.LEAD, tasks__task__withdrawn_on=None)
    said = Q(tasks__task__reports__year=year, tasks__task__reports__withdrawn_at=None)
    rows = Body.objects.filter(programme=programme).annotate(
        leads=Count("tasks", filter=lead, distinct=True),
        helps=Count(
            "tasks",
            filter=Q(tasks__role=TaskRole.COORDINATE, tasks__task__withdrawn_on=None),
            distinct=True,
        ),
        reported=Count("tasks__task", filter=lead & said, distinct=True),
    )
    return [
        BodyWork(name, leads, helps, reported)
        for name, leads, helps, reported in rows.order_by("-leads", "position", "pk").values_list(
            "name", "leads", "helps", "reported"
        )
    ]
