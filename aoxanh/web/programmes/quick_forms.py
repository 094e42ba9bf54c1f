"""What “Số liệu nhanh” is asked; every answer is in the address, so that a look can be sent to a colleague."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries as activities
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import QuickAsked
from aoxanh.units import queries as units
from aoxanh.web.days import DayField
from aoxanh.web.request import Request


FIRST_DAY: Final = date(2000, 1, 1)
ALONE: Final = "rieng"
_ONE_DAY = timedelta(days=1)


class Choices(NamedTuple):
    """What may be chosen at a desk: (value, words) each."""

    units: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    campaigns: list[tuple[str, str]]


def choices_of(request: Request, unit_id: int, name: str) -> Choices:
    """The units one below, the fields of work and the campaigns of a desk called ``name``."""
    actor = request.actor
    below = units.children_of(unit_id=unit_id, actor=actor, day=actor.day)
    return Choices(
        units=[
            ("", str(_("%(name)s và các đơn vị bên dưới") % {"name": name})),
            (ALONE, str(_("Riêng %(name)s") % {"name": name})),
            *((str(each.unit_id), each.name) for each in below),
        ],
        fields=[
            ("", str(_("Mọi lĩnh vực"))),
            *((each.pk, each.name) for each in activities.fields_of_work()),
        ],
        campaigns=[
            ("", str(_("Mọi hoạt động, có hay không có chiến dịch"))),
            *(
                (str(each.pk), each.name)
                for each in activities.campaigns(actor=actor, unit_id=unit_id)
            ),
        ],
    )


class QuickForm(forms.Form):
    """From when to when (the last day included), whose, about what."""

    tu = DayField(
        label=_("Từ ngày"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    den = DayField(
        label=_("Đến hết ngày"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, given: Mapping[str, str], *, choices: Choices, day: date) -> None:
        super().__init__(given)
        self.day = day
        self.offered = {
            "don-vi": choices.units,
            "linh-vuc": choices.fields,
            "chien-dich": choices.campaigns,
        }
        for name, label in (
            ("don-vi", _("Đơn vị")),
            ("linh-vuc", _("Lĩnh vực chính")),
            ("chien-dich", _("Chiến dịch")),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=self.offered[name], required=False
            )

    def clean(self) -> dict[str, Any]:
        """Days in order, and not before anything was kept."""
        given = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if first and first < FIRST_DAY:
            self.add_error("tu", _("Số liệu có từ năm 2000. Hãy chọn ngày sau đó."))
        if first and last and last < first:
            self.add_error("den", _("Ngày cuối phải từ ngày đầu trở đi."))
        return given

    def period(self) -> Period:
        """The days asked for; the running year when nothing is said, or something that cannot be."""
        given = self.cleaned_data if self.is_valid() else {}
        first, last = given.get("tu"), given.get("den")
        if first is None and last is None:
            return Period.year(self.day.year)
        first = first or date((last or self.day).year, 1, 1)
        return Period(first, max(last or self.day, first) + _ONE_DAY)

    def asked(self, unit_id: int) -> QuickAsked:
        """What the figures are asked for, seen from the desk of ``unit_id``."""
        given = self.cleaned_data if self.is_valid() else {}
        chosen = given.get("don-vi", "")
        campaign = given.get("chien-dich", "")
        return QuickAsked(
            unit_id=key_of(chosen) or unit_id,
            period=self.period(),
            below=chosen != ALONE,
            field=given.get("linh-vuc", ""),
            campaign_id=int(campaign) if campaign else None,
        )

    def words(self, name: str) -> str:
        """What was chosen from a list, as the list says it; empty where everything was."""
        chosen = self.cleaned_data.get(name, "") if self.is_valid() else ""
        offered = self.offered[name]
        return next((words for value, words in offered if chosen and value == chosen), "")


def asked_form(request: Request, unit_id: int, name: str) -> QuickForm:
    """The form as the address fills it. A unit or campaign that is not on offer is not found."""
    choices = choices_of(request, unit_id, name)
    for key, offered in (("don-vi", choices.units), ("chien-dich", choices.campaigns)):
        given = request.GET.get(key, "")
        if given and given not in {value for value, _words in offered}:
            raise Http404
    return QuickForm(request.GET.dict(), choices=choices, day=request.actor.day)
