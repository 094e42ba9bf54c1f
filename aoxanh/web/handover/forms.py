"""To whom, when, until when."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.people.types import Succession
from aoxanh.web.days import DayField


_DAYS = {
    "required": _("Hãy chọn ngày."),
    "invalid": _("Hãy chọn ngày theo lịch."),
}


def _day(label: object, hint: object = "") -> DayField:
    return DayField(
        label=str(label),
        help_text=str(hint),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_DAYS,
    )


class HandoverForm(forms.Form):
    """The successor and the days."""

    full_name = forms.CharField(label=_("Họ và tên người nhận"), max_length=120)
    contact = forms.CharField(label=_("Số điện thoại hoặc e-mail người nhận"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["on"] = _day(
            _("Bàn giao từ ngày"),
            _("Từ ngày này người nhận làm việc, người giao thôi giữ vai trò."),
        )
        self.fields["last_day"] = _day(_("Người nhận giữ đến hết ngày"))
        self.fields["is_provisional"] = forms.BooleanField(
            label=_("Lâm thời"),
            required=False,
            help_text=_("Làm tạm đến ngày trên, chờ người giữ chính thức."),
        )

    @staticmethod
    def usual(day: date, last_day: date | None) -> dict[str, object]:
        """Today, and the term that runs already."""
        return {"on": day, "last_day": last_day}

    @property
    def succession(self) -> Succession:
        given = self.cleaned_data
        return Succession(
            full_name=given["full_name"],
            contact=given["contact"],
            on=given["on"],
            until=given["last_day"] + timedelta(days=1),
            is_provisional=given["is_provisional"],
        )
