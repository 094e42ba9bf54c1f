"""What a plan file may name, as the portal stands: measures, filters, kinds of units, other plans."""

from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from aoxanh.activities import queries as activities
from aoxanh.activities.types import Initiator
from aoxanh.kernel.measures import Measure, MeasureKind, measures
from aoxanh.programmes import rules
from aoxanh.programmes.models import Indicator, Programme
from aoxanh.programmes.types import REFERENCE, PlanWorld, ProgrammeKnown
from aoxanh.units import queries as units
from aoxanh.units.types import Family, Level


ACTIVITY_FILTERS = {
    "kind": "kind__code",
    "template": "template__code",
    "field": "primary_field__code",
    "initiator": "initiated_by",
}
"""By what a figure that belongs to activities can be narrowed, and where the activity keeps it."""


def filters_of(each: Measure) -> frozenset[str]:
    """The names by which a measure can be narrowed in a plan."""
    of_activities = ACTIVITY_FILTERS if each.activity else {}
    dated = {rules.AROUND} if each.kind != MeasureKind.STOCK else set()
    return frozenset({*each.filters, *of_activities, *dated})


def _is_by_unit(each: Measure) -> bool:
    """Whether it can be told unit by unit: sums, and what is about units themselves."""
    about_units = each.kind == MeasureKind.DISTINCT and each.subject == "unit_id"
    return each.kind == MeasureKind.FLOW or about_units


def plan_names() -> rules.Names:
    """What the codes are called that plans name, by the name of the filter: four statements."""
    kinds = {kind.code: kind.name for kind in units.kinds()}
    truths = {"true": _("Có"), "false": _("Không")}
    return {
        "kind": {each.code: each.name for each in activities.kinds()},
        "template": {each.code: each.name for each in activities.templates()},
        "field": {each.code: each.name for each in activities.fields_of_work()},
        "initiator": _labels(Initiator),
        "unit_kind": kinds,
        "inspected_kind": kinds,
        "family": _labels(Family),
        "level": _labels(Level),
        **dict.fromkeys(("in_charge", "full_time", "head"), truths),
    }


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {code: str(label) for code, label in choices.choices}


def shipped_plans() -> dict[str, Path]:
    """The plans that come with the portal, by the name of their file: a programme above others by its code."""
    return {path.stem: path for path in sorted(REFERENCE.glob("*.yaml"))}


def plan_world() -> PlanWorld:
    """Six statements, whatever the plan. A list that is not loaded yet forbids nothing."""
    programmes = Programme.objects.order_by("code").values_list(
        "code", "number", "issuer", "parent__code", "closed_on"
    )
    kinds = frozenset(kind.code for kind in units.kinds())
    lists = {
        "kind": frozenset(kind.code for kind in activities.kinds()),
        "template": frozenset(template.code for template in activities.templates()),
        "field": frozenset(field.code for field in activities.fields_of_work()),
        "unit_kind": kinds,
    }
    return PlanWorld(
        measures={each.code: filters_of(each) for each in measures()},
        values={name: codes for name, codes in lists.items() if codes},
        kinds=kinds,
        shipped=frozenset(name.upper() for name in shipped_plans()),
        by_unit=frozenset(each.code for each in measures() if _is_by_unit(each)),
        programmes=tuple(
            ProgrammeKnown(
                code=code, number=number, issuer=issuer, parent=parent or "", closed_on=closed_on
            )
            for code, number, issuer, parent, closed_on in programmes
        ),
        indicators=dict(Indicator.objects.values_list("code", "programme__code")),
    )
