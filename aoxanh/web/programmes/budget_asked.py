"""Which programme, year and estimate of the year a page about money is about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.programmes import queries
from aoxanh.web.paging import asked_number, query
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.programmes.models import Programme, YearBudget


@dataclass(frozen=True, slots=True)
class Asked:
    """Which programme and year a page is about, among those that there are."""

    programme: "Programme | None"
    programmes: "list[Programme]"
    year: int
    years: range
    supplement: int | None = None
    """Which estimate of the year: 0 for the year's own; None when none is named."""

    @property
    def query(self) -> str:
        return query({"ct": self.programme.code, "nam": self.year}) if self.programme else ""

    @property
    def whole_query(self) -> str:
        """The same with the estimate, where one is named."""
        if self.supplement is None:
            return self.query
        return f"{self.query}&dot={self.supplement}"

    def chips(self, every: "list[YearBudget]", shown: int | None) -> list[tuple[str, str, bool]]:
        """(words, address, chosen) of the year's estimates; none while there is one alone."""
        if len(every) < 2:
            return []
        return [
            (
                queries.supplement_name(each.supplement),
                f"?{self.query}&dot={each.supplement}",
                each.supplement == shown,
            )
            for each in every
        ]


def asked_of(request: Request, unit_id: int) -> Asked:
    """What “ct” and “nam” name; else the newest programme that has money, and this year."""
    every = queries.programmes_at(unit_id, actor=request.actor)
    programmes = [each for each in every if each.budget_sources]
    code = request.GET.get("ct", "")
    found = next((each for each in programmes if each.code == code), None)
    found = found or (programmes[-1] if programmes else None)
    if found is None:
        return Asked(None, [], request.actor.day.year, range(0))
    years = queries.years_of_budget(found)
    asked = asked_number(request, "nam")
    today = min(max(request.actor.day.year, years[0]), years[-1])
    year = asked if asked is not None and asked in years else today
    return Asked(found, programmes, year, years, asked_number(request, "dot"))
