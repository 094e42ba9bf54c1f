"""Which stages an activity walks through, from its lifecycle, its template and its traits (ACT-10)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aoxanh.activities.types import StagePart, Trait
from aoxanh.kernel.lifecycles import Lifecycle, StageUse


LARGE_FROM = 100
"""Places from which an activity counts as large."""


@dataclass(frozen=True, slots=True)
class Path:
    """A lifecycle with the stage that is the day itself and the one that evaluates it."""

    lifecycle: Lifecycle
    runs: str
    evaluates: str

    @classmethod
    def parse(cls, definition: Mapping[str, object]) -> "Path":
        """From the form in which files and rows hold it. Raises ``ValueError``, ``KeyError``."""
        path = cls(
            Lifecycle.parse(definition), str(definition["runs"]), str(definition["evaluates"])
        )
        if path.lifecycle.position(path.runs) >= path.lifecycle.position(path.evaluates):
            msg = f"{path.evaluates} must come after {path.runs}"
            raise ValueError(msg)
        return path

    def part(self, code: str) -> StagePart:
        """Where the stage called ``code`` stands to the day itself."""
        here = self.lifecycle.position(code)
        runs = self.lifecycle.position(self.runs)
        evaluates = self.lifecycle.position(self.evaluates)
        if here == evaluates:
            return StagePart.EVALUATING
        if here > evaluates:
            return StagePart.FOLLOWING
        if here > runs:
            return StagePart.REVIEWING
        return StagePart.RUNNING if here == runs else StagePart.PREPARING


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a template does with a stage, and why unless it is kept."""

    use: StageUse
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One step as an activity gets it."""

    code: str
    name: str
    done_when: str
    position: int
    part: StagePart
    treatment: Treatment


_KEPT = Treatment(StageUse.KEPT)


def needs_full_path(traits: Collection[Trait]) -> bool:
    """Whether every stage applies, whatever the template leaves out."""
    return bool(traits)


def lay_out(
    path: Path, treatments: Mapping[str, Treatment], *, full: bool
) -> tuple[PlannedStage, ...]:
    """The stages in order; with ``full`` every one is kept. A stage the template is silent about is kept."""
    return tuple(
        PlannedStage(
            code=stage.code,
            name=stage.name,
            done_when=stage.done,
            position=position,
            part=path.part(stage.code),
            treatment=_KEPT if full else treatments.get(stage.code, _KEPT),
        )
        for position, stage in enumerate(path.lifecycle.stages)
    )


def is_large(places: int) -> bool:
    return places >= LARGE_FROM


def treatments_of(definition: Mapping[str, Mapping[str, str]]) -> dict[str, Treatment]:
    """What a template's file says about stages, by stage."""
    return {
        code: Treatment(StageUse(row["use"]), row["reason"]) for code, row in definition.items()
    }


def due_day(
    stage: PlannedStage, *, runs_at: int, opened_on: date, starts_on: date, ends_on: date
) -> date:
    """By when a stage should be done: three days apiece before the day itself, a week or two after it.

    ``runs_at`` is the position of the stage that runs. Never before ``opened_on``.
    """
    if stage.part == StagePart.PREPARING:
        return max(opened_on, starts_on - timedelta(days=3 * (runs_at - stage.position)))
    last_day = ends_on - timedelta(days=1)
    days = {StagePart.RUNNING: 0, StagePart.FOLLOWING: 14}.get(stage.part, 7)
    return max(opened_on, last_day + timedelta(days=days))
