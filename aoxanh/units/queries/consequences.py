"""What a reorganisation means: asked of every context, and said by this one of the units around those that end."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import (
    Consequence,
    Plan,
    Told,
    Weight,
    consequences,
    told_by_unit,
)
from aoxanh.units.models import Parenthood, Unit, UnitVersion
from aoxanh.units.queries.reorganisations import ONE_DAY
from aoxanh.units.types import Chapter, Family, Group


_ORDER = (Weight.STOPS, Weight.WARNS, Weight.CHANGES, Weight.STAYS)


def chapters_of(plan: Plan, *, actor: Actor) -> list[Chapter]:
    """What every context says of a plan, the most pressing chapter first; one without anything to say has none."""
    found = []
    for each in consequences():
        groups = _groups(each.tell(plan, actor))
        if groups:
            found.append(Chapter(each.code, each.label, each.icon, groups))
    return sorted(found, key=lambda chapter: _ORDER.index(chapter.groups[0].weight))


def _groups(told: Iterable[Told]) -> list[Group]:
    """Units of which the same is true stand together, the most pressing first."""
    same: dict[tuple[Weight, str], list[Told]] = {}
    for each in told:
        same.setdefault((each.weight, each.said), []).append(each)
    groups = [
        Group(said, weight, sum(each.count for each in rows), rows)
        for (weight, said), rows in same.items()
    ]
    return sorted(groups, key=lambda group: _ORDER.index(group.weight))


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Units and groups that pass on to the acting unit, counterparts that stay alone: three statements."""
    del by
    return [*_below(plan), *_counterparts(plan)]


def _below(plan: Plan) -> list[Told]:
    named = {step.unit_id for step in plan.steps}
    spells = Parenthood.objects.filter(
        parent_id__in=plan.ending, valid_from__lte=plan.on, valid_to__gt=plan.on
    )
    parents = dict(
        spells.exclude(unit_id__in=named).order_by("pk").values_list("unit_id", "parent_id")
    )
    rows = UnitVersion.objects.on(plan.on).filter(unit_id__in=parents).order_by("sort_key", "pk")
    groups: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for unit_id, name, family in rows.values_list("unit_id", "name", "kind__family"):
        (groups if family == Family.GROUP else others).append((parents[unit_id], name))
    said = _("Câu lạc bộ, đội, nhóm chuyển về đơn vị giữ hồ sơ, giữ nguyên người và hoạt động.")
    return [
        *told_by_unit(others, Weight.CHANGES, _("Đơn vị trực thuộc chuyển về đơn vị giữ hồ sơ.")),
        *told_by_unit(groups, Weight.CHANGES, said),
    ]


def _counterparts(plan: Plan) -> list[Told]:
    rows = Unit.objects.filter(pk__in=plan.ending, counterpart__isnull=False)
    partners = dict(rows.order_by("pk").values_list("counterpart_id", "pk"))
    alone = set(partners) - set(plan.ending)
    names = UnitVersion.objects.on(plan.on - ONE_DAY).filter(unit_id__in=alone).order_by("pk")
    said = _("Đơn vị song hành vẫn hoạt động: hãy gắn với đơn vị nhận sau ngày đó.")
    found = ((partners[pk], name) for pk, name in names.values_list("unit_id", "name"))
    return told_by_unit(found, Weight.WARNS, said)


UNITS = Consequence(code="units", label=gettext_lazy("Đơn vị bên dưới"), icon="network", tell=tell)
