"""The steps of “Bắt đầu” as a river: what is done, where one stands, what was left for later."""

from collections.abc import Collection
from dataclasses import dataclass

from aoxanh.units.types import BeginningStep


@dataclass(frozen=True, slots=True)
class Step:
    """One step as pages show it; ``state`` is that of the river."""

    step: BeginningStep
    state: str

    @property
    def name(self) -> str:
        return str(self.step.label)


def before_portal(now: BeginningStep) -> tuple[Step, ...]:
    """The steps while nothing stands yet."""
    order = list(BeginningStep)
    here = order.index(now)
    states = ["done" if place < here else "ahead" for place in range(len(order))]
    states[here] = "now"
    return tuple(Step(step, state) for step, state in zip(order, states, strict=True))


def after_portal(
    *, done: Collection[BeginningStep], put_off: Collection[str], now: BeginningStep | None
) -> tuple[Step, ...]:
    """The steps of a portal that stands."""
    found = []
    for step in BeginningStep:
        state = "ahead"
        if step in done:
            state = "done"
        elif step.value in put_off:
            state = "skipped"
        found.append(Step(step, "now" if step == now else state))
    return tuple(found)
