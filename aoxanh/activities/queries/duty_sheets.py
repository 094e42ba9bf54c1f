"""The roster of teams at each site, on paper."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from aoxanh.activities.queries.sheets import LAYOUT, duty_sheet_kind, sheet_frame
from aoxanh.activities.rules import papers as words
from aoxanh.activities.types import DutyShown, ShiftDuties, SiteDuties
from aoxanh.documents import queries as documents
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import number
from aoxanh.people import queries as people


NO_TEAM = "CHƯA CÓ ĐỘI"


@in_vietnamese
def duty_roster(*, sites: Sequence[SiteDuties], unit_id: int, actor: Actor, on: datetime) -> bytes:
    """PDF of a unit, each site on a page of its own; shifts without a team stand in it as such.

    A commander who took consent back is a number.
    """
    names = _leaders(sites)
    head, _family = documents.letterhead(unit_id=unit_id, day=actor.day)
    kind = duty_sheet_kind()
    pages = []
    for site in sites:
        activity = site.activity
        lines = [line for each in site.shifts for line in _lines(each, names)]
        pages.append(
            sheet_frame(activity, kind, head, on=on)
            | {
                "about": words.where(activity.spot, activity.place.full_name),
                "rows": [[number(place), *line] for place, line in enumerate(lines, 1)],
                "total": [],
                "closing": _closing(site),
                "empty": "Điểm này chưa có ca nào.",
            }
        )
    return documents.typeset_pages(LAYOUT, pages, on=on)


def _leaders(sites: Sequence[SiteDuties]) -> Mapping[int, str]:
    """How a paper names those who lead the teams."""
    shown = [each.commander for site in sites for shift in site.shifts for each in shift.duties]
    return people.names_to_write({each.person_id: each.full_name for each in shown if each})


def _closing(site: SiteDuties) -> str:
    told = f"Điểm này có {number(len(site.shifts))} ca"
    return f"{told}, {number(len(site.gaps))} ca chưa có đội." if site.gaps else f"{told}, đủ đội."


def _lines(shown: ShiftDuties, names: Mapping[int, str]) -> list[list[str]]:
    shift = shown.shift
    hours = words.hours(shift.starts_at, shift.ends_at)
    when = f"{shift.name}, {hours}" if shift.name else hours
    if not shown.duties:
        return [[when, NO_TEAM, "", "", "", ""]]
    return [[when, *_team(each, names), ""] for each in shown.duties]


def _team(shown: DutyShown, names: Mapping[int, str]) -> list[str]:
    leader = shown.commander
    phone = spoken_phone(leader.phone) if leader and leader.phone else ""
    told = ", ".join(filter(None, (names[leader.person_id] if leader else "", phone)))
    return [shown.duty.team.name, shown.unit_name, told, number(shown.members)]
