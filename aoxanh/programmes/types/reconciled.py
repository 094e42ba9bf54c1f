"""The words of reconciling what the portal recorded with what units planned, declared and reported on paper."""

from dataclasses import dataclass
from decimal import Decimal


ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The activities of one unit in one year, by where they are known from."""

    unit_id: int
    name: str
    recorded: Decimal
    declared: Decimal | None
    """What the unit declared in all; None when it declared nothing."""
    planned: int
    """Announced on the portal and over by now, but neither concluded nor cancelled."""
    papers: int
    """Tasks reported by a paper alone, without an activity of the portal."""

    @property
    def known(self) -> Decimal:
        """What is known without any declaration."""
        return self.recorded + self.planned + self.papers

    @property
    def whole(self) -> Decimal:
        """The largest of what is known and what was declared."""
        return max(self.known, self.declared or ZERO)

    @property
    def gap(self) -> Decimal:
        """What took place by some source and is not recorded on the portal."""
        return self.whole - self.recorded

    @property
    def understated(self) -> Decimal:
        """By how much a declaration is less than what is known."""
        return max(self.known - self.declared, ZERO) if self.declared is not None else ZERO
