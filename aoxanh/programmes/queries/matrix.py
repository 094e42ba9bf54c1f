"""Who must do what: bodies and tasks of the programmes that hold for a unit (PLN-03)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes.models import Body, BodyUnit, Task, TaskBody
from aoxanh.programmes.queries.duties import programmes_at
from aoxanh.programmes.types import TaskEvery, TaskRole
from aoxanh.programmes.types.duties import BodyShown, MatrixRow
from aoxanh.units import queries as units
from aoxanh.units.types import Family


def matrix(programme_ids: Collection[int], *, actor: Actor) -> list[MatrixRow]:
    """Every task of the programmes with the bodies that lead and those that help, in the documents' order."""
    del actor
    tasks = Task.objects.filter(programme_id__in=programme_ids, withdrawn_on=None)
    rows = tasks.select_related("programme").order_by("programme__code", "position", "pk")
    named = TaskBody.objects.filter(task__in=tasks.order_by()).select_related("body")
    bodies: dict[tuple[int, str], list[str]] = defaultdict(list)
    for part in named.order_by("body__position", "pk"):
        bodies[part.task_id, part.role].append(part.body.name)
    return [
        MatrixRow(
            clause=task.clause,
            text=task.text,
            programme=task.programme.name,
            due=_due_in_words(task.every, task.deadline),
            output=task.output,
            leads=tuple(bodies[task.pk, TaskRole.LEAD]),
            helps=tuple(bodies[task.pk, TaskRole.COORDINATE]),
        )
        for task in rows
    ]


def _due_in_words(every: str, deadline: Mapping[str, Any]) -> str:
    """“Hằng năm, trước 20/03”."""
    said = [str(TaskEvery(every).label)]
    if "before" in deadline:
        said.append(_("trước %(day)s") % {"day": deadline["before"]})
    if "around" in deadline:
        around = _("quanh %(day)s, trước sau %(days)s ngày")
        said.append(around % {"day": deadline["around"], "days": deadline["days"]})
    if "in" in deadline:
        said.append(_("năm %(years)s") % {"years": ", ".join(map(str, sorted(deadline["in"])))})
    return ", ".join(said)


def tasks_at(unit_id: int, *, actor: Actor) -> list[tuple[int, str]]:
    """The tasks of the running programmes that hold for a unit: “III.1. Tập huấn điều phối”."""
    running = programmes_at(unit_id, actor=actor).filter(closed_on=None, valid_to__gt=actor.day)
    rows = Task.objects.filter(programme__in=running.order_by(), withdrawn_on=None)
    ordered = rows.order_by("programme__code", "position", "pk")
    return [(each.pk, f"{each.clause}. {each.text}") for each in ordered]


def bodies(programme_ids: Collection[int], *, actor: Actor) -> list[BodyShown]:
    """The bodies programmes name, in their order, with the units named for them and how many tasks they have."""
    del actor
    parts: dict[int, Counter[str]] = defaultdict(Counter)
    for body_id, role in (
        TaskBody.objects.filter(body__programme_id__in=programme_ids, task__withdrawn_on=None)
        .order_by("pk")
        .values_list("body_id", "role")
    ):
        parts[body_id][role] += 1
    named: dict[int, list[int]] = defaultdict(list)
    rows = BodyUnit.objects.filter(body__programme_id__in=programme_ids).order_by("pk")
    for body_id, unit_id in rows.values_list("body_id", "unit_id"):
        named[body_id].append(unit_id)
    found = Body.objects.filter(programme_id__in=programme_ids).select_related("programme")
    return [
        BodyShown(
            pk=body.pk,
            name=body.name,
            programme=body.programme.name,
            is_by_kind=bool(body.kinds),
            unit_ids=tuple(named[body.pk]),
            leads=parts[body.pk][TaskRole.LEAD],
            helps=parts[body.pk][TaskRole.COORDINATE],
        )
        for body in found.order_by("programme__code", "position", "pk")
    ]


def body(body_id: int, *, unit_id: int, actor: Actor) -> Body:
    """A body of a programme that is the unit's own. Raises ``Missing``."""
    del actor
    rows = Body.objects.select_related("programme")
    found = rows.filter(pk=body_id, programme__unit_id=unit_id).first()
    if found is None:
        raise Missing
    return found


def units_named(body_id: int, *, actor: Actor) -> list[int]:
    """The units that were named for a body."""
    del actor
    rows = BodyUnit.objects.filter(body_id=body_id).order_by("pk")
    return list(rows.values_list("unit_id", flat=True))


def units_for(of: Body, *, actor: Actor) -> list[tuple[int, str]]:
    """The units that may be named for a body: those of its kinds, or any agency when it names none."""
    rows = units.units(actor=actor, day=actor.day, within=of.programme.unit_id)
    rows = rows.filter(kind_id__in=of.kinds) if of.kinds else rows.filter(kind__family=Family.STATE)
    return [(each.unit_id, each.name) for each in rows]


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for row in matrix(filters["programmes"], actor=actor):
        parts = [(name, TaskRole.LEAD) for name in row.leads]
        parts += [(name, TaskRole.COORDINATE) for name in row.helps]
        for name, role in parts:
            yield [name, str(role.label), row.clause, row.text, row.due, row.output, row.programme]


def _count(actor: Actor, filters: Filters) -> int:
    del actor
    rows = TaskBody.objects.filter(
        task__programme_id__in=filters["programmes"], task__withdrawn_on=None
    )
    return rows.count()


MATRIX = Export(
    code="task_matrix",
    title=lazy("Bảng phân công nhiệm vụ"),
    headings=(
        lazy("Cơ quan, đơn vị"),
        lazy("Vai trò"),
        lazy("Mục"),
        lazy("Nhiệm vụ"),
        lazy("Thời hạn"),
        lazy("Sản phẩm"),
        lazy("Chương trình"),
    ),
    rows=_rows,
    count=_count,
    in_word=True,
)
"""One line for each body and task, so that a body's duties can be filtered out (PLN-03)."""
