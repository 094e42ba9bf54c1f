"""How pages tell the course of a campaign."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.activities import queries
from aoxanh.kernel.dates import vn_date, weekday
from aoxanh.kernel.numbers import number


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.activities.models import Campaign, CampaignBranch


@dataclass(frozen=True, slots=True)
class MarkShown:
    """One step of the timeline: what, when, and ``done``, ``now`` or ``ahead``."""

    name: str
    when: str
    state: str


def marks_shown(
    campaign: "Campaign", branches: "Sequence[CampaignBranch]", day: date
) -> list[MarkShown]:
    """Launch, waves and review in words."""
    shown = []
    for mark in queries.campaign_marks(campaign, branches, day):
        if mark.kind == "wave":
            days = _("%(first)s đến %(last)s") % {
                "first": vn_date(mark.first_day),
                "last": vn_date(mark.last_day),
            }
            when = vn_date(mark.first_day) if mark.first_day == mark.last_day else days
            shown.append(MarkShown(mark.name, _joined(when, mark.note), mark.state))
        else:
            name = _("Ra quân") if mark.kind == "launch" else _("Tổng kết")
            when = f"{weekday(mark.first_day)} {vn_date(mark.first_day)}"
            shown.append(MarkShown(name, when, mark.state))
    return shown


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def season_marks(
    campaign: "Campaign", branches: "Sequence[CampaignBranch]", *, open_total: int, day: date
) -> list[MarkShown]:
    """The timeline for visitors: today first, then what is still to come."""
    words = ngettext(
        "%(count)s hoạt động đang mở đăng ký", "%(count)s hoạt động đang mở đăng ký", open_total
    )
    today = MarkShown(
        _("Hôm nay, %(day)s") % {"day": f"{day.day}/{day.month}"},
        words % {"count": number(open_total)} if open_total else _("Các đơn vị đang chuẩn bị"),
        "now",
    )
    ahead = [mark for mark in marks_shown(campaign, branches, day) if mark.state != "done"]
    return [today, *(MarkShown(mark.name, mark.when, "ahead") for mark in ahead)]
