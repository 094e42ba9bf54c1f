"""Lifecycles as data: the stages of a kind of work, in order, and what may be left out with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class StageUse(StrEnum):
    """What a template does with a stage of its lifecycle (ACT-10)."""

    KEPT = "KEPT"
    MERGED = "MERGED"
    LEFT_OUT = "LEFT_OUT"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a lifecycle: stable ``code``, Vietnamese ``name``, what shows that it is ``done``."""

    code: str
    name: str
    done: str = ""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Named stages in order. Raises ``ValueError`` when a code occurs twice or none is given."""

    code: str
    name: str
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        codes = [stage.code for stage in self.stages]
        if not codes or len(set(codes)) != len(codes):
            msg = f"lifecycle {self.code}: stages need distinct codes, at least one"
            raise ValueError(msg)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "Lifecycle":
        """From the form in which files hold it."""
        stages: Iterable[Mapping[str, str]] = raw["stages"]
        return cls(
            code=raw["code"],
            name=raw["name"],
            stages=tuple(Stage(s["code"], s["name"], s.get("done", "")) for s in stages),
        )

    def position(self, code: str) -> int:
        """Index of the stage called ``code``. Raises ``KeyError``."""
        for index, stage in enumerate(self.stages):
            if stage.code == code:
                return index
        raise KeyError(code)
