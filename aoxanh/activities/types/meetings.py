"""The words of meetings whose participants are models."""

from dataclasses import dataclass

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMet:
    """A model at a meeting, with the ideas it answers and the projects that came of it."""

    code: str
    title: str
    unit: str
    ideas: tuple[str, ...]
    projects: tuple[tuple[str, str], ...]
    """(code, title) of public activities that began from the model or from one of those ideas."""


@dataclass(frozen=True, slots=True)
class ModelInvitedTo(Event):
    activity_id: int
    practice_id: int


@dataclass(frozen=True, slots=True)
class ModelLeftOut(Event):
    activity_id: int
    practice_id: int
