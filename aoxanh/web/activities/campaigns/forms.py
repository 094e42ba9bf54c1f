"""What a campaign says, typed on one page; branches are lines, as copied from a plan."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries
from aoxanh.activities.types import BranchGiven, CampaignGiven
from aoxanh.kernel import cells
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.text import nfc
from aoxanh.web.activities.manage_forms.parts import day_field


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.activities.models import Campaign, CampaignBranch, CampaignType

MOST_BRANCHES = 30
ONE_DAY = timedelta(days=1)
_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")


class CampaignForm(forms.Form):
    """Name, days, branches."""

    name = forms.CharField(
        label=_("Tên chiến dịch"),
        max_length=160,
        help_text=_("Có năm, để năm sau không lẫn: Mùa hè xanh 2027."),
        error_messages={"required": _("Hãy ghi tên chiến dịch.")},
    )
    summary = forms.CharField(
        label=_("Giới thiệu"),
        required=False,
        help_text=_("Một hai câu cho mọi người đọc trên trang đầu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_day = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"))
    launched_on = day_field(_("Ngày ra quân"), required=False)
    reviewed_on = day_field(_("Ngày tổng kết"), required=False)
    branches = forms.CharField(
        label=_("Nhánh, đợt"),
        required=False,
        help_text=_(
            "Mỗi dòng một nhánh; sau tên có thể ghi ngày và ghi chú, cách nhau bằng dấu gạch đứng: "
            "Xuân biên giới | 10/01/2027 | 31/01/2027 | 9 xã biên giới."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def clean_branches(self) -> tuple[BranchGiven, ...]:
        """Raises ``ValidationError`` naming the line."""
        lines = [
            (number, line)
            for number, line in enumerate(self.cleaned_data["branches"].splitlines(), start=1)
            if nfc(line)
        ]
        if len(lines) > MOST_BRANCHES:
            most = {"most": MOST_BRANCHES}
            raise ValidationError(_("Một chiến dịch có nhiều nhất %(most)s nhánh."), params=most)
        return tuple(_branch(number, line) for number, line in lines)

    def given(self) -> CampaignGiven:
        values = self.cleaned_data
        return CampaignGiven(
            name=values["name"],
            summary=values["summary"],
            first_day=values["first_day"],
            last_day=values["last_day"],
            launched_on=values["launched_on"],
            reviewed_on=values["reviewed_on"],
            branches=values["branches"],
        )


def _branch(number: int, line: str) -> BranchGiven:
    """A line in any order of days and words: the first words are the name, the second the note."""
    days: list[date] = []
    words: list[str] = []
    for cell in (nfc(part) for part in re.split(r"[|\t]", line)):
        if _DAY.match(cell):
            days.append(_day(number, cell))
        elif cell:
            words.append(cell)
    if not words or len(words) > 2 or len(days) > 2:
        sentence = _("Dòng %(number)s: cần tên nhánh, rồi nhiều nhất hai ngày và một ghi chú.")
        raise ValidationError(sentence, params={"number": number})
    first, last = (days[0], days[-1]) if days else (None, None)
    note = words[1] if len(words) > 1 else ""
    return BranchGiven(name=words[0], note=note, first_day=first, last_day=last)


def _day(number: int, cell: str) -> date:
    try:
        return cells.day(cell)
    except ValueError as fault:
        sentence = _("Dòng %(number)s: ngày “%(typed)s” không có thật.")
        raise ValidationError(sentence, params={"number": number, "typed": cell}) from fault


def known(campaign: "Campaign", branches: "Sequence[CampaignBranch]") -> dict[str, object]:
    """What is on record, for the form."""
    return {
        "name": campaign.name,
        "summary": campaign.summary,
        "first_day": campaign.starts_on,
        "last_day": campaign.ends_on - ONE_DAY,
        "launched_on": campaign.launched_on,
        "reviewed_on": campaign.reviewed_on,
        "branches": "\n".join(map(_line, branches)),
    }


def _line(branch: "CampaignBranch") -> str:
    """A branch as the form takes it."""
    days: list[str] = []
    if branch.starts_on and branch.ends_on:
        days = [vn_date(branch.starts_on), vn_date(branch.ends_on - ONE_DAY)]
    return " | ".join(part for part in (branch.name, *days, branch.note) if part)


def usual(chosen: "CampaignType", day: date) -> dict[str, object]:
    """What a type fills in for the season that runs on ``day`` or comes next."""
    definition = chosen.definition
    first, last = queries.season_of(chosen, day)
    lines = (" | ".join(filter(None, (row["name"], row["note"]))) for row in definition["branches"])
    return {
        "name": f"{chosen.name} {first.year}",
        "summary": chosen.summary,
        "first_day": first,
        "last_day": last,
        "branches": "\n".join(lines),
    }
