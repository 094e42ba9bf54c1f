"""What must be settled before volunteers may come, each thing with its sentence (COO-05, COO-11, ACT-10)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import HostState, Requirement, StagePart, Trait
from aoxanh.kernel.lifecycles import StageUse


CHECKED_TRAITS = frozenset({Trait.LARGE, Trait.OUTDOOR, Trait.DISASTER, Trait.OUTSIDE})
"""Traits that make the safety list binding."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as far as readiness cares."""

    code: str
    name: str
    part: StagePart
    use: StageUse
    done: bool

    @property
    def is_open(self) -> bool:
        return self.use == StageUse.KEPT and not self.done


@dataclass(frozen=True, slots=True)
class Check:
    """A safety item as far as readiness cares."""

    text: str
    required: bool
    checked: bool


def _stages(steps: Iterable[Step]) -> Iterable[Requirement]:
    for step in steps:
        if step.part == StagePart.PREPARING and step.use == StageUse.KEPT:
            yield Requirement(format_lazy(_("bước “{name}”"), name=step.name), step.done)


def _safety(traits: Collection[Trait], checks: Collection[Check]) -> Iterable[Requirement]:
    binding = bool(CHECKED_TRAITS.intersection(traits))
    if binding and not any(check.required for check in checks):
        yield Requirement(_("danh mục an toàn của hoạt động"), met=False)
    for check in checks:
        if binding and check.required:
            yield Requirement(
                format_lazy(_("mục an toàn “{text}”"), text=check.text), check.checked
            )


def _host(traits: Collection[Trait], hosts: Collection[HostState]) -> Iterable[Requirement]:
    if Trait.OUTSIDE in traits:
        agreed = bool(hosts) and all(state == HostState.AGREED for state in hosts)
        yield Requirement(_("sự đồng ý của Đoàn nơi đến"), agreed)


def _places(places: int | None) -> Iterable[Requirement]:
    if places is not None:
        yield Requirement(_("ít nhất một ca có chỗ đăng ký"), places > 0)


def requirements(
    *,
    traits: Collection[Trait],
    steps: Collection[Step],
    checks: Collection[Check],
    hosts: Collection[HostState],
    places: int | None,
) -> tuple[Requirement, ...]:
    """Everything to settle before sign-ups open, met or not, in the order in which it is worked through.

    ``places`` is how many volunteers the shifts take; None when nobody signs up.
    """
    return (
        *_stages(steps),
        *_safety(traits, checks),
        *_host(traits, hosts),
        *_places(places),
    )


def stages_before_closing(steps: Iterable[Step]) -> tuple[str, ...]:
    """Names of the stages that keep an activity from closing.

    The day itself and the evaluation are completed by closing; what follows may come later.
    """
    waited_for = (StagePart.PREPARING, StagePart.REVIEWING)
    return tuple(step.name for step in steps if step.is_open and step.part in waited_for)
