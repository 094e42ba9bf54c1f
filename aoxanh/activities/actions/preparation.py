"""Lays out the stages and safety items that an activity's template and traits ask for."""

from collections.abc import Mapping
from datetime import date

from aoxanh.activities.models import Activity, LifecycleRow, SafetyItem, SafetyRule, StageStep
from aoxanh.activities.queries.requirements import traits_of
from aoxanh.activities.rules import stages as rules
from aoxanh.activities.rules.stages import Path, PlannedStage
from aoxanh.activities.types import StagePart
from aoxanh.kernel.lifecycles import StageUse


OWN_ITEM = "own_"
"""Codes of safety items that an officer added begin so."""


def full_path() -> LifecycleRow | None:
    """The lifecycle on which every stage is walked; None before the reference rows are loaded."""
    return LifecycleRow.objects.filter(is_full_path=True).order_by("pk").first()


def lifecycle_for(activity: Activity, *, full: LifecycleRow | None) -> LifecycleRow | None:
    """The full path when a trait asks for it, else the template's own."""
    if full is not None and rules.needs_full_path(traits_of(activity)):
        return full
    return activity.template.lifecycle if activity.template else None


def planned_stages(activity: Activity) -> tuple[PlannedStage, ...]:
    """The stages of an activity whose lifecycle is set, by its template and traits."""
    lifecycle, template = activity.lifecycle, activity.template
    if lifecycle is None or template is None:
        return ()
    treatments = rules.treatments_of(template.definition["stages"])
    full = rules.needs_full_path(traits_of(activity))
    return rules.lay_out(Path.parse(lifecycle.definition), treatments, full=full)


def stage_rows(activity: Activity, *, opened_on: date) -> list[StageStep]:
    """The stages as unsaved rows with their due days."""
    planned = planned_stages(activity)
    runs_at = next((s.position for s in planned if s.part == StagePart.RUNNING), 0)
    return [_row(activity, stage, runs_at, opened_on) for stage in planned]


def _row(activity: Activity, stage: PlannedStage, runs_at: int, opened_on: date) -> StageStep:
    kept = stage.treatment.use == StageUse.KEPT
    due_on = rules.due_day(
        stage,
        runs_at=runs_at,
        opened_on=opened_on,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
    )
    return StageStep(
        activity=activity,
        code=stage.code,
        name=stage.name,
        done_when=stage.done_when,
        position=stage.position,
        part=stage.part,
        use=stage.treatment.use,
        reason=stage.treatment.reason,
        due_on=due_on if kept else None,
    )


def safety_rows(activity: Activity, common: Mapping[str, SafetyRule]) -> list[SafetyItem]:
    """The safety items as unsaved rows: those of the traits, then the template's own."""
    traits = traits_of(activity)
    texts = {code: rule.text for code, rule in common.items() if traits.intersection(rule.traits)}
    if activity.template is not None:
        own = activity.template.definition.get("safety", [])
        texts |= {item["code"]: item["text"] for item in own}
    return [
        SafetyItem(activity=activity, code=code, text=text, position=position)
        for position, (code, text) in enumerate(texts.items())
    ]


def safety_rules() -> dict[str, SafetyRule]:
    """The common safety items by code, in order."""
    return {rule.code: rule for rule in SafetyRule.objects.order_by("position", "pk")}


def prepare(activity: Activity, *, opened_on: date) -> None:
    """Write the stages and safety items of a new activity."""
    StageStep.objects.bulk_create(stage_rows(activity, opened_on=opened_on))
    SafetyItem.objects.bulk_create(safety_rows(activity, safety_rules()))


def prepare_again(activity: Activity, *, opened_on: date) -> None:
    """Follow changed traits or days: what is done, skipped or checked stays, the rest is laid out anew."""
    wanted = {row.code: row for row in stage_rows(activity, opened_on=opened_on)}
    settled = set()
    for step in StageStep.objects.filter(activity=activity).order_by("position", "pk"):
        if step.done_on is None and not step.skipped:
            step.delete()
        else:
            settled.add(step.code)
    StageStep.objects.bulk_create(row for code, row in wanted.items() if code not in settled)
    _renew_safety(activity)


def _renew_safety(activity: Activity) -> None:
    wanted = {row.code: row for row in safety_rows(activity, safety_rules())}
    rows = SafetyItem.objects.filter(activity=activity)
    stale = rows.filter(checked_at__isnull=True).exclude(code__startswith=OWN_ITEM)
    stale.exclude(code__in=wanted).delete()
    present = set(rows.order_by("pk").values_list("code", flat=True))
    SafetyItem.objects.bulk_create(row for code, row in wanted.items() if code not in present)
