"""Which units below have their own plan, who acknowledged, what stands in the way."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.programmes.models import Acknowledgement, Obstacle, ObstacleStep, OwnPlan, Programme
from aoxanh.programmes.queries.duties import programmes_at
from aoxanh.programmes.types.following import ObstacleCounts, ObstacleState, UnitFollows
from aoxanh.units import queries as units
from aoxanh.units.types import Family


if TYPE_CHECKING:
    from aoxanh.programmes.models.following import ObstacleQuerySet, ObstacleStepQuerySet

FOLLOWING = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.DOI_TNTP)
"""Whose units are expected to follow a plan from above."""


def programme_followed(unit_id: int, *, code: str, actor: Actor) -> Programme:
    """A programme that holds for the unit. Raises ``Missing``."""
    found = programmes_at(unit_id, actor=actor).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def own_plan(unit_id: int, *, programme_id: int, year: int, actor: Actor) -> OwnPlan | None:
    """The plan of a unit that holds in a year: the one of that year, else the one for all years."""
    rows = OwnPlan.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    rows = rows.filter(unit_id=unit_id, programme_id=programme_id).select_related("file")
    return _standing(rows.order_by("pk"), year).get(unit_id)


def _standing(rows: Iterable[OwnPlan], year: int) -> dict[int, OwnPlan]:
    """The plan that stands in a year for each unit: the year's own before the general one, the newest last."""
    found: dict[int, OwnPlan] = {}
    for row in rows:
        if row.year not in {None, year}:
            continue
        known = found.get(row.unit_id)
        if known is None or row.year == year or known.year is None:
            found[row.unit_id] = row
    return found


def acknowledgement(unit_id: int, *, programme_id: int, actor: Actor) -> Acknowledgement | None:
    """That the unit made the programme known to its members, if it did."""
    rows = Acknowledgement.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    return rows.filter(unit_id=unit_id, programme_id=programme_id).first()


def own_plans(
    unit_ids: Collection[int], *, programme_id: int, year: int, actor: Actor
) -> dict[int, str]:
    """The number or title of the plan of its own that stands for each of some units, of which the actor may read."""
    rows = OwnPlan.objects.all().visible_to(actor, Permission.PLAN_VIEW)
    named = rows.filter(programme_id=programme_id, unit_id__in=unit_ids)
    standing = _standing(named.order_by("pk"), year)
    return {pk: plan.number or plan.title for pk, plan in standing.items()}


def units_following(
    unit_id: int, *, programme_id: int, year: int, actor: Actor
) -> list[UnitFollows]:
    """The units right below with their own plans and how far the programme is known; those without a plan first.

    Five statements whatever there is.
    """
    below = units.units(actor=actor, day=actor.day, within=unit_id, depth=1)
    children = {
        each.unit_id: each.name
        for each in below.filter(kind__family__in=FOLLOWING).exclude(unit_id=unit_id)
    }
    plans = OwnPlan.objects.filter(programme_id=programme_id, unit_id__in=children)
    standing = _standing(plans.select_related("file").order_by("pk"), year)
    every = units.units(actor=actor, day=actor.day, within=unit_id)
    known = set(
        every.filter(kind__family__in=FOLLOWING).order_by().values_list("unit_id", flat=True)
    )
    acknowledged = Acknowledgement.objects.filter(programme_id=programme_id, unit_id__in=known)
    said = set(acknowledged.values_list("unit_id", flat=True))
    within = units.subtrees(unit_ids=children, day=actor.day)
    rows = [
        _follows(pk, name, standing.get(pk), within[pk] & known, said)
        for pk, name in children.items()
    ]
    return sorted(rows, key=lambda row: (row.has_plan, row.acknowledged, row.name, row.unit_id))


def _follows(
    unit_id: int, name: str, plan: OwnPlan | None, within: Collection[int], said: Collection[int]
) -> UnitFollows:
    return UnitFollows(
        unit_id=unit_id,
        name=name,
        plan=(plan.number or plan.title) if plan else "",
        plan_on=(plan.issued_on or local_day(plan.sent_at)) if plan else None,
        file_code=plan.file.code if plan and plan.file else "",
        acknowledged=sum(each in said for each in within),
        units=len(within),
    )


def obstacles(unit_id: int, *, actor: Actor) -> "ObstacleQuerySet":
    """Obstacles of the unit, of those below it and what is addressed to it; what waits longest first.

    A board may be asked by units that do not lie below it: being asked opens what it is asked, to its heir too.
    """
    visible = Obstacle.objects.all().visible_to(actor, Permission.PLAN_VIEW).order_by()
    below = units.below(unit_id=unit_id, day=actor.day).order_by().values("descendant_id")
    within = Q(unit_id__in=below, pk__in=visible.values("pk"))
    if actor.may(Permission.PLAN_VIEW, at=unit_id):
        within |= Q(addressed__in=units.kept_by(unit_id=unit_id, day=actor.day))
    rows = Obstacle.objects.filter(within).select_related("programme", "board")
    return rows.order_by("-state", "raised_at", "pk")


def obstacles_to_answer(unit_id: int, *, actor: Actor) -> "ObstacleQuerySet":
    """Those that wait for an answer of this unit, or of one whose books it keeps."""
    kept = units.kept_by(unit_id=unit_id, day=actor.day)
    rows = obstacles(unit_id, actor=actor)
    return rows.filter(addressed__in=kept, state=ObstacleState.OPEN)


def obstacle(obstacle_id: int, *, unit_id: int, actor: Actor) -> Obstacle:
    """One of the unit or of those below it. Raises ``Missing``."""
    found = obstacles(unit_id, actor=actor).filter(pk=obstacle_id).first()
    if found is None:
        raise Missing
    return found


def obstacle_steps(obstacle_id: int, *, actor: Actor) -> "ObstacleStepQuerySet":
    """What was done with one that the asker was given to read, in order."""
    del actor
    return ObstacleStep.objects.filter(obstacle_id=obstacle_id).order_by("pk")


def obstacle_counts(unit_id: int, *, actor: Actor) -> ObstacleCounts:
    """The obstacles of a unit and those below in three figures: for the periodic report."""
    is_open = Q(state=ObstacleState.OPEN)
    told = (
        obstacles(unit_id, actor=actor)
        .order_by()
        .aggregate(
            waiting=Count("pk", filter=is_open),
            answered=Count("pk", filter=~is_open),
            oldest=Min("raised_at", filter=is_open),
        )
    )
    return ObstacleCounts(
        waiting=told["waiting"],
        answered=told["answered"],
        oldest=local_day(told["oldest"]) if told["oldest"] else None,
    )


def units_above(unit_id: int, *, actor: Actor) -> list[tuple[int, str]]:
    """To whom a unit may address an obstacle: the units above it, the nearest first."""
    above = units.ancestors(unit_id=unit_id, day=actor.day)
    names = units.names_at(above, actor.day)
    return [(pk, names[pk]) for pk in above]


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    found = list(obstacles(filters["unit_id"], actor=actor).prefetch_related("steps"))
    named = {pk for each in found for pk in (each.unit_id, each.addressed_id)}
    names = units.names_at(named, actor.day)
    for each in found:
        answers = [step.text for step in each.steps.all() if step.kind == "ANSWERED"]
        yield [
            names[each.unit_id],
            each.title,
            each.text,
            each.proposal,
            names[each.addressed_id],
            each.get_state_display(),
            local_day(each.raised_at),
            local_day(each.answered_at) if each.answered_at else None,
            answers[-1] if answers else "",
        ]


def _count(actor: Actor, filters: Filters) -> int:
    return obstacles(filters["unit_id"], actor=actor).count()


OBSTACLES = Export(
    code="obstacles",
    title=_("Tổng hợp khó khăn, vướng mắc"),
    headings=(
        _("Đơn vị"),
        _("Khó khăn, vướng mắc"),
        _("Nội dung"),
        _("Đề xuất"),
        _("Gửi tới"),
        _("Trạng thái"),
        _("Ngày nêu"),
        _("Ngày trả lời"),
        _("Trả lời"),
    ),
    rows=_rows,
    count=_count,
    in_word=True,
)


def _follow_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for row in units_following(actor=actor, **filters):
        yield [row.name, row.plan, row.plan_on, row.acknowledged, row.units]


def _follow_count(actor: Actor, filters: Filters) -> int:
    return len(units_following(actor=actor, **filters))


FOLLOWERS = Export(
    code="own_plans",
    title=_("Kế hoạch của đơn vị trực thuộc"),
    headings=(
        _("Đơn vị"),
        _("Kế hoạch"),
        _("Ngày"),
        _("Số đơn vị đã quán triệt"),
        _("Số đơn vị"),
    ),
    rows=_follow_rows,
    count=_follow_count,
    in_word=True,
)
