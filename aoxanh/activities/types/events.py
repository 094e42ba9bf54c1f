"""Events as a year's list shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.activities.types.activity import Proof


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event with what is missing before it counts as held."""

    activity: "Activity"
    is_held: bool
    lacks: tuple[Proof, ...]

    @property
    def lacks_in_words(self) -> str:
        return ", ".join(str(proof.label).lower() for proof in self.lacks)
