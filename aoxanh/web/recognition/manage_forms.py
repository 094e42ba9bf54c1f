"""Why a certificate is taken back, and for which days certificates are issued."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import Period
from aoxanh.web.days import DayField


class ReasonForm(forms.Form):
    """The reason of a revocation, as everyone who looks the code up reads it."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ai tra cứu mã cũng đọc được. Không ghi tên người, không ghi chuyện riêng."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do thu hồi.")},
    )


class PeriodForm(forms.Form):
    """The days whose hours are certified, both included."""

    tu = DayField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày đầu."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )
    den = DayField(
        label=_("Đến hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày cuối."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )

    def clean(self) -> dict[str, object]:
        given = dict(self.cleaned_data)
        first, last = given.get("tu"), given.get("den")
        if first and last and first > last:
            self.add_error("den", str(_("Ngày cuối phải không sớm hơn ngày đầu.")))
        return given

    @property
    def period(self) -> Period:
        first: date = self.cleaned_data["tu"]
        last: date = self.cleaned_data["den"]
        return Period(first, min(last, date.max - timedelta(days=1)) + timedelta(days=1))
