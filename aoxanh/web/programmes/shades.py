"""How dark a unit is on the map of an indicator, and what the shades mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from aoxanh.kernel.numbers import amount, number


PERCENT_CUTS = (Decimal(50), Decimal(65), Decimal(80), Decimal(90))
"""Where the next darker shade of a percentage begins, the same on every map."""
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Shades:
    """Four cuts make five shades."""

    cuts: tuple[Decimal, ...]
    is_percent: bool

    @classmethod
    def of(cls, values: Iterable[Decimal | None], *, is_percent: bool) -> "Shades":
        """Fixed cuts for percentages; five equal parts up to the highest of what is counted."""
        if is_percent:
            return cls(PERCENT_CUTS, is_percent)
        highest = max((value for value in values if value is not None), default=Decimal(0))
        parts = {
            -(-int(highest) * part // _PARTS) for part in range(1, _PARTS)
        }  # whole numbers, upwards
        return cls(tuple(Decimal(cut) for cut in sorted(parts - {0})), is_percent)

    def shade(self, value: Decimal | None) -> str:
        """ "1" to "5", or "none"."""
        return "none" if value is None else str(1 + sum(value >= cut for cut in self.cuts))

    def words(self, value: Decimal | None) -> str:
        """The figure of one unit; empty where nothing is known."""
        return "" if value is None else amount(value) + (" %" if self.is_percent else "")

    def legend(
        self, values: Mapping[str, Decimal | None], *, withheld: int = 0
    ) -> Sequence[tuple[str, str]]:
        """(shade, words) from light to dark, then how many units have no figure, or one that is not told."""
        unit = " %" if self.is_percent else ""
        told = [("1", _("dưới %(cut)s") % {"cut": number(self.cuts[0])})] if self.cuts else []
        for place, cut in enumerate(self.cuts, start=2):
            after = self.cuts[place - 1] if place <= len(self.cuts) else None
            if after is None:
                words = _("từ %(cut)s") % {"cut": number(cut) + unit}
            else:
                words = number(cut) if after - cut == 1 else f"{number(cut)}–{number(after - 1)}"
            told.append((str(place), words))
        silent = sum(value is None for value in values.values()) - withheld
        if silent:
            told.append(("none", _("Chưa có số liệu: %(number)s") % {"number": number(silent)}))
        if withheld:
            told.append(("none", _("Không nêu số: %(number)s") % {"number": number(withheld)}))
        return told
